"""An article as people read it: its rows, its layout, what stands on it, the current claim."""
