"""What people decided about claims, for exports: in words, with notes, evidence and who decided.

Of a claim that two people decide without seeing each other, nothing leaves before both have.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from claims.exports.columns import TABLES, Cell
from claims.exports.selecting import Place, Selection, claim_rows, table_rows
from claims.store import Store
from claims.store.record.actions import DECISION_WORDS, SETTLING
from claims.store.record.blind_review import blind_claims
from claims.store.records import query

__all__ = ["Decision", "decided_rows", "decisions_of", "reviews_form"]

_DECISIONS = """
WITH wanted (claim) AS MATERIALIZED (SELECT value FROM json_each(?)),
    found (claim, review) AS (
        SELECT wanted.claim, standing.id FROM wanted
        JOIN standing_reviews AS standing ON standing.target = wanted.claim
        WHERE standing.target_kind = 'claim'
        UNION ALL
        -- Who added a claim decided about its sentence, where there was no claim yet.
        SELECT wanted.claim, reviews.id FROM wanted
        JOIN claims ON claims.id = wanted.claim
        JOIN reviews ON reviews.id = claims.corrected_by
        WHERE reviews.action = 'add'
    )
SELECT found.claim, reviews.action, reviews.field, reviews.value, reviews.note,
    reviews.evidence, reviews.made, coalesce(reviewers.name, reviews.reviewer) AS who
FROM found JOIN reviews ON reviews.id = found.review
LEFT JOIN reviewers ON reviewers.id = reviews.reviewer
ORDER BY found.review
"""
_OPEN = """
SELECT id FROM claims WHERE state = 'open' AND id IN (SELECT value FROM json_each(?))
"""
_WORDS = DECISION_WORDS | {"add": "claim added"}


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision that stands; `who` is None where that is not told.

    `said` is what was decided in words: "verdict: false", "flag: needs a source".
    """

    action: str
    said: str
    value: str | None
    note: str | None
    evidence: tuple[str, ...]
    who: str | None
    made: str


def decisions_of(
    store: Store, claims: Iterable[str], place: Place
) -> dict[str, tuple[Decision, ...]]:
    """Return the decisions that stand on each of the claims (ids), the oldest first.

    They say who decided, or are left out, as `place` has it. Assignments are no decisions about a
    claim.
    """
    if not place.decisions:
        return {}
    wanted = json.dumps(list(claims))
    open_claims = [row["id"] for row in query(store.connection, _OPEN, wanted)]
    hidden = set(blind_claims(store.connection, open_claims))
    found: dict[str, tuple[Decision, ...]] = {}
    for row in query(store.connection, _DECISIONS, wanted):
        if row["claim"] in hidden or row["action"] == "assign":
            continue
        made = Decision(
            action=row["action"],
            said=_said(row["action"], row["field"], row["value"]),
            value=row["value"],
            note=row["note"],
            evidence=tuple(json.loads(row["evidence"] or "[]")),
            who=row["who"] if place.names else None,
            made=row["made"],
        )
        found[row["claim"]] = (*found.get(row["claim"], ()), made)
    return found


def decided_rows(store: Store, selection: Selection, place: Place) -> Iterator[dict[str, Cell]]:
    """Yield the rows of the table of claims, each with what was decided about it.

    `evidence` and `notes` hold a line for each address and each note, `decided_by` the names of who
    decided and `decided` when that was last; all are None where there is nothing, and the names
    are left out where `place.names` is false.
    """
    rows = table_rows(store, TABLES["claims"], selection)
    for _, article in groupby(rows, key=lambda row: row["document"]):
        found = list(article)
        decided = decisions_of(store, [str(row["claim"]) for row in found], place)
        for row in found:
            yield {**row, **_columns(decided.get(str(row["claim"]), ()))}


def reviews_form(store: Store, document: str, place: Place) -> list[dict[str, object]]:
    """Return what stands decided about the claims of an article, as an object for each decision."""
    rows = list(claim_rows(store, Selection(document=document)))
    decided = decisions_of(store, [row["claim"] for row in rows], place)
    return [
        {
            "claim": row["claim"],
            "text": row["text"],
            "action": made.action,
            "said": made.said,
            "note": made.note,
            "evidence": list(made.evidence),
            "reviewer": made.who,
            "made": made.made,
        }
        for row in rows
        for made in decided.get(row["claim"], ())
    ]


def _columns(decisions: tuple[Decision, ...]) -> dict[str, Cell]:
    deciding = [made for made in decisions if made.action in SETTLING]
    notes = [
        f"{made.who}: {made.note}" if made.who else made.note for made in decisions if made.note
    ]
    evidence = dict.fromkeys(address for made in decisions for address in made.evidence)
    people = dict.fromkeys(made.who for made in deciding if made.who)
    return {
        "evidence": "\n".join(evidence) or None,
        "notes": "\n".join(filter(None, notes)) or None,
        "decided_by": ", ".join(people) or None,
        "decided": datetime.fromisoformat(max(made.made for made in deciding))
        if deciding
        else None,
    }


def _said(action: str, field: str | None, value: str | None) -> str:
    """Return a decision in words."""
    if action in _WORDS:
        return _WORDS[action]
    if action == "correct":
        return f"corrected: {_FIELDS.get(field or '', field)}"
    if action == "adjudicate":
        shown = f": {value}" if field == "verdict" else ""
        return f"decided between reviewers, {_FIELDS.get(field or '', field)}{shown}"
    return f"{action}: {value}" if value else action


_FIELDS = {"chain": "who says it", "content": "words"}
