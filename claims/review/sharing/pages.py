"""The links to an article: made and ended by reviewers, and the article as a link shows it."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from typing import TYPE_CHECKING

from datasette import Request, Response
from itsdangerous import BadData

from claims.errors import ClaimsError, DecisionError
from claims.reading.layout.titles import title_of
from claims.review.access.permissions import EDIT, REVIEW, needs, sees_names
from claims.review.access.settings import DATABASE, settings_of
from claims.review.access.signing import keep_secret, key_beside
from claims.review.decisions.recording import change
from claims.review.exports.reports_page import policy_with, read_store
from claims.review.frame.domain_errors import status_of, told
from claims.review.frame.export_formats import Wanted, offered
from claims.review.frame.page import must, read, show
from claims.review.frame.posted_form import last_fields, number_of
from claims.review.tables.cells import path_to
from claims.store.whole_articles.links import (
    SharedLink,
    end_link,
    find_link,
    links_of,
    make_link,
)

if TYPE_CHECKING:
    from datasette.app import Datasette

__all__ = ["ROUTES"]


# The signed part of a link to one article. It holds the number of the link and nothing else;
# whether it still works, and what it leads to, is in `shared_links`. Who cannot sign cannot
# guess one, and who reads the table cannot make one.

_NAMESPACE = "claims-shared-link"


def token_of(datasette: Datasette, number: int) -> str:
    """Return the signed part of the address of a link; the same one each time."""
    return str(datasette.sign({"link": number}, _NAMESPACE))


def number_in(datasette: Datasette, token: str) -> int | None:
    """Return the number of the link that a signed part names, None where it is not signed here."""
    try:
        found = datasette.unsign(token, _NAMESPACE)
    except BadData:
        return None
    number = found.get("link") if isinstance(found, dict) else None
    return number if isinstance(number, int) else None


def keep_signing(datasette: Datasette) -> None:
    """Keep what signs links, so that they work also when the desk was opened again.

    With accounts it is kept already. Raises SettingsError where nothing can be written beside the
    database.
    """
    if not settings_of(datasette).team:
        path = key_beside(datasette.get_database(DATABASE).path)
        keep_secret(path, datasette._secret)  # Datasette has no other way to it


DAYS = (1, 7, 30, 90)
_TITLE = "SELECT title, substr(text, 1, 400) FROM documents WHERE id = ?"
_LOCAL = ("localhost", "127.0.0.1", "[::1]")


@needs(REVIEW)
async def links_page(datasette: Datasette, request: Request) -> Response:
    """Answer `/-/claims/article/<id>/links`: GET shows them; POST makes one or ends one."""
    name = request.url_vars["id"]
    if request.method != "POST":
        return await _show(datasette, request, name)
    try:
        fields = await last_fields(request)
        await _carry_out(datasette, request, name, fields)
    except ClaimsError as error:
        return await _show(datasette, request, name, message=told(error), status=status_of(error))
    return Response("", status=303, headers={"location": f"{path_to('article', name)}/links"})


async def shared_page(datasette: Datasette, request: Request) -> Response:
    """Answer `/-/claims/shared/<signed>`: one article for whoever has the link, and nothing else.

    404 for what was not signed here, 410 for a link that ended.
    """
    number = must(number_in(datasette, request.url_vars["signed"]), "link")

    def reader(connection: sqlite3.Connection) -> tuple[SharedLink | None, bool]:
        link = find_link(connection, number)
        there = link is not None and connection.execute(_TITLE, [link.document]).fetchone()
        return link, bool(there)

    link, there = await read(datasette, reader)
    link = must(link, "link")
    if not link.works() or not there:
        return _private(await show(datasette, request, "shared_ended", status=410))
    make = must(offered(datasette).report, "report")
    wanted = Wanted("article", link.document, names=link.names)
    report = must(await read_store(datasette, lambda store: make(store, wanted)), "article")
    answer = await show(datasette, request, "shared", report=report, link=link)
    answer.headers["content-security-policy"] = policy_with(report)
    return _private(answer)


def _private(answer: Response) -> Response:
    """Keep an answer out of caches, and its address out of search engines and referrers."""
    answer.headers["cache-control"] = "no-store"
    answer.headers["x-robots-tag"] = "noindex"
    answer.headers["referrer-policy"] = "no-referrer"
    return answer


async def _carry_out(
    datasette: Datasette, request: Request, name: str, fields: Mapping[str, str]
) -> None:
    """Make a link to the article, or end one."""
    action, _, number = fields.get("action", "").partition(":")
    if action == "end":
        editor = await datasette.allowed(action=EDIT, actor=request.actor)

        def end(connection: sqlite3.Connection, person: str) -> None:
            end_link(connection, number_of(number), reviewer=person, editor=editor)

        await change(datasette, request, end)
        return
    days = fields.get("days", "")
    if action != "make" or not (days.isascii() and days.isdigit()):
        raise DecisionError("the form says nothing of what is to be done; load the page again")
    keep_signing(datasette)
    names = fields.get("names") == "1" and await sees_names(datasette, request.actor)

    def make(connection: sqlite3.Connection, person: str) -> None:
        make_link(
            connection,
            reviewer=person,
            document=name,
            days=int(days[:6]),
            names=names,
            note=fields.get("note"),
        )

    await change(datasette, request, make)


async def _show(
    datasette: Datasette, request: Request, name: str, *, message: str = "", status: int = 200
) -> Response:
    """Print the links to an article, and the form that makes one."""

    def reader(connection: sqlite3.Connection) -> tuple[str | None, list[SharedLink]]:
        row = connection.execute(_TITLE, [name]).fetchone()
        return (title_of(*row) if row else None), links_of(connection, name)

    title, links = await read(datasette, reader)
    host = request.host.rpartition(":")[0] or request.host
    return await show(
        datasette,
        request,
        "links",
        status=status,
        title=must(title, "article"),
        article=name,
        links=[
            (
                link,
                datasette.absolute_url(request, f"/-/claims/shared/{token_of(datasette, link.id)}"),
            )
            for link in links
        ],
        days=DAYS,
        local=host in _LOCAL,
        message=message,
    )


ROUTES = (
    (r"^/-/claims/article/(?P<id>[^/]+)/links$", links_page),
    (r"^/-/claims/shared/(?P<signed>[^/]+)$", shared_page),
)
