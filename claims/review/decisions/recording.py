"""Write a decision into the served file, on the one thread of Datasette's that writes to it."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar
from weakref import WeakKeyDictionary

from datasette import Request

from claims.errors import BusyError, DecisionError
from claims.review.access.permissions import EDIT, role_of
from claims.review.access.settings import DATABASE
from claims.review.adding.process import adding_of
from claims.review.tables.connections import BUSY_MS
from claims.store import Store, transaction
from claims.store.decisions import Action, Decided, Undo, decide
from claims.store.people import enter_reviewer
from claims.store.unfinished import lost_their_stories

if TYPE_CHECKING:
    from datasette.app import Datasette

__all__ = ["Recheck", "as_store", "change", "recheck_of", "recheck_with", "record", "record_with"]

Made = TypeVar("Made")

Recheck = Callable[[Store, Sequence[str]], object]
"""What runs again over the articles (ids) that a decision changed: the house rules."""

_RECHECKS: WeakKeyDictionary[Datasette, Recheck] = WeakKeyDictionary()


def recheck_with(datasette: Datasette, recheck: Recheck) -> None:
    """Let `recheck` run after each decision that changes articles; the desk knows no rules."""
    _RECHECKS[datasette] = recheck


def recheck_of(datasette: Datasette) -> Recheck | None:
    """Return what `recheck_with` set, None where nothing is."""
    return _RECHECKS.get(datasette)


async def record(
    datasette: Datasette,
    request: Request,
    target: str,
    action: Action,
    *,
    seen: int | None,
    target_kind: str = "claim",
    later: bool = False,
) -> Decided:
    """Record what the person who is signed in decides about a target, and let it take effect.

    `seen` and `later` are those of `decide`.

    What `recheck_with` set runs over the articles that changed, and their stories are found soon
    after. Raises as `decide` does, and
    DecisionError where somebody who is no editor would undo what another person decided.
    """
    undone = [action.review] if isinstance(action, Undo) else []

    def work(connection: sqlite3.Connection, person: str) -> Decided:
        return decide(
            connection,
            reviewer=person,
            target_kind=target_kind,
            target=target,
            action=action,
            seen=seen,
            later=later,
        )

    return await record_with(datasette, request, work, undone=lambda _: undone)


async def record_with(
    datasette: Datasette,
    request: Request,
    work: Callable[[sqlite3.Connection, str], Decided],
    *,
    undone: Callable[[sqlite3.Connection], Sequence[int]] = lambda _: (),
) -> Decided:
    """Run `work` (connection, person) in a transaction of the one thread that writes.

    `undone` tells which decisions it takes back, by their numbers. See `record`.
    """
    database = datasette.get_database(DATABASE)
    person = str((request.actor or {}).get("id") or "")
    role = await role_of(datasette, request.actor) or "reader"
    recheck = _RECHECKS.get(datasette)
    editor = await datasette.allowed(action=EDIT, actor=request.actor)

    def write(connection: sqlite3.Connection) -> Decided:
        with as_store(connection, Path(database.path)) as store:
            _enter(store, person, role)
            with transaction(store) as writing:
                for review in () if editor else undone(writing):
                    _refuse_undo(store, person, review)
                decided = work(writing, person)
            # The decision is stored by now; findings can wait for the next run of the rules.
            with suppress(BusyError):
                if decided.documents and recheck is not None:
                    recheck(store, decided.documents)
                    if lost_their_stories(store, decided.documents):
                        adding_of(datasette).find_stories_soon()
            return decided

    written: Decided = await database.execute_write_fn(write, transaction=False)
    return written


async def change(
    datasette: Datasette, request: Request, changing: Callable[[sqlite3.Connection, str], Made]
) -> Made:
    """Run `changing` (connection, person) in one transaction of the one thread that writes.

    For what is no decision about a claim: lists, settings, people. Raises what it raises.
    """
    database = datasette.get_database(DATABASE)
    person = str((request.actor or {}).get("id") or "")
    role = await role_of(datasette, request.actor) or "reader"

    def write(connection: sqlite3.Connection) -> Made:
        with as_store(connection, Path(database.path)) as store:
            _enter(store, person, role)
            with transaction(store) as writing:
                return changing(writing, person)

    made: Made = await database.execute_write_fn(write, transaction=False)
    return made


@contextmanager
def as_store(connection: sqlite3.Connection, path: Path) -> Iterator[Store]:
    """Lend Datasette's connection to the store, which begins its transactions by itself.

    The triggers that keep the search index write to a virtual table, which SQLite lets them do only
    where the schema is trusted; what is run here are the statements of our own store.
    """
    before = connection.row_factory, connection.isolation_level
    connection.row_factory, connection.isolation_level = None, None
    connection.execute("PRAGMA trusted_schema = ON")
    try:
        yield Store(path, connection, wait=BUSY_MS / 1000, read_only=False)
    finally:
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.row_factory, connection.isolation_level = before


def _enter(store: Store, person: str, role: str) -> None:
    """Enter the person among the reviewers, with the role that they have on this desk."""
    known = store.connection.execute("SELECT role FROM reviewers WHERE id = ?", (person,))
    if known.fetchone() != (role,):
        with transaction(store) as connection:
            enter_reviewer(connection, person, role=role)


def _refuse_undo(store: Store, person: str, review: int) -> None:
    """Raise where the decision is another person's."""
    row = store.connection.execute("SELECT reviewer FROM reviews WHERE id = ?", (review,))
    found = row.fetchone()
    if found is not None and found[0] != person:
        raise DecisionError(f"decision {review} is {found[0]}’s; only an editor may undo it")
