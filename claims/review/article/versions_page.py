"""The texts that an article had: what was added, dropped or altered, claim by claim."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datasette import Request, Response

from claims.review.access.permissions import READ, needs, sees_names
from claims.review.article.version_rows import read_versions
from claims.review.frame.page import must, read, show
from claims.review.story.summary import when

if TYPE_CHECKING:
    from datasette.app import Datasette


@needs(READ)
async def versions_page(datasette: Datasette, request: Request) -> Response:
    """Answer `/-/claims/article/<id>/versions`."""
    name, person = request.url_vars["id"], str((request.actor or {}).get("id") or "") or None
    found = must(
        await read(datasette, lambda connection: read_versions(connection, name, person)), "article"
    )
    return await show(
        datasette,
        request,
        "versions",
        found=found,
        row=found.row,
        when=when,
        names=await sees_names(datasette, request.actor),
    )
