"""Search over claims and over all sentences, the newest first."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from datasette import Request, Response

from claims.review.access.permissions import READ, needs
from claims.review.frame.fields import match
from claims.review.frame.page import read, show
from claims.review.home.full_text import Hit, claims_holding, sentences_holding

if TYPE_CHECKING:
    from datasette.app import Datasette

SHOWN = 25


@needs(READ)
async def search_page(datasette: Datasette, request: Request) -> Response:
    """Answer `/-/claims/search?q=...`."""
    words = (request.args.get("q") or "").strip()
    query = match(words)

    def reader(connection: sqlite3.Connection) -> tuple[list[Hit], list[Hit]]:
        if query is None:
            return [], []
        return claims_holding(connection, query, SHOWN), sentences_holding(connection, query, SHOWN)

    claims, sentences = await read(datasette, reader)
    return await show(
        datasette,
        request,
        "search",
        words=words,
        asked=query is not None,
        shown=SHOWN,
        claims=claims,
        sentences=sentences,
    )
