"""Removing an article with all that hangs on it, so that it can be restored just as it was.

What extraction found follows from the text and is deleted; text, details, earlier texts, when it
was added and what further readers made of it are kept in `removed_documents`. Decisions stay on
record, attached to nothing, and attach again by their ids when the article is back. Restoring is
taking the removal back.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from sqlite3 import Connection

from claims.store.decisions.deciding import Decided, decide
from claims.store.effects.reader_differences import refresh_agreement, refresh_differences
from claims.store.extractions.digests import record_added
from claims.store.record.actions import Remove
from claims.store.record.attaching import attach_reviews
from claims.store.records import query
from claims.store.runs import now
from claims.store.stories.recomputing import retell
from claims.store.storing.replacing import forget_article
from claims.values import Document, Region, Span

__all__ = [
    "Removed",
    "kept_document",
    "put_back",
    "remove_article",
    "removed",
    "removed_article",
    "why_removed",
]

_KEPT = (
    *("url", "title", "publisher", "author", "published", "language", "format", "path"),
    *("added", "version", "text"),
)
_VERSIONS = "SELECT * FROM document_versions WHERE document = ? ORDER BY version"
_CLAIM_VERSIONS = "SELECT * FROM claim_versions WHERE document = ? ORDER BY version, number"
_READINGS = """
SELECT reader, prompt, digest, run, made, state, reason, requests, input_tokens, output_tokens,
    counted, seconds, left_out, unsure, extraction
FROM readings WHERE document = ? ORDER BY id
"""
_COMPANIONS = """
SELECT DISTINCT other.claim FROM story_claims AS other
JOIN claims ON claims.id = other.claim
WHERE claims.document <> :document AND other.story IN (
    SELECT story FROM story_claims JOIN claims ON claims.id = story_claims.claim
    WHERE claims.document = :document
    UNION SELECT story_claims.story FROM story_claims JOIN claims ON claims.id = story_claims.claim
    JOIN signatures ON signatures.document = claims.document WHERE signatures.voice = :document
)
"""
_NEXT_VOICE = """
UPDATE signatures SET voice = (
    SELECT signatures.document FROM signatures
    JOIN documents ON documents.id = signatures.document
    WHERE signatures.voice = :document AND signatures.document <> :document
    ORDER BY documents.published IS NULL, documents.published, documents.id LIMIT 1
) WHERE voice = :document AND document <> :document
"""
_REMOVED = """
SELECT removed_documents.id, removed_documents.title, removed_documents.publisher,
    removed_documents.published, removed_documents.words, removed_documents.removed,
    removed_documents.review, reviews.reviewer, reviews.note,
    substr(removed_documents.article ->> '$.text', 1, 400) AS opening,
    EXISTS (SELECT 1 FROM reviews AS undo WHERE undo.undoes = reviews.id) AS restoring
FROM removed_documents JOIN reviews ON reviews.id = removed_documents.review
"""


@dataclass(frozen=True, slots=True)
class Removed:
    """An article that was removed; `review` is the decision that is taken back to restore it.

    `opening` is the beginning of its text, by which it is called where it has no headline.
    `restoring`: that was done, and the article is being extracted again.
    """

    id: str
    title: str | None
    publisher: str | None
    published: str | None
    words: int
    removed: str
    review: int
    reviewer: str
    note: str | None
    opening: str
    restoring: bool


def removed(connection: Connection) -> list[Removed]:
    """Return all articles that were removed, the latest first."""
    rows = query(connection, f"{_REMOVED} ORDER BY removed_documents.review DESC")
    return [_removed(row) for row in rows]


def removed_article(connection: Connection, document: str) -> Removed | None:
    """Return the article with that id if it was removed, else None."""
    rows = query(connection, f"{_REMOVED} WHERE removed_documents.id = ?", document)
    return _removed(rows[0]) if rows else None


def why_removed(connection: Connection, document: str) -> str | None:
    """Return why an article with that id is not added again, None where nobody removed it."""
    found = removed_article(connection, document)
    if found is None:
        return None
    return (
        f"was removed by {found.reviewer} on {found.removed[:10]}: restore it on the desk, under"
        " Removed articles"
    )


def remove_article(
    connection: Connection, *, reviewer: str, document: str, note: str | None = None
) -> Decided:
    """Remove an article, in the caller's transaction, and return the decision.

    Raises DecisionError where the reviewer may not, StoreError where there is no such article.
    """
    decided = decide(
        connection,
        reviewer=reviewer,
        target_kind="document",
        target=document,
        action=Remove(note),
    )
    _keep(connection, document, decided.review)
    companions = [row[0] for row in connection.execute(_COMPANIONS, {"document": document})]
    connection.execute(_NEXT_VOICE, {"document": document})
    forget_article(connection, document)
    attach_reviews(connection, document)
    retell(connection, companions)
    return decided


def kept_document(connection: Connection, document: str) -> Document | None:
    """Return a removed article as it was, None where it was not removed."""
    found = connection.execute(
        "SELECT article FROM removed_documents WHERE id = ?", (document,)
    ).fetchone()
    if found is None:
        return None
    kept = json.loads(found[0])
    regions = tuple(Region(kind, Span(start, end)) for kind, start, end in kept["regions"])
    details = {name: kept[name] for name in _KEPT if name not in ("added", "version")}
    return Document.unchecked(**details, regions=regions, identity=kept["identity"])


def put_back(connection: Connection, document: str) -> None:
    """Give a removed article that was stored again its past: texts, readings, when it was added.

    Of one that was not removed, nothing changes.
    """
    found = connection.execute(
        "DELETE FROM removed_documents WHERE id = ? RETURNING article", (document,)
    ).fetchone()
    if found is None:
        return
    kept = json.loads(found[0])
    connection.execute(
        "UPDATE documents SET added = ?, version = ? WHERE id = ?",
        (kept["added"], kept["version"], document),
    )
    record_added(connection, document)
    _insert(connection, "document_versions", kept["versions"])
    # A trigger takes today's claims for those of the earlier texts.
    connection.execute("DELETE FROM claim_versions WHERE document = ?", (document,))
    _insert(connection, "claim_versions", kept["claim_versions"])
    readings = kept.get("readings", [])  # removed by a version that kept none
    _insert(connection, "readings", [{"document": document, **row} for row in readings])
    refresh_differences(connection, document)
    refresh_agreement(connection, document)


def _keep(connection: Connection, document: str, review: int) -> None:
    """Put all that cannot be derived again aside."""
    [row] = query(connection, "SELECT * FROM documents WHERE id = ?", document)
    regions = connection.execute(
        "SELECT kind, start, end FROM regions WHERE document = ? ORDER BY number", (document,)
    ).fetchall()
    kept = {name: row[name] for name in _KEPT}
    kept |= {
        "identity": document,
        "regions": [list(region) for region in regions],
        "versions": query(connection, _VERSIONS, document),
        "claim_versions": query(connection, _CLAIM_VERSIONS, document),
        "readings": query(connection, _READINGS, document),
    }
    connection.execute(
        "INSERT INTO removed_documents (id, title, publisher, published, url, words, removed,"
        " review, article) VALUES (:id, :title, :publisher, :published, :url, :words, :removed,"
        " :review, :article)",
        {
            **{name: row[name] for name in ("id", "title", "publisher", "published", "url")},
            "words": row["words"],
            "removed": now(),
            "review": review,
            "article": json.dumps(kept, ensure_ascii=False),
        },
    )


def _insert(connection: Connection, table: str, rows: Iterable[dict[str, object]]) -> None:
    """Insert rows into a table of this module, by the columns that they name."""
    for row in rows:
        columns = ", ".join(f'"{name}"' for name in row)
        places = ", ".join("?" for _ in row)
        connection.execute(
            f"INSERT INTO {table} ({columns}) VALUES ({places})",  # noqa: S608 - our own rows
            list(row.values()),
        )


def _removed(row: dict[str, object]) -> Removed:
    return Removed(**{**row, "restoring": bool(row["restoring"])})  # type: ignore[arg-type]  # as selected
