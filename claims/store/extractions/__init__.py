"""Extractions as rows and back: sentences, attributions, claims, sources."""
