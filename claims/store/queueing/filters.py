"""Which claims a reviewer wants to see: filters of the queue, and those saved under a name."""

import json
from dataclasses import asdict, dataclass, fields
from sqlite3 import Connection

from claims.errors import DecisionError
from claims.store.records import query
from claims.store.runs import now

__all__ = ["Filters", "forget_filters", "save_filters", "saved_filters"]

LONGEST_NAME = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What a claim must be to come up in the queue; what is None or False does not matter.

    `unsourced`: the writer's own, and an editor would ask who says so. `anonymous`: only unnamed
    people answer for it. `source`, `document`, `story` are ids, `outlet` the name of a publisher.
    `confidence_from` and `confidence_to` are 0 to 1, both included. `assigned`: to the reviewer,
    or in an article that is. `disputed`: people differ; without it, only open claims come up.
    `review`: what the view claims_to_review holds. `differing`: a further reader has it otherwise.
    `waiting`: flagged, and somebody is to answer; without it (and without `flagged`), such claims
    do not come up. `accusing`: the words accuse somebody, and nobody who is named says so.
    """

    differing: bool = False
    review: bool = False
    unsourced: bool = False
    anonymous: bool = False
    figures: bool = False
    source: str | None = None
    outlet: str | None = None
    document: str | None = None
    story: str | None = None
    kind: str | None = None
    confidence_from: float | None = None
    confidence_to: float | None = None
    assigned: bool = False
    disputed: bool = False
    flagged: bool = False
    waiting: bool = False
    accusing: bool = False

    def to_json(self) -> str:
        """Return the filters that are set, as JSON."""
        unset = Filters()
        chosen = {
            name: value for name, value in asdict(self).items() if value != getattr(unset, name)
        }
        return json.dumps(chosen, ensure_ascii=False, sort_keys=True)

    @staticmethod
    def from_json(text: str) -> "Filters":
        """Return filters from JSON; names that this version does not know are passed over."""
        known = {field.name for field in fields(Filters)}
        return Filters(**{name: v for name, v in json.loads(text).items() if name in known})


def save_filters(connection: Connection, reviewer: str, name: str, filters: Filters) -> None:
    """Save filters under a name of the reviewer's own, in place of those that had it."""
    plain = " ".join(name.split())
    if not plain or len(plain) > LONGEST_NAME:
        raise DecisionError(f"give the filters a name of 1 to {LONGEST_NAME} characters")
    connection.execute(
        "INSERT INTO saved_filters (reviewer, name, filters, made) VALUES (?, ?, ?, ?)"
        " ON CONFLICT (reviewer, name) DO UPDATE SET filters = excluded.filters,"
        " made = excluded.made",
        (reviewer, plain, filters.to_json(), now()),
    )


def saved_filters(connection: Connection, reviewer: str) -> dict[str, Filters]:
    """Return the reviewer's saved filters by their names."""
    rows = query(
        connection,
        "SELECT name, filters FROM saved_filters WHERE reviewer = ? ORDER BY name",
        reviewer,
    )
    return {row["name"]: Filters.from_json(row["filters"]) for row in rows}


def forget_filters(connection: Connection, reviewer: str, name: str) -> None:
    """Forget saved filters."""
    connection.execute(
        "DELETE FROM saved_filters WHERE reviewer = ? AND name = ?", (reviewer, name)
    )
