"""One article, annotated: who says each sentence, hop by hop."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datasette import Request, Response

from claims.review.articles import read_article
from claims.review.layout import lay_out
from claims.review.page import must, read, show
from claims.review.permissions import READ, needs

if TYPE_CHECKING:
    from datasette.app import Datasette


@needs(READ)
async def article_page(datasette: Datasette, request: Request) -> Response:
    """Answer `/-/claims/article/<id>`."""
    name = request.url_vars["id"]
    row = must(await read(datasette, lambda connection: read_article(connection, name)), "article")
    return await show(datasette, request, "article", article=lay_out(row))
