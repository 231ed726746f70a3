"""Which decisions stand, and which of them change an article today.

A decision stands until it is undone. On a claim that two people decide blindly, nobody's correction
takes effect before both have decided, or the second would see what the first thinks; then those
take effect on which they agree, and of the others what an adjudicator chose.
"""

import json
from collections import defaultdict
from collections.abc import Iterable
from sqlite3 import Connection
from typing import Any

from claims.store.effects.applying import Correction
from claims.store.record.actions import DECIDING
from claims.store.record.blind_review import NEEDED, is_blind
from claims.store.records import Records, query

__all__ = ["AS_EXTRACTED", "corrections_of", "deciders", "standing"]

AS_EXTRACTED = "as extracted"
"""What a person who corrected nothing says of a field; an adjudicator may choose it."""

_STANDING = """
SELECT reviews.*, attachments.target AS today FROM reviews
JOIN attachments ON attachments.review = reviews.id
WHERE NOT EXISTS (SELECT 1 FROM reviews AS undo WHERE undo.undoes = reviews.id)
    AND reviews.action <> 'undo'
"""
_WORDS = ("kind", "certainty")
"""Fields whose value is a word; the others are JSON."""


def standing(connection: Connection, target_kind: str, target: str) -> Records:
    """Return the decisions that stand on something, in their order, as rows of `reviews`.

    Each has, besides, `today`: the id of the row to which it is attached.
    """
    return query(
        connection,
        _STANDING + " AND attachments.target_kind = ? AND attachments.target = ?"
        " ORDER BY reviews.id",
        target_kind,
        target,
    )


def corrections_of(connection: Connection, document: str) -> tuple[Correction, ...]:
    """Return the corrections that take effect in an article, in their order."""
    rows = query(
        connection,
        _STANDING + " AND reviews.document = ? AND reviews.target_kind IN ('claim', 'sentence')"
        " AND reviews.action IN ('correct', 'add', 'dismiss', 'adjudicate') ORDER BY reviews.id",
        document,
    )
    taken: list[dict[str, Any]] = []
    by_target: dict[tuple[str, str], Records] = defaultdict(list)
    for row in rows:
        by_target[row["target_kind"], row["today"]].append(row)
    for (kind, target), found in by_target.items():
        blind = kind == "claim" and is_blind(connection, target)
        taken += _agreed(connection, target, found) if blind else found
    found = sorted(taken, key=lambda row: int(row["id"]))
    return tuple(c for c in map(_correction, found) if c is not None)


def deciders(rows: Iterable[dict[str, Any]]) -> list[str]:
    """Return who decided among standing decisions on a claim, in the order of their first one."""
    return list(dict.fromkeys(row["reviewer"] for row in rows if row["action"] in DECIDING))


def _agreed(connection: Connection, target: str, rows: Records) -> Records:
    """Return the corrections of a blind claim that take effect."""
    everything = standing(connection, "claim", target)
    people = deciders(everything)
    if len(people) < NEEDED:
        return []
    adjudicated = [row for row in rows if row["action"] == "adjudicate"]
    latest: dict[tuple[str, str | None], dict[str, dict[str, Any]]] = defaultdict(dict)
    for row in rows:
        if row["action"] != "adjudicate":
            latest[row["action"], row["field"]][row["reviewer"]] = row
    agreed = [
        next(iter(by_person.values()))
        for by_person in latest.values()
        if len(by_person) >= NEEDED and len({row["value"] for row in by_person.values()}) == 1
    ]
    return agreed + adjudicated


def _correction(row: dict[str, Any]) -> Correction | None:
    """Return a row of `reviews` as a correction, None where it changes nothing."""
    action, field, value = row["action"], row["field"], row["value"]
    if action == "adjudicate":
        if field == "verdict" or value == AS_EXTRACTED:
            return None
        action = "dismiss" if field == "extraction" else "correct"
    if action == "dismiss" or field in _WORDS:
        return Correction(row["id"], action, row["today"], field, value)
    try:
        parsed = json.loads(value or "")
    except ValueError:  # recorded by other means than `decide`: kept, but changes nothing
        return None
    return Correction(row["id"], action, row["today"], field, parsed)
