"""Stored articles back to values, one by one or all of them, and everything found in one.

Sources that a person renamed, changed or merged are read as they are shown, or as they were
extracted, from where corrections start.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from sqlite3 import Connection
from typing import Any

from claims.store.extractions.article import Shown
from claims.store.extractions.stored_claims import read_attributions, read_claims
from claims.store.ids import document_id
from claims.store.opening import Store
from claims.store.records import query, span_of
from claims.values import (
    Document,
    Extraction,
    Mention,
    Region,
    Sentence,
    SentenceAssessment,
    Source,
)

__all__ = [
    "document_ids",
    "document_of",
    "documents",
    "extraction_of",
    "read_document",
    "read_extraction",
    "shown_sources",
    "stored_source_ids",
]


def document_ids(store: Store) -> list[str]:
    """Return the ids of all articles, in the order in which they were first added."""
    rows = store.connection.execute("SELECT id FROM documents ORDER BY rowid")
    return [identity for (identity,) in rows]


def documents(store: Store) -> Iterator[Document]:
    """Yield all articles, in the order in which they were first added."""
    for identity in document_ids(store):
        document = read_document(store, identity)
        if document is not None:
            yield document


def read_document(store: Store, document: str) -> Document | None:
    """Return the article with the id `document` as it was read, None where there is none."""
    return document_of(store.connection, document)


def document_of(connection: Connection, document: str) -> Document | None:
    """Return the article with the id `document`; see `read_document`."""
    found = query(
        connection,
        "SELECT text, title, publisher, author, published, language, url, format, path"
        " FROM documents WHERE id = ?",
        document,
    )
    if not found:
        return None
    rows = query(
        connection,
        "SELECT kind, start, end FROM regions WHERE document = ? ORDER BY number",
        document,
    )
    regions = tuple(Region(row["kind"], span_of(row)) for row in rows)
    read = Document.unchecked(**found[0], regions=regions)
    return read if document_id(read) == document else read.altered(identity=document)


def read_extraction(store: Store, document: str) -> Extraction | None:
    """Return all that is stored of the article, as people corrected it; None where there is none.

    Aliases come sorted, problems and models are left out (they belong to the run), and a claim's
    cue is its attribution's where it has none of its own. Raises KeyError where rows refer to what
    is not there, which `verify` reports.
    """
    found = extraction_of(store.connection, document)
    if found is None:
        return None
    shown = shown_sources(store.connection, document)
    ids = stored_source_ids(store.connection, document)
    sources = tuple(
        source
        if (look := shown.get(ids[source.key])) is None
        else replace(
            source, name=look.name or source.name, kind=look.kind, anonymous=look.anonymous
        )
        for source in found.sources
    )
    return replace(found, sources=sources)


def extraction_of(connection: Connection, document: str) -> Extraction | None:
    """Return all that is stored of the article, its sources as they were extracted."""
    article = document_of(connection, document)
    if article is None:
        return None
    sentences = query(
        connection, "SELECT * FROM sentences WHERE document = ? ORDER BY number", document
    )
    sources, keys = _sources(connection, document)
    attributions, indexes = read_attributions(connection, document)
    numbers = {row["id"]: row["number"] for row in sentences}
    mentions = query(
        connection, "SELECT * FROM mentions WHERE document = ? ORDER BY rowid", document
    )
    return Extraction(
        document=article,
        sentences=tuple(Sentence(r["number"], span_of(r), bool(r["headline"])) for r in sentences),
        attributions=attributions,
        sources=sources,
        mentions=tuple(Mention(keys[r["source"]], span_of(r), r["form"]) for r in mentions),
        claims=read_claims(connection, document, numbers, keys, indexes, attributions),
        assessments=tuple(_assessment(row) for row in sentences if row["status"] is not None),
    )


def stored_source_ids(connection: Connection, document: str) -> dict[str, str]:
    """Return the ids of the article's sources by their keys."""
    rows = query(connection, "SELECT key, source FROM appearances WHERE document = ?", document)
    return {row["key"]: row["source"] for row in rows}


def shown_sources(
    connection: Connection, document: str, *, others: Iterable[str] = ()
) -> dict[str, Shown]:
    """Return how those sources of the article are shown that a person changed, by their ids.

    `others` are ids of further sources, which a correction names.
    """
    rows = query(connection, _SHOWN, document, json.dumps(list(others)))
    return {
        row["source"]: Shown(row["id"], row["name"], row["kind"], bool(row["anonymous"]))
        for row in rows
    }


_SHOWN = """
SELECT named.id AS source, shown.id, shown.kind, shown.anonymous,
    iif(shown.id <> named.id OR shown.extracted_name IS NOT NULL, shown.name, NULL) AS name
FROM sources AS named
JOIN sources AS shown ON shown.id = coalesce(named.merged_into, named.id)
WHERE (named.corrected_by IS NOT NULL OR shown.corrected_by IS NOT NULL)
    AND named.id IN (
        SELECT source FROM appearances WHERE document = ? UNION SELECT value FROM json_each(?)
    )
"""


def _assessment(row: dict[str, Any]) -> SentenceAssessment:
    """Return what was found of one sentence."""
    return SentenceAssessment(
        row["number"], row["status"], bool(row["disputable"]), row["reason"], row["confidence"]
    )


def _sources(connection: Connection, document: str) -> tuple[tuple[Source, ...], dict[str, str]]:
    """Return the article's sources, and their keys by their ids."""
    rows = query(
        connection,
        "SELECT appearances.*, coalesce(extracted_kind, kind) AS kind,"
        " coalesce(extracted_anonymous, anonymous) AS anonymous FROM appearances"
        " JOIN sources ON sources.id = appearances.source"
        " WHERE appearances.document = ? ORDER BY position",
        document,
    )
    aliases: dict[str, list[str]] = defaultdict(list)
    for row in query(
        connection, "SELECT * FROM source_names WHERE document = ? ORDER BY name", document
    ):
        aliases[row["source"]].append(row["name"])
    sources = tuple(
        Source(
            key=row["key"],
            name=row["name"],
            kind=row["kind"],
            anonymous=bool(row["anonymous"]),
            number=row["number"],
            reason=row["reason"],
            description=row["description"],
            aliases=tuple(name for name in aliases[row["source"]] if name != row["name"]),
        )
        for row in rows
    )
    return sources, {row["source"]: row["key"] for row in rows}
