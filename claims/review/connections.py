"""How the desk's connections to the file are set up: what SQLite leaves off unless asked."""

import sqlite3

LONGEST_VALUE = 64 * 1024 * 1024
"""Bytes of the longest text or blob that a query may make."""

BUSY_MS = 5000
"""How long a connection waits for another one to finish."""


def prepare(connection: sqlite3.Connection) -> None:
    """Turn foreign keys on, wait for other writers, trust no function hidden in the schema."""
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute(f"PRAGMA busy_timeout = {BUSY_MS}")
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LONGEST_VALUE)
