"""What every page has in common: frame, forms, refusals, icons, glossary."""
