"""Sources: one and all, merged and kept apart; rows, plots, forms and pages."""
