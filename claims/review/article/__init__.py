"""An article and a claim in it as people read them: rows, layout, marks, and their pages."""
