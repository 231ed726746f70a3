"""Read who a source is: names, kind, what was merged into it, and what people decided about it.

Every query goes by an index, so that the most quoted source of a large file is shown as fast as any
other. `source_claims` reads what it is quoted with, `source_record` what becomes of that.
"""

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from claims.review.frame.source_icons import SourceIcon, icon_of_source
from claims.review.source.decision_words import said_of_source
from claims.store.decisions import latest_review, visible_reviews

__all__ = ["MEMBERS", "Called", "Judged", "SourceDetails", "members_of", "read_source"]

_NAMES_SHOWN = 12
_MEMBERS_SHOWN = 50

MEMBERS = (
    "SELECT id FROM sources WHERE id = :source"
    " UNION ALL SELECT id FROM sources WHERE merged_into = :source"
)
"""The ids of a source and of all that were merged into it."""

_SOURCE = """
    SELECT sources.id, sources.name, sources.kind, sources.anonymous, sources.number,
        sources.reason, sources.description, sources.document, sources.merged_into,
        sources.extracted_name, sources.extracted_kind, sources.extracted_anonymous,
        sources.extracted_description, into_source.name AS into_name, documents.title,
        substr(documents.text, 1, 400) AS start
    FROM sources
    LEFT JOIN sources AS into_source ON into_source.id = sources.merged_into
    LEFT JOIN documents ON documents.id = sources.document
    WHERE sources.id = ?
"""
_NAMES = f"""
    SELECT name, count(DISTINCT document) AS articles, min(document) AS document
    FROM source_names WHERE source IN ({MEMBERS})
    GROUP BY name ORDER BY 2 DESC, 1 LIMIT {_NAMES_SHOWN}
"""  # noqa: S608 (constants of this module)
_MERGED = f"""
    SELECT id, name, kind, anonymous, number FROM sources
    WHERE merged_into = ? ORDER BY name LIMIT {_MEMBERS_SHOWN}
"""  # noqa: S608 (a constant of this module)
_COUNT_CLAIMS = "SELECT count(*) FROM claims WHERE source = :source"
_COUNT_ARTICLES = f"""
    SELECT count(DISTINCT document) FROM appearances WHERE source IN ({MEMBERS})
"""  # noqa: S608 (a constant of this module)


@dataclass(frozen=True, slots=True)
class Called:
    """A name of a source: in how many articles it stands, and the id of one of them."""

    name: str
    articles: int
    document: str


@dataclass(frozen=True, slots=True)
class Judged:
    """A decision about a source: a row of `reviews`, and what it says in words.

    `of` is the name of the source that it is about, where that was merged into the one shown.
    """

    row: Mapping[str, Any]
    said: str
    of: str | None

    @property
    def undone(self) -> bool:
        """Return whether somebody took it back."""
        return self.row["undone_by"] is not None


@dataclass(frozen=True, slots=True)
class SourceDetails:
    """A source; `seen` is the number of the latest decision about it."""

    row: sqlite3.Row
    look: SourceIcon
    names: tuple[Called, ...]
    merged: tuple[sqlite3.Row, ...]
    claims: int
    articles: int
    history: tuple[Judged, ...]
    seen: int

    @property
    def last(self) -> Judged | None:
        """The latest decision that stands."""
        return next((one for one in reversed(self.history) if not one.undone), None)


def members_of(connection: sqlite3.Connection, source: str) -> tuple[str, ...]:
    """Return the ids of a source and of all that were merged into it."""
    return tuple(row[0] for row in connection.execute(MEMBERS, {"source": source}))


def read_source(connection: sqlite3.Connection, name: str) -> SourceDetails | None:
    """Return the source with the id `name`, or None where there is none."""
    row = connection.execute(_SOURCE, [name]).fetchone()
    if row is None:
        return None
    given = {"source": name}
    merged = tuple(connection.execute(_MERGED, [name]))
    return SourceDetails(
        row=row,
        look=icon_of_source(row["kind"], anonymous=bool(row["anonymous"]), number=row["number"]),
        names=tuple(Called(*found) for found in connection.execute(_NAMES, given)),
        merged=merged,
        claims=connection.execute(_COUNT_CLAIMS, given).fetchone()[0],
        articles=connection.execute(_COUNT_ARTICLES, given).fetchone()[0],
        history=_history(connection, name, merged),
        seen=latest_review(connection, "source", name),
    )


def _history(
    connection: sqlite3.Connection, name: str, merged: tuple[sqlite3.Row, ...]
) -> tuple[Judged, ...]:
    """Return what people decided about a source and those merged into it, oldest first."""
    found = []
    for source, called in ((name, None), *((row["id"], row["name"]) for row in merged)):
        for row in visible_reviews(connection, source, None, target_kind="source"):
            if row["action"] != "undo":
                found.append(Judged(row, said_of_source(row), called))
    return tuple(sorted(found, key=lambda one: int(one.row["id"])))
