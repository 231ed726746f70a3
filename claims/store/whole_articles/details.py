"""An article's headline, outlet, author, date and address, as people correct them.

A correction records what it found ("from") and what it says ("to"), null where nothing is stated.
The latest one of a field that stands holds, also when the article is read again; where none stands
any more, what the first one found holds again. An article keeps its id, and with it all decisions,
when its address is corrected: `stated_address` is the one from which the id follows.
"""

import json
from collections.abc import Mapping
from sqlite3 import Connection
from typing import Any

from claims.errors import DecisionError
from claims.reading import clean, is_address
from claims.reading.dates import iso_date
from claims.store.decisions.deciding import Decided, decide
from claims.store.extractions.stored import document_of
from claims.store.ids import document_id
from claims.store.record.actions import CorrectDetail
from claims.store.records import query
from claims.values import Document

__all__ = [
    "DETAILS",
    "as_decided",
    "correct_details",
    "corrections",
    "given_details",
    "stated_address",
    "with_details",
]

DETAILS = ("title", "publisher", "published", "url", "author")
"""The columns of `documents` that a person may correct."""

LONGEST = 2000
_CORRECTIONS = """
SELECT reviews.id, reviews.field, reviews.value,
    NOT EXISTS (SELECT 1 FROM reviews AS undo WHERE undo.undoes = reviews.id) AS stands
FROM reviews WHERE reviews.document = ? AND reviews.target_kind = 'document'
    AND reviews.action = 'correct' ORDER BY reviews.id
"""
_ADDRESSES = """
SELECT documents.id, documents.url FROM documents
WHERE documents.id IN (
    SELECT document FROM reviews WHERE target_kind = 'document' AND action = 'correct'
        AND field = 'url'
)
"""


def given_details(details: Mapping[str, str]) -> dict[str, str | None]:
    """Return details as they are stored: on one line, dates in ISO 8601, None for empty ones.

    Raises DecisionError for a date that is none, an address that is none, and what is too long.
    """
    found: dict[str, str | None] = {}
    for name in DETAILS:
        if name not in details:
            continue
        value = " ".join(clean(details[name]).split()) or None
        if value is not None and len(value) > LONGEST:
            raise DecisionError(f"that is longer than {LONGEST:,} characters; shorten it")
        if value is not None and name == "published":
            date = iso_date(value)
            if date is None:
                raise DecisionError(f"{value[:100]!r} is no date; write it as 2024-02-18")
            value = date
        if value is not None and name == "url" and not is_address(value):
            raise DecisionError(f"{value[:200]!r} is no address; begin it with https://")
        found[name] = value
    return found


def correct_details(
    connection: Connection,
    *,
    reviewer: str,
    document: str,
    details: Mapping[str, str],
    note: str | None = None,
) -> Decided | None:
    """Record each detail that differs from what is stored, in the caller's transaction.

    It takes effect when the article is extracted again. Return None where nothing differs. Raises
    DecisionError as `given_details` does, where the address is another article's, and where the
    reviewer may not; StoreError where there is no such article.
    """
    stored = document_of(connection, document)
    if stored is None:
        raise DecisionError(f"there is no article {document}")
    changed = {
        name: value
        for name, value in given_details(details).items()
        if value != getattr(stored, name)
    }
    if changed.get("url"):
        _refuse_address(connection, document, stored, str(changed["url"]))
    made: list[int] = []
    for name, value in changed.items():
        action = CorrectDetail(name, getattr(stored, name), value, note)
        decided = decide(
            connection,
            reviewer=reviewer,
            target_kind="document",
            target=document,
            action=action,
        )
        made += decided.reviews
    return Decided(made[0], tuple(made), (document,)) if made else None


def as_decided(connection: Connection, document: Document) -> Document:
    """Return an article that was read as people corrected it, under the id that it has here."""
    identity = _identity(connection, document)
    return with_details(connection, identity, document)


def with_details(connection: Connection, identity: str, document: Document) -> Document:
    """Return an article with the corrections that stand, and none that was taken back."""
    found: dict[str, Any] = dict(corrections(connection, identity))
    if not found:
        return document
    held = document.altered(**found)
    return held.altered(identity=None if document_id(_bare(held)) == identity else identity)


def corrections(connection: Connection, identity: str) -> dict[str, str | None]:
    """Return the details of an article that people decided about, as they are to be now."""
    found: dict[str, str | None] = {}
    first: dict[str, str | None] = {}
    for row in query(connection, _CORRECTIONS, identity):
        value: dict[str, Any] = json.loads(row["value"])
        first.setdefault(row["field"], value["from"])
        if row["stands"]:
            found[row["field"]] = value["to"]
    return {**first, **found}


def stated_address(connection: Connection, document: str, url: str | None) -> str | None:
    """Return the address from which the article's id follows; `url` is the one stored today."""
    for row in query(connection, _CORRECTIONS, document):
        if row["field"] == "url":
            stated: str | None = json.loads(row["value"])["from"]
            return stated
    return url


def _identity(connection: Connection, document: Document) -> str:
    """Return the id under which an article is stored: its own, or that of one whose address was
    corrected to its address."""
    own = document_id(_bare(document))
    if document.url is None or document_of(connection, own) is not None:
        return own
    for row in query(connection, _ADDRESSES):
        if row["url"] and document_id(Document("", url=row["url"])) == own:
            return str(row["id"])
    return own


def _refuse_address(connection: Connection, identity: str, stored: Document, url: str) -> None:
    """Raise where another article has that address."""
    other = _identity(connection, Document("", url=url))
    taken = other != identity and document_of(connection, other)
    if taken:
        raise DecisionError(
            f"another article has this address: {(taken.title or other)[:100]!r}; remove one of the"
            f" two, or leave the address as it is ({stored.url or 'not stated'})"
        )


def _bare(document: Document) -> Document:
    return document.altered(identity=None)
