"""Read one source with what it is quoted with and what it passes on, for its page.

Every query goes by an index and has a limit, so that the most quoted source of a large file is
shown as fast as any other.
"""

import sqlite3
from dataclasses import dataclass

from claims.review.looks import Look, look_of_source

SHOWN = 40
MOST_COUNTED = 10_000

_SOURCE = """
    SELECT id, name, kind, anonymous, number, reason, description, document, merged_into
    FROM sources WHERE id = ?
"""
_NAMES = "SELECT DISTINCT name FROM source_names WHERE source = ? ORDER BY name LIMIT 30"
_SAID = """
    SELECT claims.id, claims.text, claims.chain, claims.kind, claims.manner, claims.document,
        documents.title, documents.publisher, documents.published,
        substr(documents.text, 1, 400) AS start
    FROM claims JOIN documents ON documents.id = claims.document
    WHERE claims.source = ? ORDER BY claims.rowid DESC LIMIT ?
"""
_RELAYED = """
    SELECT claims.id, claims.text, claims.chain, claims.kind, claims.manner, claims.document,
        documents.title, documents.publisher, documents.published,
        substr(documents.text, 1, 400) AS start
    FROM hops
    JOIN claims ON claims.id = hops.claim
    JOIN documents ON documents.id = claims.document
    WHERE hops.source = ? AND hops.position < claims.hops - 1 LIMIT ?
"""
_COUNTS = {
    "said": "SELECT count(*) FROM (SELECT 1 FROM claims WHERE source = ? LIMIT ?)",
    "articles": (
        "SELECT count(*) FROM (SELECT DISTINCT document FROM appearances WHERE source = ? LIMIT ?)"
    ),
}


@dataclass(frozen=True, slots=True)
class SourceDetails:
    """A source; counts stop at `MOST_COUNTED`."""

    row: sqlite3.Row
    look: Look
    names: tuple[str, ...]
    said: tuple[sqlite3.Row, ...]
    relayed: tuple[sqlite3.Row, ...]
    said_count: int
    article_count: int


def read_source(connection: sqlite3.Connection, name: str) -> SourceDetails | None:
    """Return the source with the id `name`, or None where there is none."""
    row = connection.execute(_SOURCE, [name]).fetchone()
    if row is None:
        return None
    counts = {
        key: connection.execute(sql, [name, MOST_COUNTED]).fetchone()[0]
        for key, sql in _COUNTS.items()
    }
    return SourceDetails(
        row=row,
        look=look_of_source(row["kind"], anonymous=bool(row["anonymous"]), number=row["number"]),
        names=tuple(other for (other,) in connection.execute(_NAMES, [name])),
        said=tuple(connection.execute(_SAID, [name, SHOWN])),
        relayed=tuple(connection.execute(_RELAYED, [name, SHOWN])),
        said_count=counts["said"],
        article_count=counts["articles"],
    )
