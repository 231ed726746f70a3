"""Names in running text: where they begin and end, of what kind they are, and their titles."""
