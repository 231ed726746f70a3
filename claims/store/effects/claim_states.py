"""What became of each claim: open, decided or disputed, and the flag that stands on it.

The two columns of `claims` are derived from the decisions, as attachments are, so that the queue
finds the next claim by one index. Open: nobody decided (of a blind claim: fewer than two people).
Disputed: people who decided differ, and no adjudicator has decided between them.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from sqlite3 import Connection

from claims.store.effects.in_force import AS_EXTRACTED, deciders, standing
from claims.store.record.blind_review import NEEDED, is_blind
from claims.store.records import Records

__all__ = ["Difference", "State", "differences", "outcomes", "refresh_states", "state_of"]

_CORRECTED = ("chain", "content", "kind", "certainty")
_DECIDED = """
SELECT DISTINCT attachments.target FROM attachments
JOIN claims ON claims.id = attachments.target
WHERE attachments.target_kind = 'claim'
"""


@dataclass(frozen=True, slots=True)
class State:
    """The state of a claim and its flag, as its columns hold them."""

    state: str
    flag: str | None


@dataclass(frozen=True, slots=True)
class Difference:
    """A field on which people differ, and what each of them recorded for it.

    `field` is verdict, extraction, chain, content, kind or certainty.
    """

    field: str
    values: dict[str, str]


def refresh_states(connection: Connection, claims: Iterable[str] | None = None) -> None:
    """Bring the state and flag of claims up to date; of all that anybody decided on where None."""
    names = [row[0] for row in connection.execute(_DECIDED)] if claims is None else list(claims)
    for claim in names:
        found = state_of(connection, claim)
        connection.execute(
            "UPDATE claims SET state = :state, flag = :flag WHERE id = :claim"
            " AND (state <> :state OR flag IS NOT :flag)",
            {"state": found.state, "flag": found.flag, "claim": claim},
        )


def state_of(connection: Connection, claim: str) -> State:
    """Return the state that follows from the decisions on a claim."""
    rows = standing(connection, "claim", claim)
    flag = None
    for row in rows:
        if row["action"] in ("flag", "unflag"):
            flag = row["value"] if row["action"] == "flag" else None
    blind = bool(rows) and is_blind(connection, claim)
    if len(deciders(rows)) < (NEEDED if blind else 1):
        # A flag would tell the second person what the first one thinks.
        return State("open", None if blind else flag)
    return State("disputed" if _unsettled(rows, blind=blind) else "decided", flag)


def differences(connection: Connection, claim: str) -> tuple[Difference, ...]:
    """Return on what the people who decided a claim differ, and nobody decided between them."""
    rows = standing(connection, "claim", claim)
    return tuple(_unsettled(rows, blind=is_blind(connection, claim)))


def outcomes(rows: Records) -> dict[str, dict[str, str]]:
    """Return what each person who decided says, by field; all fields have the same people.

    A verdict is there only for those who gave one.
    """
    people = deciders(rows)
    found: dict[str, dict[str, str]] = {"verdict": {}}
    for field in ("extraction", *_CORRECTED):
        found[field] = dict.fromkeys(people, AS_EXTRACTED)
    for row in rows:
        person, action = row["reviewer"], row["action"]
        if person not in people:
            continue
        if action == "verdict":
            found["verdict"][person] = row["value"]
        elif action == "dismiss":
            found["extraction"][person] = "dismiss"
        elif action == "confirm":
            found["extraction"][person] = AS_EXTRACTED
        elif action == "correct" and row["field"] in found:
            found[row["field"]][person] = row["value"]
    return found


def _unsettled(rows: Records, *, blind: bool) -> list[Difference]:
    """Return the fields on which people differ; seeing each other, only verdicts can differ."""
    settled = {row["field"] for row in rows if row["action"] == "adjudicate"}
    fields = outcomes(rows) if blind else {"verdict": outcomes(rows)["verdict"]}
    return [
        Difference(field, values)
        for field, values in fields.items()
        if len(set(values.values())) > 1 and field not in settled
    ]
