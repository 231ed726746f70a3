"""The pages on which articles are added, and on which one sees what became of them."""

from __future__ import annotations

import asyncio
import json
import sqlite3
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from datasette import Request, Response

from claims.errors import ClaimsError
from claims.review.access.permissions import REVIEW, needs
from claims.review.adding.batches import Batch
from claims.review.adding.bookmarklet import bookmarklet
from claims.review.adding.process import adding_of
from claims.review.adding.received import given_of, order_of_form
from claims.review.frame.domain_errors import status_of, told
from claims.review.frame.page import must, read, show

if TYPE_CHECKING:
    from datasette.app import Datasette

__all__ = ["ROUTES", "add_page", "add_this_page"]

PATH = "/-/claims/add"
SHOWN = 5
"""Batches of which the page tells besides the one that was just added."""

_TITLES = "SELECT id, title FROM documents WHERE id IN (SELECT value FROM json_each(?))"


@needs(REVIEW)
async def add_page(datasette: Datasette, request: Request) -> Response:
    """Answer `/-/claims/add`: GET shows the forms and what became of what was added.

    POST takes one of the forms and answers 303 to `?batch=N`, or 4xx with what is wrong and all
    that was filled in. `part=progress` is asked by the script that follows a batch.
    """
    if request.method == "POST":
        return await _take(datasette, request)
    adding, part = adding_of(datasette), request.args.get("part")
    if part == "ready":
        await asyncio.to_thread(adding.warm_up)
        return Response("", status=204)
    number = request.args.get("batch") or ""
    batch = adding.batches.find(int(number)) if number.isascii() and number.isdigit() else None
    if part == "progress":
        return await _show(datasette, request, "add_progress", batch=must(batch, "batch"))
    return await _show(datasette, request, "add", batch=batch)


@needs(REVIEW)
async def add_this_page(datasette: Datasette, request: Request) -> Response:
    """Answer `/-/claims/add/page`: where the bookmarklet leads, with the page in the fragment.

    What comes from another site is added only when the person here says so.
    """
    return await show(datasette, request, "add_page", path=PATH)


async def _take(datasette: Datasette, request: Request) -> Response:
    """Hand what a form holds over to the process, or say what is wrong with it."""
    adding, given = adding_of(datasette), None
    try:
        given = await given_of(request)
        order = await order_of_form(given)
    except ClaimsError as error:
        kept = given.kept() if given else {}
        return await _show(
            datasette, request, "add", status=status_of(error), message=told(error), kept=kept
        )
    batch = adding.batches.begin(str((request.actor or {}).get("id") or ""), len(order.pieces))
    await asyncio.to_thread(adding.give, replace(order, id=batch.id))
    return Response("", status=303, headers={"location": f"{PATH}?batch={batch.id}"})


async def _show(
    datasette: Datasette,
    request: Request,
    template: str,
    *,
    batch: Batch | None = None,
    status: int = 200,
    message: str = "",
    kept: Mapping[str, str] | None = None,
) -> Response:
    """Print the forms, or the progress of a batch alone, with the titles of what was stored."""
    others = [one for one in adding_of(datasette).batches.latest() if one != batch][:SHOWN]
    wanted = [line.document for one in (batch, *others) if one for line in one.lines]

    def reader(connection: sqlite3.Connection) -> dict[str, str | None]:
        given = json.dumps([name for name in wanted if name])
        return {row["id"]: row["title"] for row in connection.execute(_TITLES, [given])}

    return await show(
        datasette,
        request,
        template,
        status=status,
        path=PATH,
        batch=batch,
        others=others,
        titles=await read(datasette, reader),
        message=message,
        kept=kept or {},
        bookmarklet=bookmarklet(datasette.absolute_url(request, f"{PATH}/page")),
    )


ROUTES = (
    (r"^/-/claims/add$", add_page),
    (r"^/-/claims/add/page$", add_this_page),
)
