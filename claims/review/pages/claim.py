"""One claim at its permanent address: its words in context, who says so, what is known of it."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from datasette import Request, Response

from claims.review.claim_rows import ClaimDetails, read_claim
from claims.review.layout import title_of
from claims.review.page import must, read, show
from claims.review.permissions import READ, needs

if TYPE_CHECKING:
    from datasette.app import Datasette


@needs(READ)
async def claim_page(datasette: Datasette, request: Request) -> Response:
    """Answer `/-/claims/claim/<id>`."""
    name = request.url_vars["id"]

    def reader(connection: sqlite3.Connection) -> ClaimDetails | None:
        return read_claim(connection, name)

    found = must(await read(datasette, reader), "claim")
    return await show(datasette, request, "claim", found=found, title_of=title_of)
