"""The same claim across articles: candidates, comparison, stories; values in, values out."""
