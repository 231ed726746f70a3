"""People's merges and splits of stories: reviews of claims, which outlive every rebuild.

A merge or split is about claims, since the claims are what has a place in a text: each claim on
either side gets a review of the action "together" or "apart", whose value names the decision and
the side. So each attaches by id or by its words, like any other review; undoing any of them undoes
the pairs that it is part of.
"""

import hashlib
import json
from collections.abc import Collection, Sequence
from sqlite3 import Connection

from claims.store.opening import Store, transaction
from claims.store.reviewing import record_review
from claims.store.reviews import Review
from claims.store.runs import now
from claims.tracking.values import Decision

__all__ = ["decide_together", "read_decisions"]

_STANDING = """
SELECT standing_reviews.id, standing_reviews.target, standing_reviews.action, standing_reviews.value
FROM standing_reviews JOIN reviews ON reviews.id = standing_reviews.id
WHERE standing_reviews.target_kind = 'claim' AND reviews.field = 'story'
    AND substr(standing_reviews.value, 1, 16) IN (
        SELECT substr(value, 1, 16) FROM standing_reviews
        WHERE target_kind = 'claim' AND field = 'story'
            AND target IN (SELECT value FROM json_each(?))
    )
ORDER BY standing_reviews.id
"""


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

    Returns the name of the decision. The stories change when they are told anew (`retell_story` of
    `claims.store.tracked`). Raises StoreError where a claim or the reviewer is not stored.
    """
    with transaction(store) as connection:
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


def read_decisions(connection: Connection, claims: Collection[str]) -> list[Decision]:
    """Return the standing decisions that touch any of the claims, oldest first."""
    sides: dict[tuple[str, str], dict[str, list[str]]] = {}
    for _, target, action, value in connection.execute(_STANDING, (json.dumps(list(claims)),)):
        token, _, side = value.partition(":")
        sides.setdefault((token, action), {}).setdefault(side, []).append(target)
    return [
        Decision(left, right, action == "together")
        for (_, action), found in sides.items()
        for left in found.get("left", ())
        for right in found.get("right", ())
        if left != right
    ]
