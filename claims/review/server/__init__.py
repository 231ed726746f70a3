"""Making the Datasette of a desk, serving it, and joining one that runs already."""
