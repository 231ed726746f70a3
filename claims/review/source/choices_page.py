"""Sources by a part of their name, as JSON, for `static/choosing_source.js`."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from datasette import Request, Response

from claims.review.access.permissions import REVIEW, needs
from claims.review.frame.page import read
from claims.review.source.choices import SourceChoice, find_sources

if TYPE_CHECKING:
    from datasette.app import Datasette

LONGEST = 200


@needs(REVIEW)
async def source_choices_page(datasette: Datasette, request: Request) -> Response:
    """Answer `/-/claims/source-choices?q=...&document=...` with the likeliest sources."""
    words = (request.args.get("q") or "")[:LONGEST]
    document = request.args.get("document") or ""

    def reader(connection: sqlite3.Connection) -> tuple[SourceChoice, ...]:
        return find_sources(connection, words, document)

    found = await read(datasette, reader)
    return Response.json(
        {
            "sources": [
                {
                    "id": one.id,
                    "name": one.name,
                    "look": one.look.name,
                    "sign": one.look.sign,
                    "words": one.look.words,
                    "description": one.description,
                    "here": one.here,
                }
                for one in found
            ]
        },
        headers={"cache-control": "no-store"},
    )
