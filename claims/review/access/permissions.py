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
from collections.abc import Awaitable, Callable
from functools import cache, wraps
from typing import TYPE_CHECKING, Any

from datasette import Forbidden, Request, Response
from datasette.permissions import Action, PermissionSQL

from claims.review.access.accounts import ADMIN_ACTION, role_of_account
from claims.review.access.settings import DATABASE, settings_of
from claims.review.tables.groups import WRITABLE
from claims.review.tables.saved_queries import saved_queries
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

_OURS = frozenset(action.name for action in ACTIONS)
_OPEN_SQL = ("execute-sql", "view-database-download", "store-query")
_ROW_WRITES = ("insert-row", "update-row", "delete-row")

_WHO = frozenset({"reviewer", "assigned_by"})
"""Columns that say who decided or is to decide."""

Rules = list[tuple[str | None, int]]
"""Tables or queries (None: all), and whether they are open (1) or closed (0)."""

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
    """Return Datasette's form of "allowed", or None where the actor's role does not hold it.

    Where the desk stands beside other databases, what is Datasette's own to allow is answered for
    the desk's database only, and refused there where no role holds it.
    """
    role = await role_of(datasette, actor)
    rules = await _rules_of(datasette, actor, role, action)
    if settings_of(datasette).alone or action in _OURS:
        return None if rules is None else _as_sql(role, rules)
    known = datasette.actions.get(action)
    if known is None or not known.takes_parent:
        return None
    for_all = [] if rules is not None and (None, 1) in rules else [(None, 0)]
    return _as_sql(role, [*for_all, *(rules or ())], beside=True)


async def _rules_of(
    datasette: Datasette, actor: dict[str, Any] | None, role: str | None, action: str
) -> Rules | None:
    """Return for which tables or queries a role may do it (None: for all), None for none."""
    if role is None or action not in ROLES[role]:
        return None
    if action in _ROW_WRITES:
        return [(name, 1) for name in WRITABLE]
    if action not in (*_OPEN_SQL, "view-table", "view-query"):
        return [(None, 1)]
    if not await _is_narrowed(datasette, actor, role):
        return [(None, 1)]
    if action in _OPEN_SQL:
        return None
    # Of questions only those are let through that came with the desk: others may ask anything.
    if action == "view-query":
        return [(name, 1) for name in impersonal_queries()]
    return [(None, 1), *((name, 0) for name in personal_tables())]


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


def _as_sql(role: str | None, rules: Rules, *, beside: bool = False) -> PermissionSQL:
    """Return rules as Datasette takes them; what is named goes before what is for all.

    With `beside`, "for all" is for all of the desk's own database.
    """
    reason = f"claims: {role or 'no role'}"
    if rules == [(None, 1)] and not beside:
        return PermissionSQL.allow(reason=reason)
    rows, given = [], {"claims_in": DATABASE, "claims_role": reason}
    for place, (name, allow) in enumerate(rules):
        for_all = ":claims_in, NULL" if beside else "NULL, NULL"
        where = for_all if name is None else f":claims_in, :claims_name_{place}"
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
