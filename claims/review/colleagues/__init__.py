"""Working with colleagues: what they assigned to a person, and where they call them by name."""
