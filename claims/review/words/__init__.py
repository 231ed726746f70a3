"""What the words of the desk mean: the glossary, and tooltips wherever a term of art stands."""
