"""People's merges and splits of stories: reviews of claims, which outlive every rebuild.

A merge or split is about claims, since the claims are what has a place in a text: each claim on
either side gets a review of the action "together" or "apart", whose value names the decision and
the side. So each attaches by id or by its words, like any other review; undoing any of them undoes
the pairs that it is part of.
"""

import hashlib
import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from sqlite3 import Connection

from claims.errors import DecisionError
from claims.store.decisions.reviewing import record_review
from claims.store.opening import Store, transaction
from claims.store.record.reviews import Review
from claims.store.records import query
from claims.store.runs import now
from claims.tracking.values import Decision

__all__ = [
    "StoryDecision",
    "decide_together",
    "read_decisions",
    "record_together",
    "told_decisions",
    "undo_together",
]

_STANDING = """
SELECT reviews.id, attachments.target, reviews.action, reviews.value, reviews.reviewer,
    reviews.made, reviews.note
FROM reviews CROSS JOIN attachments ON attachments.review = reviews.id  -- from the few decisions
WHERE reviews.field = 'story' AND attachments.target_kind = 'claim'
    AND reviews.action IN ('together', 'apart')
    AND NOT EXISTS (SELECT 1 FROM reviews AS undo WHERE undo.undoes = reviews.id)
    AND substr(reviews.value, 1, 16) IN (
        SELECT substr(value, 1, 16) FROM standing_reviews
        WHERE target_kind = 'claim' AND field = 'story'
            AND target IN (SELECT value FROM json_each(?))
    )
ORDER BY reviews.id
"""
_NAMED = """
SELECT reviews.id, reviews.target_kind, reviews.target, attachments.target AS today
FROM reviews LEFT JOIN attachments ON attachments.review = reviews.id
WHERE reviews.field = 'story' AND reviews.action IN ('together', 'apart')
    AND substr(reviews.value, 1, 16) = ?
    AND NOT EXISTS (SELECT 1 FROM reviews AS undo WHERE undo.undoes = reviews.id)
ORDER BY reviews.id
"""


@dataclass(frozen=True, slots=True)
class StoryDecision:
    """A merge (`together`) or split that stands, and the claims (ids of today) on its two sides."""

    token: str
    together: bool
    reviewer: str
    made: str
    note: str | None
    one: list[str] = field(default_factory=list)
    other: list[str] = field(default_factory=list)


def decide_together(
    store: Store,
    one: Sequence[str],
    other: Sequence[str],
    *,
    together: bool,
    reviewer: str,
    note: str | None = None,
) -> str:
    """Record that the claims `one` and the claims `other` tell one story, or two.

    Returns the name of the decision. The stories change when they are told again (`retell` of
    `claims.store.stories.tracking`). Raises StoreError where a claim or the reviewer is not stored.
    """
    with transaction(store) as connection:
        return record_together(
            connection, one, other, together=together, reviewer=reviewer, note=note
        )


def record_together(
    connection: Connection,
    one: Sequence[str],
    other: Sequence[str],
    *,
    together: bool,
    reviewer: str,
    note: str | None = None,
) -> str:
    """Record a merge or split inside a transaction of the caller's; see `decide_together`."""
    token = hashlib.sha256(f"{now()}{one}{other}".encode()).hexdigest()[:16]
    for side, claims in (("left", one), ("right", other)):
        for claim in claims:
            record_review(
                connection,
                Review(
                    target_kind="claim",
                    target=claim,
                    action="together" if together else "apart",
                    field="story",
                    value=f"{token}:{side}",
                    reviewer=reviewer,
                    note=note,
                ),
            )
    return token


def undo_together(connection: Connection, token: str, *, reviewer: str) -> list[str]:
    """Take back a merge or split by its name; return the claims (ids of today) that it was about.

    Raises DecisionError where no such decision stands.
    """
    rows = query(connection, _NAMED, token)
    if not rows:
        raise DecisionError("this merge or split was taken back already")
    for row in rows:
        record_review(
            connection,
            Review(
                target_kind=row["target_kind"],
                target=row["target"],
                action="undo",
                undoes=row["id"],
                reviewer=reviewer,
            ),
        )
    return [row["today"] for row in rows if row["today"] is not None]


def told_decisions(connection: Connection, claims: Collection[str]) -> list[StoryDecision]:
    """Return the standing merges and splits that touch any of the claims, newest first."""
    found: dict[str, StoryDecision] = {}
    for row in query(connection, _STANDING, json.dumps(list(claims))):
        token, _, side = row["value"].partition(":")
        known = found.setdefault(
            token,
            StoryDecision(
                token, row["action"] == "together", row["reviewer"], row["made"], row["note"]
            ),
        )
        (known.one if side == "left" else known.other).append(row["target"])
    return list(reversed(found.values()))


def read_decisions(connection: Connection, claims: Collection[str]) -> list[Decision]:
    """Return the standing decisions that touch any of the claims, oldest first."""
    sides: dict[tuple[str, str], dict[str, list[str]]] = {}
    for row in query(connection, _STANDING, json.dumps(list(claims))):
        token, _, side = row["value"].partition(":")
        sides.setdefault((token, row["action"]), {}).setdefault(side, []).append(row["target"])
    return [
        Decision(left, right, action == "together")
        for (_, action), found in sides.items()
        for left in found.get("left", ())
        for right in found.get("right", ())
        if left != right
    ]
