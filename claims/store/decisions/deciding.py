"""Make a decision: checked, recorded, attached, and in effect at once, all in one transaction.

The caller holds the transaction, begun as a writer (BEGIN IMMEDIATE): the desk's pages run `decide`
on Datasette's write thread, and a program runs it inside `claims.store.transaction`. Where an error
is raised the caller has to roll back.
"""

import json
from dataclasses import dataclass, replace
from sqlite3 import Connection

from claims.errors import ConflictError, DecisionError
from claims.store.decisions.recording import Entry, entry_of
from claims.store.effects.stored_chains import chain_of
from claims.store.effects.taking_effect import take_effect
from claims.store.record.actions import (
    Action,
    Adjudicate,
    Apart,
    CorrectChain,
    Link,
    Merge,
    Remove,
    Split,
    Undo,
)
from claims.store.record.blind_review import both_decided, is_blind, visible_reviews
from claims.store.record.reviews import Review, write_review
from claims.store.records import Records, query

__all__ = ["Decided", "decide", "latest_review", "record_entry", "refuse_role", "unseen"]

_EDITORS = ("editor", "admin")
_FOR_EDITORS = (Merge, Apart, Split, Adjudicate, Remove)


@dataclass(frozen=True, slots=True)
class Decided:
    """What came of a decision: its number, those of all rows that it made, and what changed.

    `documents` are the articles whose rows changed, for the house rules to be run on again.
    """

    review: int
    reviews: tuple[int, ...]
    documents: tuple[str, ...]


def latest_review(connection: Connection, target_kind: str, target: str) -> int:
    """Return the number of the latest decision on something, 0 where there is none."""
    row = connection.execute(
        "SELECT max(review) FROM attachments WHERE target_kind = ? AND target = ?",
        (target_kind, target),
    ).fetchone()
    return row[0] or 0


def decide(
    connection: Connection,
    *,
    reviewer: str,
    target_kind: str,
    target: str,
    action: Action,
    seen: int | None = None,
    later: bool = False,
) -> Decided:
    """Record a decision and let it take effect.

    With `later`, the chains of a source that is in very many are left for `write_chains`, which
    the caller then has to call until it returns None.
    `seen` is the number of the latest decision on the target that the reviewer had before their
    eyes (`latest_review`; 0 for none), None where it does not matter who was first. Raises
    ConflictError where somebody else decided since; DecisionError where the decision makes no sense
    or the reviewer's role does not allow it; StoreError where the target or reviewer is not there.
    """
    refuse_role(connection, reviewer, action)
    if isinstance(action, Undo):
        target_kind, target = _undone(connection, action.review)
    entry = entry_of(connection, target_kind, target, action)
    if seen is not None:
        _refuse_conflict(connection, reviewer, target_kind, target, entry, seen)
    if isinstance(action, Adjudicate):
        _refuse_adjudication(connection, target)
    made = [record_entry(connection, reviewer, target_kind, target, action, entry)]
    if isinstance(action, Split):
        made += _split(connection, reviewer, target, action, made[0])
    if isinstance(action, Undo):
        made += _undo_parts(connection, reviewer, action.review)
    return Decided(made[0], tuple(made), take_effect(connection, made, later=later))


def record_entry(
    connection: Connection,
    reviewer: str,
    target_kind: str,
    target: str,
    action: Action,
    entry: Entry,
) -> int:
    """Write a decision that was checked, and return its number; it does not take effect yet."""
    return write_review(
        connection,
        Review(
            target_kind=target_kind,
            target=target,
            action=entry.action,
            reviewer=reviewer,
            field=entry.field,
            value=entry.value,
            note=(action.note or "").strip() or None,
            evidence=entry.evidence,
            undoes=entry.undoes,
            place=entry.place,
        ),
    )


def refuse_role(connection: Connection, reviewer: str, action: Action) -> None:
    """Raise where the reviewer may not do this, whatever page or program asks for it."""
    row = connection.execute(
        "SELECT role, active FROM reviewers WHERE id = ?", (reviewer,)
    ).fetchone()
    if row is None or not row[1]:
        raise DecisionError(f"there is no reviewer {reviewer}")
    if row[0] == "reader":
        raise DecisionError("a reader reads only; ask an admin for the role of a reviewer")
    if isinstance(action, _FOR_EDITORS) and row[0] not in _EDITORS:
        raise DecisionError(f"{type(action).__name__.lower()} is for editors")


def _refuse_conflict(
    connection: Connection, reviewer: str, target_kind: str, target: str, entry: Entry, seen: int
) -> None:
    """Raise where somebody else decided on the target since."""
    theirs = unseen(connection, reviewer, target_kind, target, seen)
    if not theirs:
        return
    visible = visible_reviews(connection, target, reviewer, target_kind=target_kind)
    who, what = theirs[-1]["reviewer"], theirs[-1]["action"]
    ours = {"reviewer": reviewer, "action": entry.action, "field": entry.field}
    raise ConflictError(
        f"{who} decided first ({what}); look at it and decide again",
        theirs=theirs,
        ours={**ours, "value": entry.value, "undoes": entry.undoes},
        latest=max(row["id"] for row in visible),
    )


def unseen(
    connection: Connection, reviewer: str, target_kind: str, target: str, seen: int
) -> Records:
    """Return what others decided on the target after `seen`; what is hidden counts for nothing."""
    visible = visible_reviews(connection, target, reviewer, target_kind=target_kind)
    return [
        row
        for row in visible
        if row["id"] > seen and row["reviewer"] != reviewer and row["action"] != "assign"
    ]


def _refuse_adjudication(connection: Connection, claim: str) -> None:
    """Raise where the people who are to decide blindly have not both decided."""
    rows = visible_reviews(connection, claim, None)
    if is_blind(connection, claim) and not both_decided(rows):
        raise DecisionError("two people decide this claim blindly; one of them has not yet")


def _undone(connection: Connection, review: int) -> tuple[str, str]:
    """Return what the decision was about that is to be undone, as it was recorded."""
    row = connection.execute(
        "SELECT target_kind, target FROM reviews WHERE id = ?", (review,)
    ).fetchone()
    if row is None:
        raise DecisionError(f"there is no decision {review}")
    again = connection.execute("SELECT id FROM reviews WHERE undoes = ?", (review,)).fetchone()
    if again is not None:
        raise DecisionError(f"decision {review} was undone already")
    return row[0], row[1]


def _split(
    connection: Connection, reviewer: str, source: str, action: Split, split: int
) -> list[int]:
    """Put the other source into the chains of the claims that are named; return the rows made."""
    made = []
    other = Link(None, " ".join(action.name.split()), action.kind, action.anonymous)
    for claim in action.claims:
        chain = [
            replace(other, mention=link.mention) if link.source == source else link
            for link in chain_of(connection, claim)
        ]
        change = CorrectChain(tuple(chain))
        entry = entry_of(connection, "claim", claim, change)
        hops = json.loads(str(entry.value))["hops"]
        if source not in [link.source for link in chain_of(connection, claim)] or any(
            hop["source"] == source for hop in hops
        ):
            raise DecisionError(
                "each claim must have the source in its chain, and the other one another name"
            )
        value = json.dumps({"hops": hops, "split": split}, ensure_ascii=False, sort_keys=True)
        entry = replace(entry, value=value)
        made.append(record_entry(connection, reviewer, "claim", claim, change, entry))
    return made


def _undo_parts(connection: Connection, reviewer: str, review: int) -> list[int]:
    """Undo the corrections that a split made; return the rows made."""
    parts = query(
        connection,
        "SELECT part.id, part.target_kind, part.target FROM reviews AS split"
        " JOIN json_each(split.value, '$.claims') AS claim"
        " JOIN reviews AS part ON part.target_kind = 'claim' AND part.target = claim.value"
        " WHERE split.id = ? AND split.action = 'split' AND part.action = 'correct'"
        " AND part.field = 'chain' AND json_extract(part.value, '$.split') = split.id"
        " AND NOT EXISTS (SELECT 1 FROM reviews AS undo WHERE undo.undoes = part.id)",
        review,
    )
    made = []
    for part in parts:
        undo = Undo(part["id"])
        entry = Entry("undo", undoes=part["id"])
        made.append(
            record_entry(connection, reviewer, part["target_kind"], part["target"], undo, entry)
        )
    return made
