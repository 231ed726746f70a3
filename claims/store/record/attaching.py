"""Attach decisions to the rows of today's extraction: by id, or else by the words they are about.

`attachments` is derived and made again whenever an article is; a decision that is not in it is
listed by the view `detached_reviews`, and waits there for a person.
"""

import json
from collections.abc import Mapping
from sqlite3 import Connection
from typing import Any

from claims.store.extractions.source_rows import named_source_id
from claims.store.ids import shared_source_id
from claims.store.quotes import TextQuote, find
from claims.store.records import Records, query, span_of
from claims.values import Span

__all__ = ["KINDS", "PLACES", "attach_again", "attach_review", "attach_reviews", "is_there"]

PLACES = {
    "claim": (
        "SELECT claim AS id, min(start) AS start, max(end) AS end FROM claim_spans"
        " WHERE document = :document AND role = 'content' GROUP BY claim"
        " UNION ALL SELECT id, start, end FROM dismissed_claims WHERE document = :document"
        " ORDER BY 2"
    ),
    "sentence": "SELECT id, start, end FROM sentences WHERE document = :document ORDER BY start",
    "attribution": (
        "SELECT attributions.id, min(start) AS start, max(end) AS end FROM attributions"
        " JOIN spans ON spans.attribution = attributions.id"
        " WHERE document = :document AND role = 'content' GROUP BY attributions.id"
        " ORDER BY min(start)"
    ),
    "source": (
        "SELECT source AS id, start, end FROM mentions WHERE document = :document ORDER BY start"
    ),
    "mention": "SELECT id, start, end FROM mentions WHERE document = :document ORDER BY start",
}
"""For each kind of thing with a place in the text: all of an article's, with where they are."""

_REVIEWS = """
SELECT id FROM reviews WHERE document = :document
UNION ALL
SELECT id FROM reviews WHERE target_kind = 'source' AND document IS NULL
    AND target IN (
        SELECT source FROM appearances WHERE document = :document
        UNION SELECT value FROM json_each(:former)
    )
"""
_NAMES = """
SELECT source_names.source, coalesce(extracted_kind, kind) AS kind, source_names.name
FROM source_names JOIN sources ON sources.id = source_names.source
WHERE source_names.document = ? AND sources.document IS NULL
    AND EXISTS (SELECT 1 FROM reviews WHERE target_kind = 'source')
"""

_LATE = """
SELECT reviews.id FROM reviews
JOIN claims ON claims.id = reviews.target
LEFT JOIN attachments ON attachments.review = reviews.id
WHERE reviews.document = ? AND reviews.target_kind = 'claim'
    AND coalesce(attachments.found_by, '') <> 'id'
"""

_EXISTS = {
    "claim": "SELECT 1 FROM claims WHERE id = :target"
    " UNION ALL SELECT 1 FROM dismissed_claims WHERE id = :target",
    # A sentence is known by its number, which another one may have after a change of the text.
    "sentence": "SELECT 1 FROM sentences WHERE id = :target AND instr(text, :exact) > 0",
    "attribution": "SELECT 1 FROM attributions WHERE id = :target",
    "source": "SELECT 1 FROM sources WHERE id = :target",
    "mention": "SELECT 1 FROM mentions WHERE id = :target",
    "document": "SELECT 1 FROM documents WHERE id = :target",
}

KINDS = frozenset(_EXISTS)
"""What a decision may be about that is in a table of its own."""

OVERLAP = 0.5
"""How much of the two stretches together must be shared for one to stand for the other."""


def attach_reviews(connection: Connection, document: str) -> None:
    """Attach all decisions about an article and its sources, in the caller's transaction."""
    former = _former_ids(connection, document)
    reviews = connection.execute(
        _REVIEWS, {"document": document, "former": json.dumps(list(former))}
    ).fetchall()
    for (review,) in reviews:
        attach_review(connection, review, former=former)


def _former_ids(connection: Connection, document: str) -> dict[str, str]:
    """Return the ids that named sources had while each short form was a source of its own."""
    former = {}
    for row in query(connection, _NAMES, document):
        once = shared_source_id(row["kind"], row["name"])
        today = named_source_id(row["kind"], row["name"])
        if once != today == row["source"]:
            former[once] = today
    return former


def attach_again(connection: Connection, document: str) -> None:
    """Attach those decisions whose claim is there only now that a person's claims were added."""
    reviews = connection.execute(_LATE, (document,)).fetchall()
    for row in reviews:
        attach_review(connection, row[0])


def attach_review(
    connection: Connection, review: int, *, former: Mapping[str, str] | None = None
) -> None:
    """Attach one decision, or leave it detached where its words are gone.

    `former` holds the sources of today under the ids that they had before.
    """
    [row] = query(connection, "SELECT * FROM reviews WHERE id = ?", review)
    connection.execute("DELETE FROM attachments WHERE review = ?", (review,))
    found_by, target = "id", row["target"]
    if not is_there(connection, row["target_kind"], target, row["exact"]):
        by_name = (former or {}).get(target) if row["target_kind"] == "source" else None
        found_by, target = "quote", by_name or _by_words(connection, row)
    if target is not None:
        connection.execute(
            "INSERT INTO attachments (review, target_kind, target, found_by) VALUES (?, ?, ?, ?)",
            (review, row["target_kind"], target, found_by),
        )


def is_there(connection: Connection, kind: str, target: str, exact: str | None = None) -> bool:
    """Return whether what a decision is about is still there, a sentence with the words `exact`.

    Kinds that other parts look after always are.
    """
    statement = _EXISTS.get(kind)
    if statement is None:
        return True
    found = connection.execute(statement, {"target": target, "exact": exact or ""})
    return found.fetchone() is not None


def _by_words(connection: Connection, review: dict[str, Any]) -> str | None:
    """Return the id of what stands today where the decision's words stand."""
    places = PLACES.get(review["target_kind"])
    if places is None or review["document"] is None or not review["exact"]:
        return None
    text = connection.execute(
        "SELECT text FROM documents WHERE id = ?", (review["document"],)
    ).fetchone()
    quote = TextQuote(review["exact"], review["prefix"] or "", review["suffix"] or "")
    place = find(text[0], quote) if text else None
    if place is None:
        return None
    candidates = query(connection, places, document=review["document"])
    if review["target_kind"] == "sentence":  # a decision may be about a few words of it
        return next((row["id"] for row in candidates if span_of(row).contains(place)), None)
    return _closest(candidates, place)


def _closest(candidates: Records, place: Span) -> str | None:
    """Return the id of the candidate that shares most with the place, and enough."""
    best, best_share = None, 0.0
    for row in candidates:
        share = _share(span_of(row), place)
        if share > best_share:
            best, best_share = row["id"], share
    return best if best_share >= OVERLAP else None


def _share(one: Span, other: Span) -> float:
    """Return the common part of two spans, as a share of what they cover together."""
    common = min(one.end, other.end) - max(one.start, other.start)
    together = max(one.end, other.end) - min(one.start, other.start)
    return max(0, common) / together if together else 0.0
