"""What people see of the queue's filters: names for ids, ids for names, and those they saved."""

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, replace

from claims.reading.layout.titles import title_of
from claims.review.frame.fields import like
from claims.review.queue.filters import Filters, filters_from
from claims.store.queueing import saved_filters

__all__ = [
    "FIELDS",
    "Resolved",
    "choices_for",
    "described",
    "outlets_of",
    "resolved",
    "saved_addresses",
]

MOST_OUTLETS = 300

_OUTLETS = """
    SELECT publisher FROM documents WHERE publisher IS NOT NULL
    GROUP BY publisher ORDER BY count(*) DESC, publisher LIMIT ?
"""
_EXACT = {
    "source": (
        "SELECT id, name FROM sources WHERE id = :words UNION ALL"
        " SELECT id, name FROM (SELECT id, name FROM sources WHERE name = :words"
        " ORDER BY document IS NOT NULL, merged_into IS NOT NULL LIMIT 1)"
    ),
    "outlet": "SELECT publisher, publisher FROM documents WHERE publisher = :words LIMIT 1",
    "article": (
        "SELECT id, id FROM documents WHERE id = :words UNION ALL"
        " SELECT id, id FROM (SELECT id FROM documents WHERE url = :words LIMIT 1)"
    ),
    "story": "SELECT id, text FROM stories WHERE id = :words",
}
_LIKE = {
    "source": (
        "SELECT id, name FROM sources WHERE name LIKE :words ESCAPE '\\' AND merged_into IS NULL"
        " ORDER BY document IS NOT NULL, length(name), name LIMIT :most"
    ),
    "outlet": (
        "SELECT publisher, publisher FROM documents WHERE publisher LIKE :words ESCAPE '\\'"
        " GROUP BY publisher ORDER BY count(*) DESC, publisher LIMIT :most"
    ),
    "article": (
        "SELECT id, title, substr(text, 1, 400) FROM documents"
        " WHERE title LIKE :words ESCAPE '\\' OR url LIKE :words ESCAPE '\\'"
        " OR (title IS NULL AND substr(text, 1, 200) LIKE :words ESCAPE '\\')"
        " ORDER BY added DESC LIMIT :most"
    ),
    "story": (
        "SELECT id, text FROM stories WHERE text LIKE :words ESCAPE '\\'"
        " ORDER BY documents DESC LIMIT :most"
    ),
}
FIELDS = tuple(_EXACT)
"""The filters that people give by a name or a part of one."""

MOST_CHOICES = 12

_NAMES = {
    "source": "SELECT name FROM sources WHERE id = ?",
    "article": "SELECT title, substr(text, 1, 400) FROM documents WHERE id = ?",
    "story": "SELECT text FROM stories WHERE id = ?",
}


@dataclass(frozen=True, slots=True)
class Resolved:
    """Filters by the ids of what people named.

    `unknown` are the fields whose words match nothing; `choices` those whose words match several:
    each an id and a name. Where either holds anything, the filters must not be used.
    """

    filters: Filters
    unknown: Mapping[str, str]
    choices: Mapping[str, tuple[tuple[str, str], ...]]

    @property
    def certain(self) -> bool:
        """Return whether every field means one thing that is there."""
        return not (self.unknown or self.choices)


def resolved(connection: sqlite3.Connection, filters: Filters) -> Resolved:
    """Return the filters with ids for names; parts of names count, in any case.

    A name that is exactly one thing's means that, whatever else holds its words.
    """
    unknown: dict[str, str] = {}
    choices: dict[str, tuple[tuple[str, str], ...]] = {}
    for field in FIELDS:
        words = getattr(filters, field).strip()
        if not words:
            continue
        found = choices_for(connection, field, words)
        if len(found) == 1:
            filters = replace(filters, **{field: found[0][0]})
        elif found:
            choices[field] = found
        else:
            unknown[field] = words
    return Resolved(filters, unknown, choices)


def choices_for(
    connection: sqlite3.Connection, field: str, words: str
) -> tuple[tuple[str, str], ...]:
    """Return what the words can mean in a field of FIELDS: ids and names, the likeliest first.

    One alone where it is meant exactly, or where the words are its whole name but for case.
    """
    exact = connection.execute(_EXACT[field], {"words": words}).fetchone()
    if exact is not None:
        return ((str(exact[0]), str(exact[1])),)
    rows = connection.execute(_LIKE[field], {"words": like(words), "most": MOST_CHOICES})
    found = tuple((str(row[0]), " ".join(_name(*row[1:]).split())) for row in rows)
    same = [one for one in found if one[1].casefold() == words.casefold()]
    return (same[0],) if same else found


def described(connection: sqlite3.Connection, filters: Filters) -> dict[str, str]:
    """Return the filters by id, word or number that are set, in words."""
    found = {}
    for name, value in filters.named().items():
        row = connection.execute(_NAMES[name], [value]).fetchone() if name in _NAMES else (value,)
        found[name] = _name(*row) if row is not None else value
    if filters.low or filters.high:
        found["sure"] = f"{filters.low or 0} to {filters.high or 100} %"
    return found


def _name(name: object, text: str = "") -> str:
    """Return a name as people read it; of an article, from its headline and its first words."""
    return title_of(None if name is None else str(name), text) if text else str(name)


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
