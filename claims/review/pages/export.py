"""A claim or an article in another format, and feeds of what is new."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from datasette import Request, Response

from claims.review.exporting import offered
from claims.review.page import must, read
from claims.review.permissions import READ, needs
from claims.review.settings import DATABASE
from claims.store import Store

if TYPE_CHECKING:
    from datasette.app import Datasette

Found = TypeVar("Found")
_UNFIT = re.compile(r"[^0-9A-Za-z_-]")


@needs(READ)
async def export_page(datasette: Datasette, request: Request) -> Response:
    """Answer `/-/claims/export/<claim or article>/<id>/<format>`; 404 where nothing is to say."""
    kind, name = request.url_vars["kind"], request.url_vars["id"]
    formats = {one.name: one for one in offered(datasette).of(kind)}
    wanted = must(formats.get(request.url_vars["format"]), "format")
    base = datasette.absolute_url(request, datasette.urls.path("/"))
    text = await _read(datasette, lambda store: "".join(wanted.write(store, kind, name, base)))
    file = f"{kind}-{_UNFIT.sub('_', name)[:40]}.{wanted.suffix}"
    return Response(
        must(text or None, f"{kind}, or nothing to write of it"),
        content_type=wanted.media_type,
        headers={"content-disposition": f'attachment; filename="{file}"'},
    )


@needs(READ)
async def feed_page(datasette: Datasette, request: Request) -> Response:
    """Answer `/-/claims/feed/<name>`."""
    feeds = {one.name: one for one in offered(datasette).feeds}
    wanted = must(feeds.get(request.url_vars["name"]), "feed")
    base = datasette.absolute_url(request, datasette.urls.path("/"))
    text = await _read(datasette, lambda store: wanted.write(store, base))
    return Response(text, content_type="application/atom+xml; charset=utf-8")


async def _read(datasette: Datasette, reader: Callable[[Store], Found]) -> Found:
    """Run `reader` on the served file, lent to the store for reading only."""
    path = Path(datasette.get_database(DATABASE).path)

    def read_store(connection: sqlite3.Connection) -> Found:
        return reader(Store(path, connection, wait=0, read_only=True))

    return await read(datasette, read_store)
