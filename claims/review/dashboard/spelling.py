"""Outlets that are written in several ways ("NYT", "nyt") are one on the dashboard."""

import sqlite3
from collections.abc import Mapping
from typing import Final

from claims.sources import outlet_spellings

__all__ = ["MOST_NAMES", "spellings"]

MOST_NAMES: Final = 1_000
"""So many names, the commonest, are compared: each with each takes half a second."""

_NAMES = """
    SELECT publisher FROM documents WHERE publisher IS NOT NULL
    GROUP BY publisher ORDER BY count(*) DESC, publisher LIMIT ?
"""


def spellings(connection: sqlite3.Connection) -> Mapping[str, tuple[str, ...]]:
    """Return, for each outlet's name that is written in several ways, all of them."""
    return outlet_spellings(tuple(row[0] for row in connection.execute(_NAMES, [MOST_NAMES])))
