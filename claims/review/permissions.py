"""Who may do what: roles, the actions of the desk, and the guard before each of its pages.

Nobody who is not signed in may do anything, unless the owner serves the file with `public`, which
lets everybody read. What people decide is written by the desk's pages, through the store, and what
follows from articles by the program; only of some lists and settings may an admin change rows by
hand through Datasette's API, and such an edit goes on record too.

Two things close tables that others see, and SQL with them, since a query can ask any table: who
decided is hidden from the public unless the owner shows names, and what was decided is hidden from
reviewers while claims are decided blindly.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Awaitable, Callable, Iterable
from functools import cache, wraps
from typing import TYPE_CHECKING, Any

from datasette import Forbidden, Request, Response
from datasette.permissions import Action, PermissionSQL

from claims.review.accounts import ADMIN_ACTION, role_of_account
from claims.review.saved import saved_queries
from claims.review.settings import DATABASE, settings_of
from claims.review.tables.groups import WRITABLE
from claims.store import descriptions
from claims.store.decisions import blind_is_used

if TYPE_CHECKING:
    from datasette.app import Datasette

READ = "claims-read"
REVIEW = "claims-review"
EDIT = "claims-edit"
ADMIN = "claims-admin"
EXTRACT = "claims-extract"

ACTIONS = (
    Action(name=READ, description="Read the pages of the desk"),
    Action(name=REVIEW, description="Flag, correct and decide"),
    Action(name=EDIT, description="Edit lists of verdicts, merge sources, adjudicate"),
    Action(name=EXTRACT, description="Have a program's texts extracted"),
    Action(name=ADMIN, description="Invite people and give them roles"),
)

_REFUSED = {
    READ: "Only people of this desk may read it.",
    REVIEW: "That is for reviewers.",
    EXTRACT: "That is for reviewers.",
    EDIT: "That is for editors.",
    ADMIN: "That is for admins.",
}

_READER = frozenset(
    {READ, "view-instance", "view-database", "view-table", "view-query", "execute-sql"}
)
_REVIEWER = _READER | {REVIEW, EXTRACT, "view-database-download", "store-query"}
_EDITOR = _REVIEWER | {EDIT}
_ADMIN = _EDITOR | {
    ADMIN,
    ADMIN_ACTION,
    "permissions-debug",
    "debug-menu",
    "insert-row",
    "update-row",
    "delete-row",
}

ROLES = {"reader": _READER, "reviewer": _REVIEWER, "editor": _EDITOR, "admin": _ADMIN}
"""The actions, Datasette's and ours, that each role may do."""

TRAIL = ("reviews", "attachments", "review_batches")
"""Tables that are written by decisions only."""

_OPEN_SQL = ("execute-sql", "view-database-download", "store-query")
_ROW_WRITES = ("insert-row", "update-row", "delete-row")

_WHO = frozenset({"reviewer", "assigned_by"})
"""Columns that say who decided or is to decide."""

Page = Callable[["Datasette", Request], Awaitable[Response]]


async def role_of(datasette: Datasette, actor: dict[str, Any] | None) -> str | None:
    """Return the role of an actor, None for one who has none."""
    return await _own_role(datasette, actor) or (
        "reader" if settings_of(datasette).public else None
    )


async def sees_names(datasette: Datasette, actor: dict[str, Any] | None) -> bool:
    """Tell whether somebody may see who decided: all who have a role; others by `public_names`."""
    settings = settings_of(datasette)
    open_to_all = settings.public_names or not settings.public
    return open_to_all or await _own_role(datasette, actor) is not None


async def permission_sql(
    datasette: Datasette, actor: dict[str, Any] | None, action: str
) -> PermissionSQL | None:
    """Return Datasette's form of "allowed", or None where the actor's role does not hold it."""
    role = await role_of(datasette, actor)
    if role is None or action not in ROLES[role]:
        return None
    if action in _ROW_WRITES:
        return _allowed_only(role, WRITABLE)
    if action not in (*_OPEN_SQL, "view-table", "view-query"):
        return PermissionSQL.allow(reason=f"claims: {role}")
    if not await _is_narrowed(datasette, actor, role):
        return PermissionSQL.allow(reason=f"claims: {role}")
    if action in _OPEN_SQL:
        return None
    # Of questions only those are let through that came with the desk: others may ask anything.
    return (
        _allowed_only(role, impersonal_queries())
        if action == "view-query"
        else _allowed_but(role, personal_tables())
    )


@cache
def personal_tables() -> tuple[str, ...]:
    """Return the tables and views that say who decided, on what, and with it what.

    What a decision hangs at can be a person too.
    """
    known = descriptions().values()
    named = [table.name for table in known if _WHO & set(table.columns)]
    return tuple(dict.fromkeys(["reviewers", *TRAIL, *named]))


@cache
def impersonal_queries() -> tuple[str, ...]:
    """Return the saved questions that ask none of these tables."""
    asked = re.compile(rf"\b({'|'.join(personal_tables())})\b")
    return tuple(query.name for query in saved_queries() if not asked.search(query.sql))


def needs(action: str) -> Callable[[Page], Page]:
    """Let a page be reached only by those who may do `action`; the others get 403."""

    def decorate(page: Page) -> Page:
        @wraps(page)
        async def guarded(datasette: Datasette, request: Request) -> Response:
            if not await datasette.allowed(action=action, actor=request.actor):
                raise Forbidden(_REFUSED[action])
            return await page(datasette, request)

        return guarded

    return decorate


async def _own_role(datasette: Datasette, actor: dict[str, Any] | None) -> str | None:
    """Return the role that was given to a person, None where nobody gave one."""
    settings = settings_of(datasette)
    if actor is None:
        return None
    if settings.owner is not None and actor.get("id") == settings.owner:
        return "admin"
    role = actor.get("role")
    if role is None and settings.team:  # one who comes with a token of Datasette's API
        role = await role_of_account(datasette, str(actor.get("id")))
    return role if role in ROLES else None


def _allowed_but(role: str, closed: Iterable[str]) -> PermissionSQL:
    """Return that the role may, but for the tables that are closed to it."""
    return _rules(role, [(None, 1), *((name, 0) for name in closed)])


def _allowed_only(role: str, opened: Iterable[str]) -> PermissionSQL:
    """Return that the role may, for these tables or queries only."""
    return _rules(role, [(name, 1) for name in opened])


def _rules(role: str, rules: Iterable[tuple[str | None, int]]) -> PermissionSQL:
    """Return rules of (table or query, allowed); None is for all, and what is named goes first."""
    rows, given = [], {"claims_in": DATABASE, "claims_role": f"claims: {role}"}
    for place, (name, allow) in enumerate(rules):
        where = "NULL, NULL" if name is None else f":claims_in, :claims_name_{place}"
        rows.append(f"SELECT {where}, {allow}, :claims_role")
        if name is not None:
            given[f"claims_name_{place}"] = name
    sql = " UNION ALL ".join(
        ["SELECT NULL AS parent, NULL AS child, 0 AS allow, '' AS reason WHERE 0", *rows]
    )
    return PermissionSQL(sql=sql, params=given)


async def _is_narrowed(datasette: Datasette, actor: dict[str, Any] | None, role: str) -> bool:
    """Tell whether tables of decisions, and free SQL, are closed to this person now."""
    if not await sees_names(datasette, actor):
        return True
    if role not in ("reader", "reviewer"):
        return False

    def used(connection: sqlite3.Connection) -> bool:
        return blind_is_used(connection)

    found: bool = await datasette.get_database(DATABASE).execute_fn(used)
    return found
