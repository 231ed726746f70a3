"""All stories that more than one article tells: by how many tell them, the newest, and so on."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from datasette import Request, Response

from claims.review.access.permissions import READ, needs
from claims.review.frame.fields import match
from claims.review.frame.page import read, show
from claims.review.story.list_rows import ORDERS, Page, list_stories, search_stories
from claims.review.story.summary import number_word, when

if TYPE_CHECKING:
    from datasette.app import Datasette

PAGE = 30
PATH = "/-/claims/stories"
_MOST_DIGITS = 6


@needs(READ)
async def stories_page(datasette: Datasette, request: Request) -> Response:
    """Answer `/-/claims/stories`: `order` is one of ORDERS, `q` searches, `after` goes on."""
    words = (request.args.get("q") or "").strip()
    after = request.args.get("after") or ""
    name = request.args.get("order") or "most"
    order = name if name in ORDERS else "most"
    query = match(words)

    def reader(connection: sqlite3.Connection) -> Page:
        if query is not None:
            start = int(after) if after.isascii() and after.isdigit() else 0
            return search_stories(connection, query, start=min(start, 10**_MOST_DIGITS), count=PAGE)
        return list_stories(connection, ORDERS[order], after=after, count=PAGE)

    found = await read(datasette, reader)

    def address(**more: str) -> str:
        given = {"q": words} if query is not None else {"order": order}
        return f"{PATH}?{urlencode({**given, **more})}"

    return await show(
        datasette,
        request,
        "stories",
        stories=found.stories,
        words=words,
        orders=ORDERS,
        order=None if query is not None else order,
        narrowed=lambda one: f"{PATH}?{urlencode({'order': one})}",
        first=not after,
        start=address(),
        next=address(after=found.next) if found.next else None,
        when=when,
        number_word=number_word,
    )
