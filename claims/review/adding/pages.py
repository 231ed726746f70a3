"""The pages on which articles are added, and on which one sees what became of them."""

from __future__ import annotations

import asyncio
import json
import sqlite3
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import quote

from datasette import Request, Response

from claims.errors import ClaimsError
from claims.review.access.permissions import REVIEW, needs
from claims.review.adding.batches import Batch
from claims.review.adding.process import adding_of
from claims.review.adding.submitted import given_of, order_of_form
from claims.review.frame.domain_errors import status_of, told
from claims.review.frame.page import must, read, show

if TYPE_CHECKING:
    from datasette.app import Datasette

__all__ = ["ROUTES", "add_page", "add_this_page"]


# The bookmarklet: a bookmark that sends the current page to this desk. It runs on the page of
# an article, which may forbid to send a form to another site, and to which nothing here may be
# tied by a window of its own. So the page goes packed into the part of an address behind "#",
# which no server sees; the desk's own page unpacks it there and asks before it adds it.

LONGEST = 1_000_000
"""Characters of the packed page: Firefox follows addresses of up to 1 MiB, Chromium of 2 MiB."""

# Scripts, styles and drawings are no part of an article; JSON-LD in scripts says whose it is.
_SCRIPT = """
(async () => {
  const w = open("");
  const page = document.documentElement.cloneNode(true);
  const no = "script:not([type*=json]),style,svg,iframe,input,textarea,link[rel*=style]";
  for (const part of page.querySelectorAll(no)) part.remove();
  for (const part of page.querySelectorAll("[src^='data:']")) part.remove();
  const html = "<!doctype html>" + page.outerHTML;
  const packed = new Blob([JSON.stringify({ url: location.href, html })]).stream()
    .pipeThrough(new CompressionStream("gzip"));
  const bytes = new Uint8Array(await new Response(packed).arrayBuffer());
  let text = "";
  for (let i = 0; i < bytes.length; i += 32768) {
    text += String.fromCharCode(...bytes.subarray(i, i + 32768));
  }
  const sent = btoa(text).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
  if (sent.length > LONGEST) {
    w?.close();
    alert("This page is too long to be sent: save it, and add the file.");
  } else if (w) w.location = "DESK#" + sent;
  else location = "DESK#" + sent;
})()
"""


def bookmarklet(address: str) -> str:
    """Return the bookmarklet, a "javascript:" address; `address` is where the desk takes pages."""
    one_line = " ".join(line.strip() for line in _SCRIPT.strip().splitlines())
    filled = one_line.replace("LONGEST", str(LONGEST)).replace("DESK", quote(address, safe=":/[]"))
    return f"javascript:{quote(filled, safe='()[]{}=>;:,.+-*/!?&~')}"


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
