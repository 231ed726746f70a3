"""Decisions in words, and the latest one of a person, which `u` takes back."""

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from claims.store.record.actions import DECISION_WORDS

_WORDS = DECISION_WORDS | {
    "remove": "article removed",
    "undo": "taken back",
    "keep": "kept as it stands, where another reader differs",
}
_FIELDS = {"chain": "who says it", "content": "words", "status": "sentence"}
"""How the fields of corrections are called where people read; the others by their own names."""

_LAST = """
    SELECT reviews.id, reviews.action, reviews.field, reviews.value, review_batches.first,
        -- What was decided about a sentence is shown with the claim that was added, or its first.
        CASE reviews.target_kind WHEN 'claim' THEN coalesce(attachments.target, reviews.target)
            ELSE coalesce(
                (SELECT id FROM claims WHERE corrected_by = reviews.id),
                (SELECT id FROM claims WHERE sentence = attachments.target ORDER BY number), ''
            ) END AS claim,
        coalesce(claims.text, dismissed_claims.text, reviews.exact, '') AS text,
        reviews.document,
        (SELECT count(*) FROM review_batches AS other
         WHERE other.first = review_batches.first AND NOT EXISTS (
            SELECT 1 FROM reviews AS undo WHERE undo.undoes = other.review)) AS together
    FROM reviews
    LEFT JOIN review_batches ON review_batches.review = reviews.id
    LEFT JOIN attachments ON attachments.review = reviews.id
    LEFT JOIN claims ON claims.id = coalesce(attachments.target, reviews.target)
    LEFT JOIN dismissed_claims ON dismissed_claims.id = coalesce(attachments.target, reviews.target)
    WHERE reviews.reviewer = ? AND reviews.target_kind IN ('claim', 'sentence')
        AND reviews.action NOT IN ('undo', 'adjudicate', 'together', 'apart', 'watch')
        AND NOT EXISTS (SELECT 1 FROM reviews AS undo WHERE undo.undoes = reviews.id)
    ORDER BY reviews.id DESC LIMIT 1
"""


@dataclass(frozen=True, slots=True)
class Last:
    """The latest decision of a person that stands: its number, claim, and both in words.

    `document` is the article of the claim. Where several were decided at once, `together` says how
    many of them stand, and `first` is the number by which all are taken back.
    """

    review: int
    claim: str
    text: str
    said: str
    document: str | None
    first: int | None
    together: int


def said(row: Mapping[str, Any], before: str | None = None) -> str:
    """Return what a row of `reviews` decides, in words: "false", "flag: misquoted", "not a claim".

    `before` is what a correction found there: "kind: fact → opinion".
    """
    action, field, value = row["action"], row["field"], row["value"]
    if action in _WORDS:
        return _WORDS[action]
    if action == "verdict":
        return f"verdict: {value}"
    shown = shown_value(value)
    if action == "add":
        return f"claim added: {shown}"
    if action == "correct":
        name = field_name(str(field))
        return f"{name}: {shown}" if before is None else f"{name}: {before} ⇒ {shown}"
    return f"{action} {field}: {shown}" if field else f"{action}: {shown}"


def field_name(field: str) -> str:
    """Return what people call a field that is corrected."""
    return _FIELDS.get(field, field)


def last_of(connection: sqlite3.Connection, person: str) -> Last | None:
    """Return the latest decision on a claim that the person may take back, or None."""
    row = connection.execute(_LAST, [person]).fetchone()
    if row is None:
        return None
    return Last(
        review=row["id"],
        claim=row["claim"],
        text=row["text"],
        said=said(row),
        document=row["document"],
        first=row["first"],
        together=row["together"] or 1,
    )


def shown_value(value: str | None) -> str:
    """Return a recorded value for people: a chain as names, words in quotation marks."""
    try:
        parsed = json.loads(value or "")
    except ValueError:
        return value or ""
    if isinstance(parsed, list) and all(isinstance(part, dict) for part in parsed):
        return _quoted(parsed)
    if not isinstance(parsed, dict):
        return str(value)
    if isinstance(parsed.get("hops"), list):
        return _names(parsed["hops"])
    if isinstance(parsed.get("content"), list):  # a claim that was added
        return f"{_quoted(parsed['content'])}, {_names(parsed.get('chain') or [])}"
    if set(parsed) == {"from", "to"}:
        return f"{parsed['from'] or 'not stated'} ⇒ {parsed['to'] or 'not stated'}"
    if "status" in parsed:
        asked = ", an editor would ask" if parsed.get("disputable") else ""
        return f"{parsed['status']}{asked}"
    return str(value)


def _names(hops: list[Any]) -> str:
    """Return a recorded chain as people read it."""
    names = [str(hop.get("name") or "?") for hop in hops if isinstance(hop, dict)]
    return " → ".join(names) or "no source"


def _quoted(parts: list[Any]) -> str:
    """Return recorded words in quotation marks."""
    return " … ".join(f"“{part.get('exact', '')}”" for part in parts if isinstance(part, dict))
