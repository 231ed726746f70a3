"""Who may do what: roles, the actions of the desk, and the guard before each of its pages.

Nobody who is not signed in may do anything, unless the owner serves the file with `public`, which
lets everybody read. No role may write through Datasette's own pages and API: what people decide is
written by the desk's pages, through the store.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import wraps
from typing import TYPE_CHECKING

from datasette import Forbidden, Request, Response
from datasette.permissions import Action, PermissionSQL

from claims.review.settings import settings_of

READ = "claims-read"
REVIEW = "claims-review"
EDIT = "claims-edit"

ACTIONS = (
    Action(name=READ, description="Read the pages of the desk"),
    Action(name=REVIEW, description="Flag, correct and decide"),
    Action(name=EDIT, description="Edit lists of verdicts, merge sources, adjudicate"),
)

_READER = frozenset(
    {READ, "view-instance", "view-database", "view-table", "view-query", "execute-sql"}
)

if TYPE_CHECKING:
    from datasette.app import Datasette
_REVIEWER = _READER | {REVIEW, "view-database-download", "store-query"}
_EDITOR = _REVIEWER | {EDIT}
_ADMIN = _EDITOR | {"permissions-debug", "debug-menu"}

ROLES = {"reader": _READER, "reviewer": _REVIEWER, "editor": _EDITOR, "admin": _ADMIN}
"""The actions, Datasette's and ours, that each role may do."""

Page = Callable[["Datasette", Request], Awaitable[Response]]


def role_of(datasette: Datasette, actor: dict[str, object] | None) -> str | None:
    """Return the role of an actor, None for one who has none."""
    settings = settings_of(datasette)
    if actor is None:
        return "reader" if settings.public else None
    if actor.get("id") == settings.owner:
        return "admin"
    role = actor.get("role")
    return role if isinstance(role, str) and role in ROLES else role_of(datasette, None)


def permission_sql(
    datasette: Datasette, actor: dict[str, object] | None, action: str
) -> PermissionSQL | None:
    """Return Datasette's form of "allowed", or None where the actor's role does not hold it."""
    if not settings_of(datasette).is_desk:
        return None
    role = role_of(datasette, actor)
    if role is not None and action in ROLES[role]:
        return PermissionSQL.allow(reason=f"claims: {role}")
    return None


def needs(action: str) -> Callable[[Page], Page]:
    """Let a page be reached only by those who may do `action`; the others get 403."""

    def decorate(page: Page) -> Page:
        @wraps(page)
        async def guarded(datasette: Datasette, request: Request) -> Response:
            if not await datasette.allowed(action=action, actor=request.actor):
                raise Forbidden(f"You may not do this: {action}")
            return await page(datasette, request)

        return guarded

    return decorate
