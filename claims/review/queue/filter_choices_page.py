"""What a field of the filters can hold, while somebody types: names, as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datasette import NotFound, Request, Response

from claims.review.access.permissions import REVIEW, needs
from claims.review.frame.page import read
from claims.review.queue.names import FIELDS, choices_for

if TYPE_CHECKING:
    from datasette.app import Datasette


@needs(REVIEW)
async def filter_choices_page(datasette: Datasette, request: Request) -> Response:
    """Answer `/-/claims/filter-choices?field=outlet&q=...` with ids and names."""
    field, words = request.args.get("field") or "", (request.args.get("q") or "").strip()
    if field not in FIELDS:
        raise NotFound(f"There is no filter {field}")
    found = (
        await read(datasette, lambda connection: choices_for(connection, field, words))
        if words
        else ()
    )
    return Response.json({"choices": [{"id": one, "name": name} for one, name in found]})
