"""Find people of one name who may be two while articles are added; a person decides.

A full name makes one row in all articles, since in news the same name is nearly always the same
person. Where an article describes them with nothing in common with the articles before (no word of
role or affiliation, nobody named beside both), that is noted. Who is in more than a few
articles is described in so many ways that it says nothing.
"""

from collections.abc import Iterable
from sqlite3 import Connection
from typing import Any

from claims.sources import Known, same_person
from claims.store.records import Records, query
from claims.values import Source

__all__ = ["find_namesakes"]

_WELL_KNOWN = 3
"""From so many earlier articles on, a person is taken to be one."""

# CROSS JOIN: the article's own rows first, or SQLite looks at all people that there are.
_PEOPLE = """
SELECT sources.id, sources.name, appearances.description, appearances.document
FROM appearances CROSS JOIN sources ON sources.id = appearances.source
WHERE appearances.document = ? AND sources.document IS NULL AND sources.kind = 'person'
    AND sources.anonymous = 0 AND appearances.description IS NOT NULL
"""
_OTHERS = """
SELECT appearances.document, appearances.description
FROM appearances JOIN documents ON documents.id = appearances.document
WHERE appearances.source = ?
    AND documents.rowid < (SELECT rowid FROM documents WHERE id = ?)
LIMIT ?
"""
_BESIDE = """
SELECT appearances.name FROM appearances CROSS JOIN sources ON sources.id = appearances.source
WHERE appearances.document = ? AND appearances.source <> ? AND sources.kind = 'person'
    AND sources.anonymous = 0
"""


def find_namesakes(connection: Connection, document: str) -> None:
    """Note whom an article describes otherwise than earlier ones, in the caller's transaction."""
    connection.execute("DELETE FROM namesakes WHERE document = ?", (document,))
    for row in query(connection, _PEOPLE, document):
        others = query(connection, _OTHERS, row["id"], document, _WELL_KNOWN)
        said = "; ".join(dict.fromkeys(o["description"] for o in others if o["description"]))
        if not said or len(others) >= _WELL_KNOWN:
            continue
        here = _known(connection, row, row["description"], [document])
        there = _known(connection, row, said, [other["document"] for other in others])
        if not same_person(here, there):
            connection.execute(
                "INSERT INTO namesakes (source, document, description, others) VALUES (?, ?, ?, ?)",
                (row["id"], document, row["description"], said),
            )


def _known(
    connection: Connection, row: dict[str, Any], description: str, documents: Iterable[str]
) -> Known:
    """Return a person as some articles know them."""
    beside: Records = []
    for document in documents:
        beside += query(connection, _BESIDE, document, row["id"])
    source = Source(row["id"], row["name"], "person", False, "one", description=description)
    return Known(row["id"], source, frozenset(other["name"] for other in beside))
