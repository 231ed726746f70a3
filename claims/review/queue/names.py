"""What people see of the queue's filters: names for ids, ids for names, and those they saved."""

import sqlite3
from dataclasses import replace

from claims.review.queue.filters import Filters, filters_from
from claims.store.queueing import saved_filters

__all__ = ["described", "outlets_of", "resolved", "saved_addresses"]

MOST_OUTLETS = 300

_OUTLETS = """
    SELECT publisher FROM documents WHERE publisher IS NOT NULL
    GROUP BY publisher ORDER BY count(*) DESC, publisher LIMIT ?
"""
_FIND = {
    "source": (
        "SELECT id FROM sources WHERE id = ?1 UNION ALL"
        " SELECT id FROM (SELECT id FROM sources WHERE name = ?1"
        " ORDER BY document IS NOT NULL, merged_into IS NOT NULL) LIMIT 1"
    ),
    "article": (
        "SELECT id FROM documents WHERE id = ?1 UNION ALL"
        " SELECT id FROM (SELECT id FROM documents WHERE url = ?1) LIMIT 1"
    ),
}
_NAMES = {
    "source": "SELECT name FROM sources WHERE id = ?",
    "article": "SELECT coalesce(title, substr(text, 1, 60)) FROM documents WHERE id = ?",
    "story": "SELECT text FROM stories WHERE id = ?",
}


def resolved(connection: sqlite3.Connection, filters: Filters) -> Filters:
    """Return the filters with the ids of what people named: a source, an article's address."""
    if filters.source:
        filters = replace(filters, source=_id(connection, "source", filters.source))
    if filters.article and len(filters.article) > 16:  # longer than an id
        filters = replace(filters, article=_id(connection, "article", filters.article))
    return filters


def _id(connection: sqlite3.Connection, what: str, named: str) -> str:
    row = connection.execute(_FIND[what], [named.strip()]).fetchone()
    return str(row[0]) if row is not None else named


def described(connection: sqlite3.Connection, filters: Filters) -> dict[str, str]:
    """Return the filters by id, word or number that are set, in words."""
    found = {}
    for name, value in filters.named().items():
        row = connection.execute(_NAMES[name], [value]).fetchone() if name in _NAMES else (value,)
        found[name] = str(row[0]) if row is not None else value
    if filters.low or filters.high:
        found["sure"] = f"{filters.low or 0} to {filters.high or 100} %"
    return found


def saved_addresses(
    connection: sqlite3.Connection, person: str, path: str
) -> list[tuple[str, str]]:
    """Return the filters that a person saved: each name with its address."""
    return [
        (name, f"{path}?{query}" if (query := filters_from(stored).query()) else path)
        for name, stored in saved_filters(connection, person).items()
    ]


def outlets_of(connection: sqlite3.Connection) -> list[str]:
    """Return the outlets with the most articles."""
    return [row[0] for row in connection.execute(_OUTLETS, [MOST_OUTLETS])]
