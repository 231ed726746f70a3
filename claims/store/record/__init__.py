"""The record of decisions: actions as values, and the append-only rows that keep them."""
