"""How the desk's connections to the file are set up: what SQLite leaves off unless asked."""

import re
import sqlite3

LONGEST_VALUE = 64 * 1024 * 1024
"""Bytes of the longest text or blob that a query may make."""

WIDEST = 100_000
"""Characters of the widest field that printf may fill."""

TOO_WIDE = f"printf: a width of more than {WIDEST:,} characters is refused"
"""What such a printf gives: an exception would end as a traceback in the server's log."""

_WIDTH = re.compile(r"%[^%a-zA-Z]{0,20}?(\d{6,})")

BUSY_MS = 5000
"""How long a connection waits for another one to finish."""


def prepare(connection: sqlite3.Connection) -> None:
    """Turn foreign keys on, wait for other writers, trust no function hidden in the schema."""
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute(f"PRAGMA busy_timeout = {BUSY_MS}")
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LONGEST_VALUE)
    _bound_printf(connection)


def _bound_printf(connection: sqlite3.Connection) -> None:
    """Put a printf in place of SQLite's own that answers widths beyond `WIDEST` with `TOO_WIDE`.

    SQLite's writes 900,000,000 letters one by one before it sees that they are too many, and looks
    at no limit of time meanwhile.
    """
    own = sqlite3.connect(":memory:", check_same_thread=False)

    def printf(form: object = None, *values: object) -> str | None:
        text = str(form)
        wide = any(int(digits) > WIDEST for digits in _WIDTH.findall(text))
        given = "*" in text and any(
            isinstance(value, int | float) and abs(value) > WIDEST for value in values
        )
        if wide or given:
            return TOO_WIDE
        places = ", ".join("?" * (len(values) + 1))
        [printed] = own.execute(f"SELECT printf({places})", (form, *values)).fetchone()
        return None if printed is None else str(printed)

    for name in ("printf", "format"):
        connection.create_function(name, -1, printf, deterministic=True)
