"""The queue: its page, its filters as addresses and names, and what waits for somebody's answer."""
