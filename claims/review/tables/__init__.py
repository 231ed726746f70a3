"""Datasette's own pages of tables: what belongs together, is edited by hand, or is refused."""
