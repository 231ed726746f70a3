"""Writing extractions into the file: whole articles, added, replaced, rebuilt."""
