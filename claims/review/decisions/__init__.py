"""Decisions on claims: read from a form, recorded, and told in words."""
