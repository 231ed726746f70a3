"""Outlets that are written in several ways ("NYT", "nyt") are one on the dashboard."""

import sqlite3
from collections import defaultdict
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from claims.sources.relays import same_outlet

__all__ = ["MOST_NAMES", "grouped", "spellings"]

MOST_NAMES: Final = 1_000
"""So many names, the commonest, are compared: each with each takes half a second."""

_NAMES = """
    SELECT publisher FROM documents WHERE publisher IS NOT NULL
    GROUP BY publisher ORDER BY count(*) DESC, publisher LIMIT ?
"""


def spellings(connection: sqlite3.Connection) -> Mapping[str, tuple[str, ...]]:
    """Return, for each outlet's name that is written in several ways, all of them."""
    return grouped(tuple(row[0] for row in connection.execute(_NAMES, [MOST_NAMES])))


@lru_cache(maxsize=8)
def grouped(names: tuple[str, ...]) -> Mapping[str, tuple[str, ...]]:
    """Return each name that is one with others, with its whole group; common ones come first.

    A name joins the group of the first that it is one with, so that a long chain of likenesses
    ("A" to "AB" to "ABC") makes no outlet out of two.
    """
    groups: dict[str, list[str]] = {}
    by_letter: dict[str, list[str]] = defaultdict(list)
    for name in names:
        letter = _letter(name)
        first = next((one for one in by_letter[letter] if same_outlet(one, name)), None)
        if first is None:
            by_letter[letter].append(name)
            groups[name] = [name]
        else:
            groups[first].append(name)
    return {name: tuple(group) for group in groups.values() if len(group) > 1 for name in group}


def _letter(name: str) -> str:
    """Return the first letter of a name, which all spellings of an outlet share."""
    plain = name.lower().strip().removeprefix("https://").removeprefix("http://")
    return plain.removeprefix("www.").removeprefix("the ").removeprefix("the")[:1]
