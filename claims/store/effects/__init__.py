"""What decisions in force change: claims, sources, chains, states."""
