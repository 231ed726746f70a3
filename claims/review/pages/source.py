"""One source: what it is called, what it is quoted with, what it passes on."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from datasette import Request, Response

from claims.review.layout import title_of
from claims.review.page import must, read, show
from claims.review.permissions import READ, needs
from claims.review.source_rows import MOST_COUNTED, SourceDetails, read_source

if TYPE_CHECKING:
    from datasette.app import Datasette


@needs(READ)
async def source_page(datasette: Datasette, request: Request) -> Response:
    """Answer `/-/claims/source/<id>`."""
    name = request.url_vars["id"]

    def reader(connection: sqlite3.Connection) -> SourceDetails | None:
        return read_source(connection, name)

    found = must(await read(datasette, reader), "source")
    return await show(
        datasette, request, "source", found=found, title_of=title_of, most=MOST_COUNTED
    )
