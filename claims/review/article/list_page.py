"""All articles, the newest first, with the sourcing of each at a glance."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datasette import Request, Response

from claims.review.access.permissions import READ, needs
from claims.review.article.sourcing_strip import AFTER, listed
from claims.review.frame.fields import Place, like, place_of
from claims.review.frame.page import read, show

if TYPE_CHECKING:
    from datasette.app import Datasette

PAGE = 40


@needs(READ)
async def articles_page(datasette: Datasette, request: Request) -> Response:
    """Answer `/-/claims/articles`; `q` narrows by headline or outlet, `after` goes on."""
    words = (request.args.get("q") or "").strip()
    after = place_of(request.args.get("after"))
    given = {
        "words": like(words) if words else None,
        "added": after.added if after else None,
        "place": after.row if after else None,
        "limit": PAGE + 1,
    }
    articles = await read(datasette, lambda connection: listed(connection, AFTER, given))
    more = len(articles) > PAGE
    shown = articles[:PAGE]
    return await show(
        datasette,
        request,
        "articles",
        articles=shown,
        words=words,
        first=after is None,
        next=str(Place(shown[-1].added, shown[-1].place)) if more else None,
    )
