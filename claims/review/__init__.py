"""The desk: a Datasette plugin whose pages stand beside Datasette's own.

Only the hooks stand here. They are at work in servers that `claims.review.desk.make_datasette` made
and `claims.review.serving.serve` runs, and leave any other Datasette alone.

Datasette loads its plugins while it is itself being imported. Nothing that this module imports may
import `datasette.app`, then, or the plugin would be registered half-made, without its hooks.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

from datasette import Request, Response
from datasette.permissions import Action, PermissionSQL
from markupsafe import Markup
from pluggy import HookimplMarker

from claims.review.cells import cell
from claims.review.connections import prepare
from claims.review.guard import App, guard
from claims.review.pages import ROUTES
from claims.review.pages.sign_in import forbidden_page
from claims.review.permissions import ACTIONS, permission_sql
from claims.review.sessions import COOKIE, Actor, sessions_of
from claims.review.settings import PLUGIN, settings_of

if TYPE_CHECKING:
    from datasette.app import Datasette

hookimpl = HookimplMarker("datasette")
"""Datasette's own marker, taken from pluggy for its types."""


@hookimpl
def register_routes(datasette: Datasette) -> list[tuple[str, Callable[..., Awaitable[Response]]]]:
    """Add the desk's pages, the first page among them."""
    return list(ROUTES) if settings_of(datasette).is_desk else []


@hookimpl
def register_actions(datasette: Datasette) -> list[Action]:
    """Name what one may do on the desk."""
    return list(ACTIONS) if settings_of(datasette).is_desk else []


@hookimpl
def permission_resources_sql(
    datasette: Datasette, actor: dict[str, Any] | None, action: str
) -> PermissionSQL | None:
    """Say what a role may do."""
    return permission_sql(datasette, actor, action)


@hookimpl
def actor_from_request(datasette: Datasette, request: Request) -> Actor | None:
    """Know the person by the session that a one-time link began."""
    session = request.cookies.get(COOKIE)
    return sessions_of(datasette).actor(session) if session else None


@hookimpl
def forbidden(datasette: Datasette, request: Request, message: str) -> Any:
    """Say to people who are not signed in what to do; programs get Datasette's own answer."""
    if not settings_of(datasette).is_desk or request.actor or ".json" in request.path:
        return None

    async def answer() -> Response:
        return await forbidden_page(datasette, request, message)

    return answer


@hookimpl
def asgi_wrapper(datasette: Datasette) -> Callable[[App], App]:
    """Answer known hosts only, with safe headers."""
    settings = settings_of(datasette)
    return lambda app: guard(app, settings.hosts) if settings.is_desk else app


@hookimpl
def prepare_connection(conn: sqlite3.Connection, datasette: Datasette) -> None:
    """Set up every connection to the file."""
    if settings_of(datasette).is_desk:
        prepare(conn)


@hookimpl
def render_cell(
    row: Any, value: Any, column: str, table: str | None, datasette: Datasette
) -> Markup | None:
    """Link ids and names in tables to the desk's pages."""
    return cell(value, column, table, row) if settings_of(datasette).is_desk else None


@hookimpl
def extra_css_urls(datasette: Datasette) -> list[str]:
    """Tune Datasette's own pages to the desk."""
    return [datasette.static("tables.css", plugin=PLUGIN)] if settings_of(datasette).is_desk else []


@hookimpl
def menu_links(datasette: Datasette) -> list[dict[str, str]]:
    """Lead from Datasette's pages back to the desk."""
    if not settings_of(datasette).is_desk:
        return []
    return [
        {"href": datasette.urls.path("/"), "label": "Desk"},
        {"href": datasette.urls.path("/-/claims/queue"), "label": "Queue"},
        {"href": datasette.urls.path("/-/claims/articles"), "label": "Articles"},
        {"href": datasette.urls.path("/-/claims/search"), "label": "Search claims"},
    ]
