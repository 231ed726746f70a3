"""Who may ask for what: accounts, sessions, permissions, and the guard before every page."""
