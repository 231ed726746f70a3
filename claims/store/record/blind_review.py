"""Blind second review: which claims two people decide without seeing each other.

Those are a share of all claims, told by the first digits of the claim's id, so that the same ones
are drawn on every machine and after every rebuild; and those that were assigned blindly by name.
"""

from collections.abc import Iterable
from sqlite3 import Connection

from claims.store.record.actions import DECIDING
from claims.store.records import Records, query

__all__ = [
    "NEEDED",
    "blind_claims",
    "blind_is_used",
    "blind_share",
    "is_blind",
    "visible_reviews",
]

NEEDED = 2
"""How many people decide a blind claim."""

_DIGITS = 4
_VALUES = 16**_DIGITS

_NAMED = """
SELECT 1 FROM attachments JOIN reviews ON reviews.id = attachments.review
WHERE attachments.target_kind = 'claim' AND attachments.target = ?
    AND reviews.action = 'assign' AND reviews.field = 'blind'
    AND NOT EXISTS (SELECT 1 FROM reviews AS undo WHERE undo.undoes = reviews.id)
LIMIT 1
"""
_ALL_NAMED = """
SELECT attachments.target FROM reviews INDEXED BY reviews_assigned
JOIN attachments ON attachments.review = reviews.id AND attachments.target_kind = 'claim'
WHERE reviews.action = 'assign' AND reviews.value IS NOT NULL AND reviews.field = 'blind'
    AND NOT EXISTS (SELECT 1 FROM reviews AS undo WHERE undo.undoes = reviews.id)
"""
_ANY_NAMED = """
SELECT 1 FROM reviews INDEXED BY reviews_assigned
JOIN attachments ON attachments.review = reviews.id AND attachments.target_kind = 'claim'
JOIN claims ON claims.id = attachments.target AND claims.state = 'open'
WHERE reviews.action = 'assign' AND reviews.value IS NOT NULL AND reviews.field = 'blind'
    AND NOT EXISTS (SELECT 1 FROM reviews AS undo WHERE undo.undoes = reviews.id)
LIMIT 1
"""
_HISTORY = """
SELECT reviews.*, undo.id AS undone_by FROM attachments
JOIN reviews ON reviews.id = attachments.review
LEFT JOIN reviews AS undo ON undo.undoes = reviews.id
WHERE attachments.target_kind = ? AND attachments.target = ? ORDER BY reviews.id
"""


def blind_share(connection: Connection) -> float:
    """Return the share of claims, 0 to 1, that two people decide blindly."""
    row = connection.execute("SELECT value FROM desk_settings WHERE name = 'blind_share'")
    found = row.fetchone()
    return float(found[0]) if found else 0.0


def blind_is_used(connection: Connection) -> bool:
    """Return whether claims are decided blindly now: a share of all, or some open one by name."""
    return blind_share(connection) > 0 or connection.execute(_ANY_NAMED).fetchone() is not None


def is_blind(connection: Connection, claim: str) -> bool:
    """Return whether two people decide this claim without seeing each other."""
    drawn = int(claim[:_DIGITS], 16) < blind_share(connection) * _VALUES
    return drawn or connection.execute(_NAMED, (claim,)).fetchone() is not None


def blind_claims(connection: Connection, claims: Iterable[str]) -> list[str]:
    """Return those of the claims that two people decide without seeing each other."""
    share = blind_share(connection) * _VALUES
    named = {row[0] for row in connection.execute(_ALL_NAMED)}
    return [claim for claim in claims if int(claim[:_DIGITS], 16) < share or claim in named]


def visible_reviews(
    connection: Connection, claim: str, reviewer: str | None, *, target_kind: str = "claim"
) -> Records:
    """Return the decisions on a claim that a reviewer may see, oldest first.

    Rows have the columns of `reviews` and `undone_by`, the number of the decision that took it
    back. What others wrote on a blind claim is hidden until two people have decided; only who is
    to look at it is told.
    """
    rows = query(connection, _HISTORY, target_kind, claim)
    if target_kind != "claim" or not is_blind(connection, claim) or both_decided(rows):
        return rows
    return [row for row in rows if row["reviewer"] == reviewer or row["action"] == "assign"]


def both_decided(rows: Records) -> bool:
    """Return whether enough people decided, given the rows of `visible_reviews`."""
    people = {
        row["reviewer"] for row in rows if row["undone_by"] is None and row["action"] in DECIDING
    }
    return len(people) >= NEEDED
