"""From hop to hop: relays, what carries on, and the chain of each attribution."""
