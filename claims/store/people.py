"""The people who decide: entered once, given roles, and never removed, for decisions carry them."""

from collections.abc import Mapping
from sqlite3 import Connection

from claims.errors import DecisionError
from claims.store.record.row_edits import record_row_edit
from claims.store.records import Records, query
from claims.store.runs import now

__all__ = ["ROLE_NAMES", "change_person", "enter_reviewer", "people"]

ROLE_NAMES = ("reader", "reviewer", "editor", "admin")
"""From the one who may least to the one who may most."""

LONGEST_NAME = 200
_PEOPLE = """
SELECT reviewers.id, reviewers.name, reviewers.role, reviewers.active, reviewers.made,
    (SELECT count(*) FROM reviews WHERE reviews.reviewer = reviewers.id) AS decisions,
    (SELECT max(reviews.made) FROM reviews WHERE reviews.reviewer = reviewers.id) AS latest
FROM reviewers ORDER BY reviewers.active DESC, reviewers.id
"""


def people(connection: Connection) -> Records:
    """Return everybody who is or was here, with how much they recorded and when last (UTC).

    Rows have the columns of `reviewers`, `decisions` and `latest`.
    """
    return query(connection, _PEOPLE)


def enter_reviewer(connection: Connection, person: str, *, role: str) -> None:
    """Enter a person, or bring the role of one who is there up to date; the name stays."""
    connection.execute(
        "INSERT INTO reviewers (id, name, role, made) VALUES (:person, :person, :role, :now)"
        " ON CONFLICT (id) DO UPDATE SET role = excluded.role WHERE role <> excluded.role",
        {"person": person, "role": role, "now": now()},
    )


def change_person(
    connection: Connection,
    person: str,
    *,
    by: str,
    role: str | None = None,
    name: str | None = None,
    active: bool | None = None,
) -> None:
    """Give a person another role or name, or end or resume their work; who did so goes on record.

    What is None stays. A person who is not there is entered. Raises DecisionError for a role that
    does not exist and for a name that is empty or long.
    """
    if role is not None and role not in ROLE_NAMES:
        raise DecisionError(f"there is no role {role}; there are {', '.join(ROLE_NAMES)}")
    shown = None if name is None else " ".join(name.split())
    if shown is not None and not 0 < len(shown) <= LONGEST_NAME:
        raise DecisionError(f"give a name of 1 to {LONGEST_NAME} characters")
    before = _row(connection, person)
    if before is None:
        connection.execute(
            "INSERT INTO reviewers (id, name, role, made) VALUES (?, ?, 'reader', ?)",
            (person, person, now()),
        )
    connection.execute(
        "UPDATE reviewers SET role = coalesce(?, role), name = coalesce(?, name),"
        " active = coalesce(?, active) WHERE id = ?",
        (role, shown, None if active is None else int(active), person),
    )
    after = _row(connection, person)
    if before != after:
        record_row_edit(
            connection, reviewer=by, table="reviewers", row=person, before=before, after=after
        )


def _row(connection: Connection, person: str) -> Mapping[str, object] | None:
    """Return what can change about a person."""
    rows = query(connection, "SELECT role, name, active FROM reviewers WHERE id = ?", person)
    return rows[0] if rows else None
