"""The list of verdicts that this desk gives, which its editors change."""

from collections.abc import Sequence
from dataclasses import dataclass
from sqlite3 import Connection

from claims.errors import DecisionError
from claims.store.record.row_edits import record_row_edit
from claims.store.records import query

__all__ = ["VerdictChoice", "set_verdicts", "verdicts"]

LONGEST = 100


@dataclass(frozen=True, slots=True)
class VerdictChoice:
    """A verdict that is offered, and when it is to be given."""

    name: str
    description: str | None = None


def verdicts(connection: Connection) -> tuple[VerdictChoice, ...]:
    """Return the verdicts that are given here, in the order in which they are offered."""
    rows = query(
        connection, "SELECT name, description FROM verdicts WHERE active ORDER BY position"
    )
    return tuple(VerdictChoice(row["name"], row["description"]) for row in rows)


def set_verdicts(
    connection: Connection, choices: Sequence[VerdictChoice], *, reviewer: str
) -> None:
    """Offer these verdicts from now on, in this order; who changed the list goes on record.

    Verdicts that were given under a name that is no longer offered stay as they are. Raises
    DecisionError for an empty list, an empty or long name, or one that is there twice.
    """
    chosen = [
        VerdictChoice(" ".join(choice.name.split()), (choice.description or "").strip() or None)
        for choice in choices
    ]
    names = [choice.name for choice in chosen]
    if not names or any(not name or len(name) > LONGEST for name in names):
        raise DecisionError(f"give at least one verdict, each with 1 to {LONGEST} characters")
    if len({name.casefold() for name in names}) < len(names):
        raise DecisionError("a verdict is in the list twice")
    before = [choice.name for choice in verdicts(connection)]
    connection.execute("UPDATE verdicts SET active = 0")
    connection.executemany(
        "INSERT INTO verdicts (name, position, description) VALUES (?, ?, ?)"
        " ON CONFLICT (name) DO UPDATE SET position = excluded.position, active = 1,"
        " description = excluded.description",
        [(choice.name, place, choice.description) for place, choice in enumerate(chosen, start=1)],
    )
    record_row_edit(
        connection,
        reviewer=reviewer,
        table="verdicts",
        row="*",
        before={"names": before},
        after={"names": names},
    )
