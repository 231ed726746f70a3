"""One claim at its permanent address: its words in context, who says so, what is known of it."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, get_args

from datasette import Request, Response

from claims.reading.layout.titles import title_of
from claims.review.access.permissions import READ, needs
from claims.review.article.claim_details import ClaimDetails, Dismissed, read_claim, read_dismissed
from claims.review.frame.page import must, read, show
from claims.review.story.lines import claim_line
from claims.review.tables.cells import path_to
from claims.values import ClaimKind

if TYPE_CHECKING:
    from datasette.app import Datasette


@needs(READ)
async def claim_page(datasette: Datasette, request: Request) -> Response:
    """Answer `/-/claims/claim/<id>`."""
    name = request.url_vars["id"]
    person = str((request.actor or {}).get("id") or "") or None

    def reader(connection: sqlite3.Connection) -> ClaimDetails | Dismissed | None:
        return read_claim(connection, name, person) or read_dismissed(connection, name, person)

    found = must(await read(datasette, reader), "claim")
    page = path_to("claim", name)
    return await show(
        datasette,
        request,
        "dismissed" if isinstance(found, Dismissed) else "claim",
        found=found,
        kinds=get_args(ClaimKind),
        here=page,
        next=page,
        title_of=title_of,
        story=await read(datasette, lambda connection: claim_line(connection, name)),
    )
