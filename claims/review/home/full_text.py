"""Full-text search, and the found words marked without ever trusting the text."""

import sqlite3
from dataclasses import dataclass

from claims.reading.layout.titles import title_of

_OPEN, _CLOSE = "\x02", "\x03"
"""Signs that a text cannot hold for long: the reader strips what no reader sees."""

_CLAIMS = """
    SELECT claims.id, claims.document, sentences.number, claims.chain, claims.sourcing,
        highlight(claims_fts, 0, char(2), char(3)) AS marked,
        documents.title, documents.publisher, documents.published,
        substr(documents.text, 1, 400) AS start
    FROM claims_fts
    JOIN claims ON claims.rowid = claims_fts.rowid
    JOIN sentences ON sentences.id = claims.sentence
    JOIN documents ON documents.id = claims.document
    WHERE claims_fts MATCH ? ORDER BY claims_fts.rowid DESC LIMIT ?
"""
_SENTENCES = """
    SELECT NULL AS id, sentences.document, sentences.number, NULL AS chain, NULL AS sourcing,
        highlight(sentences_fts, 0, char(2), char(3)) AS marked,
        documents.title, documents.publisher, documents.published,
        substr(documents.text, 1, 400) AS start
    FROM sentences_fts
    JOIN sentences ON sentences.rowid = sentences_fts.rowid
    JOIN documents ON documents.id = sentences.document
    WHERE sentences_fts MATCH ? ORDER BY sentences_fts.rowid DESC LIMIT ?
"""


@dataclass(frozen=True, slots=True)
class Hit:
    """A claim or a sentence that holds the words; `parts` are (text, is it one of the words)."""

    claim: str | None
    document: str
    number: int
    chain: str | None
    sourcing: str | None
    parts: tuple[tuple[str, bool], ...]
    title: str
    publisher: str | None
    published: str | None


def claims_holding(connection: sqlite3.Connection, query: str, limit: int) -> list[Hit]:
    """Return the newest claims whose words or chain match the FTS5 query."""
    return [_hit(row) for row in connection.execute(_CLAIMS, [query, limit])]


def sentences_holding(connection: sqlite3.Connection, query: str, limit: int) -> list[Hit]:
    """Return the newest sentences whose words match the FTS5 query."""
    return [_hit(row) for row in connection.execute(_SENTENCES, [query, limit])]


def marked_parts(marked: str) -> tuple[tuple[str, bool], ...]:
    """Split the output of `highlight` into (text, is it marked), dropping the signs."""
    parts: list[tuple[str, bool]] = []
    for position, piece in enumerate(marked.split(_OPEN)):
        found, closed, rest = piece.partition(_CLOSE)
        if position == 0 or not closed:
            parts.append((piece.replace(_CLOSE, ""), False))
        else:
            parts += [(found, True), (rest.replace(_CLOSE, ""), False)]
    return tuple(part for part in parts if part[0])


def _hit(row: sqlite3.Row) -> Hit:
    return Hit(
        claim=row["id"],
        document=row["document"],
        number=row["number"],
        chain=row["chain"],
        sourcing=row["sourcing"],
        parts=marked_parts(row["marked"]),
        title=title_of(row["title"], row["start"]),
        publisher=row["publisher"],
        published=row["published"],
    )
