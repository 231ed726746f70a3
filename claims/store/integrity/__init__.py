"""Proving that the file is whole, and copying it so that the copy is."""
