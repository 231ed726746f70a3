"""Who is quoted most: sources by the claims that begin with them, in what is asked for."""

import sqlite3
from dataclasses import dataclass

from claims.review.dashboard.filters import Asked, Behind
from claims.review.frame.source_icons import SourceIcon, icon_of_source

__all__ = ["Quoted", "quoted_most"]

SHOWN = 15

_EVERYWHERE = """
    SELECT source, count(*) AS claims FROM claims INDEXED BY claims_source
    WHERE source IS NOT NULL
"""
_NARROWED = """
    SELECT source, count(*) AS claims
    FROM documents INDEXED BY documents_outlet
    CROSS JOIN claims INDEXED BY claims_document_sourcing ON claims.document = documents.id
    WHERE source IS NOT NULL AND
"""


@dataclass(frozen=True, slots=True)
class Quoted:
    """A source, the claims that begin with it, and its bar (per cent of the longest)."""

    source: str
    name: str
    look: SourceIcon
    claims: int
    width: float
    behind: Behind


def quoted_most(connection: sqlite3.Connection, asked: Asked) -> list[Quoted]:
    """Return the sources that are quoted most, the most quoted first."""
    counted = f"{_NARROWED} {asked.condition()}" if asked.narrowed else _EVERYWHERE
    rows = connection.execute(
        f"""WITH quoted AS (
            {counted} GROUP BY source ORDER BY claims DESC, source LIMIT {SHOWN}
        )
        SELECT quoted.source, quoted.claims, sources.name, sources.kind, sources.anonymous,
            sources.number
        FROM quoted JOIN sources ON sources.id = quoted.source
        ORDER BY quoted.claims DESC, sources.name, sources.id""",  # noqa: S608 (constants)
        asked.values(),
    ).fetchall()
    most = max((row["claims"] for row in rows), default=1)
    return [
        Quoted(
            source=row["source"],
            name=row["name"],
            look=icon_of_source(
                row["kind"], anonymous=bool(row["anonymous"]), number=row["number"]
            ),
            claims=row["claims"],
            width=round(100 * row["claims"] / most, 2),
            behind=asked.claims(columns=(("source", row["source"]),)),
        )
        for row in rows
    ]
