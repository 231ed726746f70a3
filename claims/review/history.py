"""Decisions in words, and the latest one of a person, which `u` takes back."""

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

_WORDS = {
    "confirm": "extraction confirmed",
    "dismiss": "no claim",
    "done": "done",
    "unflag": "flag taken away",
    "note": "note",
    "undo": "taken back",
}
_LAST = """
    SELECT reviews.id, reviews.action, reviews.field, reviews.value,
        coalesce(attachments.target, reviews.target) AS claim,
        coalesce(claims.text, dismissed_claims.text, reviews.exact, '') AS text
    FROM reviews
    LEFT JOIN attachments ON attachments.review = reviews.id
    LEFT JOIN claims ON claims.id = coalesce(attachments.target, reviews.target)
    LEFT JOIN dismissed_claims ON dismissed_claims.id = coalesce(attachments.target, reviews.target)
    WHERE reviews.reviewer = ? AND reviews.target_kind = 'claim' AND reviews.action <> 'undo'
        AND NOT EXISTS (SELECT 1 FROM reviews AS undo WHERE undo.undoes = reviews.id)
    ORDER BY reviews.id DESC LIMIT 1
"""


@dataclass(frozen=True, slots=True)
class Last:
    """The latest decision of a person that stands: its number, claim, and both in words."""

    review: int
    claim: str
    text: str
    said: str


def said(row: Mapping[str, Any]) -> str:
    """Return what a row of `reviews` decides, in words: "false", "flag: misquoted", "no claim"."""
    action, field, value = row["action"], row["field"], row["value"]
    if action in _WORDS:
        return _WORDS[action]
    if action == "verdict":
        return f"verdict: {value}"
    shown = shown_value(value)
    return f"{action} {field}: {shown}" if field else f"{action}: {shown}"


def last_of(connection: sqlite3.Connection, person: str) -> Last | None:
    """Return the latest decision on a claim that the person may take back, None for none."""
    row = connection.execute(_LAST, [person]).fetchone()
    return Last(row["id"], row["claim"], row["text"], said(row)) if row is not None else None


def shown_value(value: str | None) -> str:
    """Return a recorded value for people: a corrected chain as names, words in quotation marks."""
    try:
        parsed = json.loads(value or "")
    except ValueError:
        return value or ""
    if isinstance(parsed, dict) and isinstance(parsed.get("hops"), list):
        names = [str(hop.get("name") or "?") for hop in parsed["hops"] if isinstance(hop, dict)]
        return " → ".join(names) or "no source"
    if isinstance(parsed, list) and all(isinstance(part, dict) for part in parsed):
        return " … ".join(f"“{part.get('exact', '')}”" for part in parsed)
    return str(value)
