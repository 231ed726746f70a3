"""Working with colleagues: who they are, what they assign, where they agree."""
