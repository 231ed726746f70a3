"""Take what one of two readers says, where they differ: decisions like any other, in one batch.

What stands is kept by confirming the claim, or, where there is none, by a row that says so
(`Keep`). What the further reader says is taken by the corrections that make it so. Either way the
decision is recorded under the name of who took it, can be undone, and is training data for the
first reader.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from sqlite3 import Connection
from typing import Any, Literal

from claims.errors import DecisionError
from claims.readers.comparing import same_sources
from claims.store.decisions.bulk import keep_together
from claims.store.decisions.deciding import Decided, record_entry, refuse_role
from claims.store.decisions.recording import entry_of
from claims.store.effects.reader_differences import readings_of
from claims.store.effects.taking_effect import take_effect
from claims.store.extractions.stored import extraction_of, stored_source_ids
from claims.store.ids import sentence_id
from claims.store.record.actions import (
    Action,
    AddClaim,
    Confirm,
    CorrectChain,
    CorrectContent,
    CorrectKind,
    CorrectStatus,
    Dismiss,
    Keep,
    Link,
)
from claims.store.records import query
from claims.values import Claim, Extraction, Hop

__all__ = ["Side", "take"]

Side = Literal["first", "second"]
"""Whose words are taken: those that stand, or those of the further reader."""

Step = tuple[str, str, Action]
"""What a decision is about (kind and id), and the decision."""


def take(connection: Connection, difference: str, side: Side, *, reviewer: str) -> Decided:
    """Decide a difference between readers, in the caller's transaction.

    Raises DecisionError where the difference is there no more (somebody decided, or the article was
    read or extracted again), or the reviewer may not decide.
    """
    rows = query(connection, "SELECT * FROM reading_differences WHERE id = ?", difference)
    if not rows or rows[0]["settled"]:
        raise DecisionError("this point is decided already, or the article changed: load the page")
    row = rows[0]
    steps = _kept(row) if side == "first" else _taken(connection, row)
    for _, _, action in steps:
        refuse_role(connection, reviewer, action)
    entries = [entry_of(connection, kind, target, action) for kind, target, action in steps]
    made = [
        record_entry(connection, reviewer, kind, target, action, entry)
        for (kind, target, action), entry in zip(steps, entries, strict=True)
    ]
    keep_together(connection, made)
    return Decided(made[0], tuple(made), take_effect(connection, made))


def _kept(row: Mapping[str, Any]) -> list[Step]:
    """Return the decision that what stands is right."""
    if row["kind"] in ("alone", "differs"):
        return [("claim", row["claim"], Confirm())]
    what: Literal["claim", "status"] = "status" if row["kind"] == "status" else "claim"
    return [("sentence", row["sentence"], Keep(row["id"], what))]


@dataclass(frozen=True, slots=True)
class _Sides:
    """Both readings of an article, and the ids of the sources that both have."""

    stands: Extraction
    found: Extraction
    sources: Mapping[str, str]

    def links(self, chain: Iterable[Hop]) -> tuple[Link, ...]:
        """Return a chain of the further reader as a correction has it."""
        by_key = {source.key: source for source in self.found.sources}
        links = []
        for hop in chain:
            known = self.sources.get(hop.source)
            source = by_key[hop.source]
            links.append(
                Link(known, mention=hop.mention)
                if known is not None
                else Link(
                    None, source.name, source.kind, source.anonymous, source.number, hop.mention
                )
            )
        return tuple(links)


def _sides(connection: Connection, row: Mapping[str, Any]) -> _Sides:
    stands = extraction_of(connection, row["document"])
    found = [
        one
        for this, one in readings_of(connection, row["document"])
        if this["id"] == row["reading"]
    ]
    if stands is None or not found:
        raise DecisionError("the article changed since it was read: have it read again")
    ids = stored_source_ids(connection, row["document"])
    same = same_sources(stands, found[0])
    return _Sides(stands, found[0], {theirs: ids[mine] for theirs, mine in same.items()})


def _taken(connection: Connection, row: Mapping[str, Any]) -> list[Step]:
    """Return the decisions that make what stands say what the further reader says."""
    if row["kind"] == "alone":
        return [("claim", row["claim"], Dismiss())]
    sides = _sides(connection, row)
    if row["kind"] == "status":
        return _status(row, sides)
    claim = sides.found.claims[row["place"]]
    if row["kind"] == "missed":
        return [("sentence", row["sentence"], _added(sides, claim))]
    fields = row["fields"].split(", ")
    steps: list[Step] = []
    if "chain" in fields:
        steps.append(("claim", row["claim"], CorrectChain(sides.links(claim.chain))))
    if "content" in fields:
        steps.append(("claim", row["claim"], CorrectContent(claim.content)))
    if "kind" in fields:
        steps.append(("claim", row["claim"], CorrectKind(claim.kind)))
    return [*steps, ("claim", row["claim"], Confirm())]


def _added(sides: _Sides, claim: Claim) -> AddClaim:
    chain = sides.links(claim.chain)
    return AddClaim(claim.content, chain, claim.kind, claim.certainty, claim.cue)


def _status(row: Mapping[str, Any], sides: _Sides) -> list[Step]:
    """Return the correction of a sentence's status, and of the writer's own claim that follows."""
    wanted = json.loads(row["second"])
    status, disputable = wanted["status"], bool(wanted["disputable"])
    steps: list[Step] = [("sentence", row["sentence"], CorrectStatus(status, disputable))]
    own = status in ("mixed", "unsourced")
    if row["claim"] is not None and not own:
        steps.append(("claim", row["claim"], Dismiss()))
    if row["claim"] is None and own:
        number = _number(sides.stands, row)
        steps += [
            ("sentence", row["sentence"], _added(sides, claim))
            for claim in sides.found.claims
            if claim.sentence == number and claim.attribution is None
        ]
    return steps


def _number(stands: Extraction, row: Mapping[str, Any]) -> int:
    """Return the number of the difference's sentence, whose id is derived from it."""
    return next(
        one.number
        for one in stands.sentences
        if sentence_id(row["document"], one.number) == row["sentence"]
    )
