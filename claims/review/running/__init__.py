"""A desk that runs already: leave word where it is, and let a second command join it."""
