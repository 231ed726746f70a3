"""Datasette's own pages of tables and queries, and the row API: links, counts, metadata, edits."""
