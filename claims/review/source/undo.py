"""The latest decision of a person about a source, which `u` takes back."""

import sqlite3
from dataclasses import dataclass

from claims.review.source.decision_words import said_of_source

__all__ = ["Latest", "latest_of"]

_LATEST = """
    SELECT reviews.id, reviews.target, reviews.action, reviews.field, reviews.value, sources.name
    FROM reviews
    LEFT JOIN attachments ON attachments.review = reviews.id
    LEFT JOIN sources ON sources.id = coalesce(attachments.target, reviews.target)
    WHERE reviews.reviewer = ? AND reviews.target_kind = 'source' AND reviews.action <> 'undo'
        AND NOT EXISTS (SELECT 1 FROM reviews AS undo WHERE undo.undoes = reviews.id)
    ORDER BY reviews.id DESC LIMIT 1
"""


@dataclass(frozen=True, slots=True)
class Latest:
    """A decision that stands: its number, its source's id and name, and what it says in words."""

    review: int
    source: str
    name: str
    said: str


def latest_of(connection: sqlite3.Connection, person: str) -> Latest | None:
    """Return the latest decision about a source that the person may take back, or None."""
    row = connection.execute(_LATEST, [person]).fetchone()
    if row is None:
        return None
    return Latest(row["id"], row["target"], row["name"] or "?", said_of_source(row))
