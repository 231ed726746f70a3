"""The house rules on the desk: read them, switch them, write one's own."""
