"""What is on the desk in another format: a claim, an article, a story, a queue, all; and feeds."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Awaitable, Callable
from typing import IO, TYPE_CHECKING, Any

from datasette import Request, Response

from claims.review.access.permissions import READ, needs
from claims.review.exports.reports_page import read_store
from claims.review.exports.requested import asked_of
from claims.review.frame.export_formats import offered
from claims.review.frame.page import must
from claims.store import Store

if TYPE_CHECKING:
    from datasette.app import Datasette

_UNFIT = re.compile(r"[^0-9A-Za-z_-]")
_IN_MEMORY = 8_000_000
_CHUNK = 1 << 18


@needs(READ)
async def export_page(datasette: Datasette, request: Request) -> Response:
    """Answer `/-/claims/export/<kind>/<id>/<format>`; 404 where nothing is to say.

    Of a queue the address carries the filters; of the whole desk the id is `all`.
    """
    kind = request.url_vars["kind"]
    formats = {one.name: one for one in offered(datasette).of(kind)}
    form = must(formats.get(request.url_vars["format"]), "format")
    wanted = (await asked_of(datasette, request)).wanted

    def write(store: Store) -> IO[bytes]:
        written: IO[bytes] = tempfile.SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 (sent below)
        for piece in form.write(store, wanted):
            written.write(piece)
        return written

    written = await read_store(datasette, write)
    must(written.tell() or None, f"{kind}, or nothing to write of it")
    name = _UNFIT.sub("_", request.url_vars["id"])[:40]
    return _FileAnswer(
        written,
        content_type=form.media_type,
        headers={"content-disposition": f'attachment; filename="{kind}-{name}.{form.suffix}"'},
    )


@needs(READ)
async def feed_page(datasette: Datasette, request: Request) -> Response:
    """Answer `/-/claims/feed/<name>`."""
    feeds = {one.name: one for one in offered(datasette).feeds}
    wanted = must(feeds.get(request.url_vars["name"]), "feed")
    base = datasette.absolute_url(request, datasette.urls.path("/"))
    text = await read_store(datasette, lambda store: wanted.write(store, base))
    return Response(text, content_type="application/atom+xml; charset=utf-8")


class _FileAnswer(Response):  # type: ignore[misc]  # Datasette ships no types
    """An answer that sends a file piece by piece, and then closes it."""

    def __init__(self, written: IO[bytes], *, content_type: str, headers: dict[str, str]) -> None:
        super().__init__("", headers=headers, content_type=content_type)
        self._written = written

    async def asgi_send(self, send: Callable[[Any], Awaitable[None]]) -> None:
        """Send head and pieces."""
        headers = {**self.headers, "content-type": self.content_type}
        raw = [[name.encode(), value.encode()] for name, value in headers.items()]
        await send({"type": "http.response.start", "status": self.status, "headers": raw})
        with self._written as written:
            written.seek(0)
            while piece := written.read(_CHUNK):
                await send({"type": "http.response.body", "body": piece, "more_body": True})
        await send({"type": "http.response.body", "body": b""})
