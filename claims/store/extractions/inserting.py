"""Insert rows many at a time.

SQLite's full-text index closes what it gathered whenever a statement begins that may have to be
taken back, and a statement for each row leaves it with one small piece for each, to be merged
again and again (fts5SavepointMethod in https://sqlite.org/src/file/ext/fts5/fts5_main.c).
Measured by `bench/store.py`: row by row, adding slows down as the file grows.
"""

from collections.abc import Sequence
from functools import lru_cache
from itertools import chain
from sqlite3 import Connection
from typing import Final

from claims.store.extractions.article import Row
from claims.store.extractions.rows import COLUMNS

__all__ = ["insert_rows"]

_AT_ONCE: Final = 128
"""Rows of one statement: with at most 19 columns far below the 32,766 parameters allowed."""


def insert_rows(connection: Connection, table: str, rows: Sequence[Row]) -> None:
    """Insert rows into a table of `COLUMNS`; a named source may be there already.

    Raises sqlite3.IntegrityError for a row that the table does not take; those of its statement
    are not inserted then, and the caller's transaction stays open.
    """
    for first in range(0, len(rows), _AT_ONCE):
        some = rows[first : first + _AT_ONCE]
        connection.execute(_statement(table, len(some)), tuple(chain.from_iterable(some)))


@lru_cache(maxsize=256)
def _statement(table: str, rows: int) -> str:
    """Return the INSERT of that many rows."""
    columns = COLUMNS[table]
    names = ", ".join(f'"{column}"' for column in columns)
    marks = ", ".join([f"({', '.join('?' * len(columns))})"] * rows)
    # Names come from a constant, never from an article.
    statement = f"INSERT INTO {table} ({names}) VALUES {marks}"  # noqa: S608
    return f"{statement} ON CONFLICT (id) DO NOTHING" if table == "sources" else statement
