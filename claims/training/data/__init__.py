"""The annotated sets that models are made and measured from."""
