"""The queue: its filters as addresses and names, and what waits for a person."""
