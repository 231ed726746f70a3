"""The desk: a Datasette plugin whose pages stand beside Datasette's own.

Only the hooks stand here. They are at work in servers that
`claims.review.server.desk.make_datasette` made and `claims.review.server.serving.serve` runs, and
leave any other Datasette alone, unless it is configured to have the desk beside its own databases:
then they see to the desk's own.

Datasette loads its plugins while it is itself being imported. Nothing that this module imports may
import `datasette.app`, then, or the plugin would be registered half-made, without its hooks.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Awaitable, Callable, Generator
from importlib import import_module
from typing import TYPE_CHECKING, Any

from asgi_gzip import GZipMiddleware
from datasette import Request, Response
from datasette.permissions import Action, PermissionSQL
from markupsafe import Markup
from pluggy import HookimplMarker

from claims.review.access.accounts import OWN_PATHS, PACKAGES, UNUSED_PATHS, signed_in
from claims.review.access.csv_cells import safe_csv
from claims.review.access.guard import App, guard
from claims.review.access.permissions import ACTIONS, permission_sql
from claims.review.access.sessions import COOKIE, Actor, sessions_of
from claims.review.access.settings import DATABASE, is_our_path, is_ours, settings_of
from claims.review.frame.failed_requests import answer_failure
from claims.review.frame.navigation import Frame, frame_of
from claims.review.frame.page import asset
from claims.review.routes import ROUTES
from claims.review.tables.cells import cell
from claims.review.tables.connections import prepare
from claims.review.tables.refusals import in_words
from claims.review.tables.row_edits import Wrapper, recorded_edit
from claims.review.team.sign_in_page import forbidden_page

if TYPE_CHECKING:
    from datasette.app import Datasette

SMALL = 1_000
"""So many bytes at least are compressed."""

LEVEL = 5
"""Of zlib: a page of 200 KB takes 3 ms, and is an eighth of that."""

hookimpl = HookimplMarker("datasette")
"""Datasette's own marker, taken from pluggy for its types."""


@hookimpl
def startup(datasette: Datasette) -> Awaitable[None] | None:
    """Stand beside the databases of a Datasette that was not made for the desk."""
    settings = settings_of(datasette)
    if settings.alone or not settings.is_desk:
        return None
    beside: Awaitable[None] = import_module("claims.review.server.desk").stand_beside(datasette)
    return beside


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
) -> Awaitable[PermissionSQL | None] | None:
    """Say what a role may do."""
    return permission_sql(datasette, actor, action) if settings_of(datasette).is_desk else None


@hookimpl(tryfirst=True)
def actor_from_request(
    datasette: Datasette, request: Request
) -> Actor | Awaitable[dict[str, Any] | None] | None:
    """Know the person by the session that a one-time link began, or by their account."""
    if settings_of(datasette).team:
        return signed_in(datasette, request)
    session = request.cookies.get(COOKIE)
    return sessions_of(datasette).actor(session) if session else None


@hookimpl
def write_wrapper(datasette: Datasette, database: str, request: Request | None) -> Wrapper | None:
    """Put edits by Datasette's own API on record; the desk's pages write without a request."""
    if database != DATABASE or request is None or not settings_of(datasette).is_desk:
        return None
    return recorded_edit(request)


@hookimpl
def forbidden(datasette: Datasette, request: Request, message: str) -> Any:
    """Say to people what to do; programs get Datasette's own answer."""
    if not is_our_path(datasette, request.path) or ".json" in request.path:
        return None

    async def answer() -> Response:
        return await forbidden_page(datasette, request, in_words(message))

    return answer


@hookimpl(wrapper=True)
def handle_exception(
    datasette: Datasette, request: Request, exception: Exception
) -> Generator[None, list[Any], list[Any]]:
    """Answer what failed in the desk's own way; Datasette would await its own answer as well."""
    answers = yield
    if not is_our_path(datasette, request.path):
        return answers

    async def answer() -> Response:
        return await answer_failure(datasette, request, exception)

    return [answer]


@hookimpl
def asgi_wrapper(datasette: Datasette) -> Callable[[App], App]:
    """Answer known hosts only, headers and cells made safe; no pages of accounts without any."""
    settings = settings_of(datasette)
    closed = UNUSED_PATHS if settings.team else (*UNUSED_PATHS, *OWN_PATHS)
    if settings.public:  # it tells where the file lies
        closed = (*closed, "/-/databases", "/-/databases.json")
    if not settings.is_desk or not settings.alone:
        return lambda app: app
    return lambda app: guard(
        GZipMiddleware(safe_csv(app), minimum_size=SMALL, compresslevel=LEVEL),
        settings.hosts,
        closed=closed,
    )


@hookimpl
def prepare_connection(
    conn: sqlite3.Connection, database: str | None, datasette: Datasette
) -> None:
    """Set up every connection to the file."""
    if is_ours(datasette, database):
        prepare(conn)


@hookimpl
def render_cell(
    row: Any,
    value: Any,
    column: str,
    table: str | None,
    database: str | None,
    datasette: Datasette,
) -> Markup | None:
    """Link ids and names in tables to the desk's pages."""
    return cell(value, column, table, row) if is_ours(datasette, database) else None


@hookimpl
def extra_css_urls(datasette: Datasette, database: str | None) -> list[str]:
    """Tune Datasette's own pages to the desk."""
    if not is_ours(datasette, database):
        return []
    return [asset(datasette, "tables.css")]


@hookimpl
def extra_template_vars(
    template: str | None,
    view_name: str | None,
    database: str | None,
    request: Request | None,
    datasette: Datasette,
) -> Awaitable[dict[str, Frame]] | None:
    """Stand Datasette's own pages in the desk's frame."""
    name = template or ""
    if name.startswith("claims/") or not is_ours(datasette, database):
        return None
    return frame_of(datasette, request, name, view_name)


@hookimpl
def register_mcp_tools(datasette: Datasette, mcp: Any) -> None:
    """Give the tools of the desk to datasette-mcp, where it is installed."""
    if settings_of(datasette).is_desk:
        import_module("claims.review.home.mcp_tools").register(datasette, mcp)


@hookimpl(wrapper=True)
def menu_links(datasette: Datasette) -> Generator[None, list[Any], list[Any]]:
    """Lead from Datasette's pages back to the desk; to accounts only where there are any."""
    others = yield
    settings = settings_of(datasette)
    if not settings.is_desk:
        return others
    ours = [{"href": datasette.urls.path("/"), "label": "Desk"}]
    shown = [
        links
        for links in others
        if settings.team or getattr(links, "__module__", "") not in PACKAGES
    ]
    return [ours, *shown]
