"""Decide on several claims by one action, and take all of it back by another one.

All or nothing: where a colleague touched any of the claims since the page was read, nothing is
recorded, and the error names them all. What was made at once is in `review_batches`, under the
number of its first decision. The caller holds the transaction, as for `decide`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from sqlite3 import Connection

from claims.errors import ConflictError, DecisionError
from claims.store.decisions.deciding import Decided, record_entry, refuse_role, unseen
from claims.store.decisions.recording import Entry, entry_of
from claims.store.effects.stored_chains import chain_of
from claims.store.effects.taking_effect import take_effect
from claims.store.record.actions import Action, CorrectChain, Link, Undo
from claims.store.records import Records, query

__all__ = [
    "MOST_AT_ONCE",
    "another_source",
    "decide_all",
    "keep_together",
    "standing_batch",
    "undo_all",
]

MOST_AT_ONCE = 500
"""Claims that one action may decide: more than any article of a newspaper holds."""

_BATCH = """
SELECT reviews.id, reviews.target_kind, reviews.target, reviews.reviewer, reviews.action,
    reviews.field, reviews.value
FROM reviews
WHERE reviews.id IN (SELECT :first UNION SELECT review FROM review_batches WHERE first = :first)
    AND NOT EXISTS (SELECT 1 FROM reviews AS undo WHERE undo.undoes = reviews.id)
ORDER BY reviews.id
"""


def decide_all(
    connection: Connection, *, reviewer: str, actions: Mapping[str, Action], seen: int
) -> Decided:
    """Record a decision for each claim of `actions` (by its id), and let them take effect.

    `seen` is the number of the latest decision of all that the reviewer had seen.
    Raises ConflictError, whose `theirs` has what others decided on any of the claims since;
    DecisionError and StoreError as `decide` does, for the first claim that cannot be decided so.
    """
    if not actions:
        raise DecisionError("choose at least one claim")
    if len(actions) > MOST_AT_ONCE:
        raise DecisionError(f"choose at most {MOST_AT_ONCE} claims at once")
    for action in actions.values():
        refuse_role(connection, reviewer, action)
    _refuse_conflicts(connection, reviewer, actions, seen)
    entries = {
        claim: entry_of(connection, "claim", claim, action) for claim, action in actions.items()
    }
    made = [
        record_entry(connection, reviewer, "claim", claim, actions[claim], entry)
        for claim, entry in entries.items()
    ]
    keep_together(connection, made)
    return Decided(made[0], tuple(made), take_effect(connection, made))


def undo_all(connection: Connection, *, reviewer: str, first: int) -> Decided:
    """Take back those decisions of a batch that still stand; `first` names the batch.

    A decision that was made alone is a batch of one.

    Raises DecisionError where none of them stands any more.
    """
    rows = standing_batch(connection, first)
    if not rows:
        raise DecisionError(f"decision {first}, and what was made with it, was undone already")
    refuse_role(connection, reviewer, Undo(first))
    made = [
        record_entry(
            connection,
            reviewer,
            row["target_kind"],
            row["target"],
            Undo(row["id"]),
            Entry("undo", undoes=row["id"]),
        )
        for row in rows
    ]
    return Decided(made[0], tuple(made), take_effect(connection, made))


def standing_batch(connection: Connection, first: int) -> Records:
    """Return the decisions of a batch that nobody took back, in their order."""
    return query(connection, _BATCH, first=first)


def another_source(
    connection: Connection, claim: str, source: Link, *, note: str | None = None
) -> CorrectChain:
    """Return the correction that puts another source at the end of a claim's chain.

    The place where the text names the one that was there stays: it is who is meant that was
    wrong. A claim without a source gets one that is inferred.
    """
    chain = chain_of(connection, claim)
    if not chain:
        return CorrectChain((source,), note)
    return CorrectChain((*chain[:-1], replace(source, mention=chain[-1].mention)), note)


def _refuse_conflicts(
    connection: Connection, reviewer: str, actions: Mapping[str, Action], seen: int
) -> None:
    """Raise where somebody else decided on any of the claims since."""
    found: Records = []
    for claim in actions:
        found += unseen(connection, reviewer, "claim", claim, seen)
    theirs: Records = sorted(found, key=lambda row: int(row["id"]))
    if not theirs:
        return
    touched = len({row["target"] for row in theirs})
    who = " and ".join(dict.fromkeys(str(row["reviewer"]) for row in theirs))
    several = f"{touched} of the {len(actions)} claims" if len(actions) > 1 else "the claim"
    raise ConflictError(
        f"{who} decided first, on {several}; nothing was recorded",
        theirs=theirs,
        ours={"reviewer": reviewer, **_in_words(next(iter(actions.values())))},
        latest=max(row["id"] for row in theirs),
    )


def _in_words(action: Action) -> dict[str, object]:
    """Return an action as the columns of `reviews` name it, as far as it is the same for all."""
    if isinstance(action, CorrectChain):
        return {"action": "correct", "field": "chain", "value": None}
    value = next(
        (
            getattr(action, name)
            for name in ("reason", "value", "reviewer")
            if hasattr(action, name)
        ),
        None,
    )
    return {"action": type(action).__name__.lower(), "field": None, "value": value}


def keep_together(connection: Connection, made: Sequence[int]) -> None:
    """Record that decisions were made at once, so that one action takes them back."""
    connection.executemany(
        "INSERT INTO review_batches (review, first) VALUES (?, ?)",
        [(review, made[0]) for review in made],
    )
