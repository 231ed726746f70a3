"""Pages about an article as a whole: its details corrected, it removed, and restored.

Decisions are recorded at once; what follows from them is extracted again by the process that adds
articles, and the page waits for that.
"""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from datasette import Request, Response

from claims.adding.orders import Order
from claims.errors import ClaimsError, DecisionError
from claims.reading.layout.titles import title_of
from claims.review.access.permissions import EDIT, READ, REVIEW, needs
from claims.review.adding.process import adding_of
from claims.review.decisions.deferred_writes import catch_up
from claims.review.decisions.recording import record_with
from claims.review.frame.domain_errors import refuse, status_of, told
from claims.review.frame.page import must, read, show
from claims.review.frame.posted_form import last_fields, number_of, posted
from claims.review.tables.cells import path_to
from claims.store.decisions import Assign, Decided, Undo, decide
from claims.store.records import query
from claims.store.whole_articles.details import DETAILS, correct_details
from claims.store.whole_articles.removal import Removed, remove_article, removed, removed_article
from claims.store.whole_articles.waiting import waiting

if TYPE_CHECKING:
    from datasette.app import Datasette

__all__ = ["ROUTES", "removed_page_of"]

PATH = "/-/claims/removed"
_ARTICLE = """
    SELECT id, title, publisher, published, url, author, substr(text, 1, 400) AS opening
    FROM documents WHERE id = ?
"""
_HISTORY = """
    SELECT reviews.id, reviews.field, reviews.reviewer, reviews.made, reviews.note,
        reviews.value ->> '$.from' AS found, reviews.value ->> '$.to' AS value,
        EXISTS (SELECT 1 FROM reviews AS undo WHERE undo.undoes = reviews.id) AS undone
    FROM reviews WHERE document = ? AND target_kind = 'document' AND action = 'correct'
    ORDER BY id DESC
"""
_PEOPLE = "SELECT id, name FROM reviewers WHERE active AND role <> 'reader' ORDER BY name"
_ASSIGNED = """
    SELECT reviewer, assigned_by, made FROM assignments
    WHERE target_kind = 'document' AND target = ? ORDER BY review DESC
"""


@needs(REVIEW)
async def details_page(datasette: Datasette, request: Request) -> Response:
    """Answer `/-/claims/article/<id>/details`: GET shows the form; POST corrects the details.

    The action `undo:N` takes a correction back, `assign` asks the `person` to look at it, and
    `again` has extracted again what was decided before the server stopped. Where something changed,
    the answer is 303 to where one sees that the article is extracted again.
    """
    name = request.url_vars["id"]
    if request.method != "POST":
        return await _show_details(datasette, request, name)
    fields: Mapping[str, str] = {}
    try:
        fields = await last_fields(request)
        if fields.get("action") == "again":
            onward = await extract_decided(datasette, request) or path_to("article", name)
            return Response("", status=303, headers={"location": onward})
        decided = await record_with(
            datasette, request, _asked(name, fields), undone=lambda _: _undone(fields)
        )
    except ClaimsError as error:
        return await _show_details(
            datasette, request, name, kept=fields, message=told(error), status=status_of(error)
        )
    catch_up(datasette)
    onward = path_to("article", name)
    if decided.documents:
        onward = await extract_decided(datasette, request) or onward
    return Response("", status=303, headers={"location": onward})


@needs(EDIT)
@posted
async def remove_page(datasette: Datasette, request: Request) -> Response:
    """Answer POST `/-/claims/article/<id>/remove`: 303 to the articles that were removed."""
    name = request.url_vars["id"]
    try:
        note = (await last_fields(request)).get("note", "").strip() or None

        def work(connection: sqlite3.Connection, person: str) -> Decided:
            return remove_article(connection, reviewer=person, document=name, note=note)

        await record_with(datasette, request, work)
    except ClaimsError as error:
        return await refuse(datasette, request, error, here=path_to("article", name), kept={})
    catch_up(datasette)
    return Response("", status=303, headers={"location": f"{PATH}?latest={name}"})


@needs(READ)
async def removed_page(datasette: Datasette, request: Request) -> Response:
    """Answer `/-/claims/removed`: the articles that were removed, and where each is restored."""
    rows: list[Removed] = await read(datasette, removed)
    return await _show_removed(
        datasette, request, rows=rows, latest=request.args.get("latest") or ""
    )


@needs(EDIT)
@posted
async def restore_page(datasette: Datasette, request: Request) -> Response:
    """Answer POST `/-/claims/removed/restore`: 303 to where one sees it extracted again."""
    try:
        review = number_of((await last_fields(request)).get("review", ""))

        def work(connection: sqlite3.Connection, person: str) -> Decided:
            found = [row for row in removed(connection) if row.review == review]
            if not found:
                raise DecisionError("that removed no article, or it was restored already")
            if found[0].restoring:
                return Decided(review, (), ())
            return decide(
                connection,
                reviewer=person,
                target_kind="document",
                target="",
                action=Undo(review),
            )

        await record_with(datasette, request, work)
    except ClaimsError as error:
        return await refuse(datasette, request, error, here=PATH, kept={})
    onward = await extract_decided(datasette, request) or PATH
    return Response("", status=303, headers={"location": onward})


async def removed_page_of(datasette: Datasette, request: Request, name: str) -> Response | None:
    """Answer 410 for the page of an article that was removed; None where it never was here."""
    row = await read(datasette, lambda connection: removed_article(connection, name))
    if row is None:
        return None
    return await _show_removed(datasette, request, status=410, rows=[row], latest=name)


async def _show_removed(datasette: Datasette, request: Request, **context: Any) -> Response:
    """Print articles that were removed."""
    return await show(datasette, request, "removed", title_of=title_of, **context)


async def extract_decided(datasette: Datasette, request: Request) -> str | None:
    """Have all articles extracted again about which somebody decided; return where to look on.

    None where nothing waits.
    """
    names: list[str] = await read(datasette, waiting)
    if not names:
        return None
    adding = adding_of(datasette)
    batch = adding.batches.begin(str((request.actor or {}).get("id") or ""), len(names))
    await asyncio.to_thread(adding.give, Order(id=batch.id, decided=True))
    return f"/-/claims/add?batch={batch.id}"


def _asked(name: str, fields: Mapping[str, str]) -> Any:
    """Return what a form about an article's details asks to be recorded."""
    undone = _undone(fields)
    note = fields.get("note", "").strip() or None

    def work(connection: sqlite3.Connection, person: str) -> Decided:
        if undone:
            return decide(
                connection,
                reviewer=person,
                target_kind="document",
                target=name,
                action=Undo(undone[0]),
            )
        if fields.get("action") == "assign":
            return decide(
                connection,
                reviewer=person,
                target_kind="document",
                target=name,
                action=Assign(fields.get("person", ""), note=note),
            )
        decided = correct_details(
            connection,
            reviewer=person,
            document=name,
            details={key: fields[key] for key in DETAILS if key in fields},
            note=note,
        )
        return decided or Decided(0, (), ())

    return work


def _undone(fields: Mapping[str, str]) -> list[int]:
    """Return the number of the correction that a form takes back, alone in a list."""
    action, _, number = fields.get("action", "").partition(":")
    return [number_of(number)] if action == "undo" else []


async def _show_details(
    datasette: Datasette,
    request: Request,
    name: str,
    *,
    kept: Mapping[str, str] | None = None,
    message: str = "",
    status: int = 200,
) -> Response:
    """Print the form with what is stored, or with what was filled in."""

    def reader(connection: sqlite3.Connection) -> dict[str, Any] | None:
        found = query(connection, _ARTICLE, name)
        return (
            {
                "row": found[0],
                "history": query(connection, _HISTORY, name),
                "assigned": query(connection, _ASSIGNED, name),
                "people": query(connection, _PEOPLE),
                "waits": name in waiting(connection),
            }
            if found
            else None
        )

    found = must(await read(datasette, reader), "article")
    return await show(
        datasette,
        request,
        "details",
        status=status,
        kept={**found["row"], **(kept or {})},
        message=message,
        called=title_of(found["row"]["title"], found["row"]["opening"]),
        **found,
    )


ROUTES = (
    (r"^/-/claims/article/(?P<id>[^/]+)/details$", details_page),
    (r"^/-/claims/article/(?P<id>[^/]+)/remove$", remove_page),
    (r"^/-/claims/removed$", removed_page),
    (r"^/-/claims/removed/restore$", restore_page),
)
