"""`POST /-/claims/extract`: an article as JSON in, what `claims extract` writes of it out.

Answers are JSON in every case; what went wrong stands in the form of Datasette's own API:
`{"ok": false, "errors": ["..."]}`.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final
from weakref import WeakKeyDictionary

from datasette import Request, Response
from datasette.utils.asgi import PayloadTooLarge

from claims.errors import ClaimsError
from claims.review.access.permissions import EXTRACT, READ, needs
from claims.review.extracting.limits import MOST_BYTES, MOST_WAITING, Rates
from claims.review.extracting.open_api import PATH, description

if TYPE_CHECKING:
    from datasette.app import Datasette

__all__ = ["ROUTES", "Extract", "extract_with", "warm_up"]

_WARMING: Final = "The dam holds, the mayor said on Friday."

Extract = Callable[[Mapping[str, Any]], Mapping[str, Any]]
"""Extracts from one article, an object as a line of `claims extract` holds; raises ClaimsError
where it cannot be read. It is called outside of the server's thread, one article at a time."""


class _Extracting:
    """The extractor of one server, who waits for it, and who asked how much."""

    def __init__(self, extract: Extract, rates: Rates) -> None:
        """Take the extractor and the limits."""
        self.extract = extract
        self.rates = rates
        self.waiting = 0
        self.turn = asyncio.Lock()


_OF: WeakKeyDictionary[Datasette, _Extracting] = WeakKeyDictionary()


def extract_with(datasette: Datasette, extract: Extract, *, rates: Rates | None = None) -> None:
    """Let `extract` answer what is asked of this server."""
    _OF[datasette] = _Extracting(extract, rates or Rates())


async def warm_up(datasette: Datasette) -> None:
    """Extract from a few words, so that the first request need not wait for the models to load.

    A request that comes meanwhile waits its turn. What fails here is told to the first request.
    """
    served = _OF.get(datasette)
    if served is not None:
        with suppress(ClaimsError):
            async with served.turn:
                await asyncio.to_thread(served.extract, {"text": _WARMING})


class _RefusedError(Exception):
    """A request that gets no extraction: the status, and why."""

    def __init__(self, status: int, line: str, **headers: str) -> None:
        """Keep what is answered."""
        super().__init__(line)
        self.status = status
        self.headers = headers


async def extract_page(datasette: Datasette, request: Request) -> Response:
    """Answer `POST /-/claims/extract`.

    200 with the extraction; 400 for what is no article, 403 for who may not, 405 for another
    method, 413 for too much at once, 429 for too many in a minute, 503 where none is offered or
    too many wait.
    """
    try:
        served = await _admitted(datasette, request)
        record = _record(await _body(request))
        return Response.json(dict(await _extracted(served, record)))
    except _RefusedError as refused:
        answer = {"ok": False, "errors": [str(refused)]}
        return Response.json(answer, status=refused.status, headers=refused.headers)


async def _admitted(datasette: Datasette, request: Request) -> _Extracting:
    """Return the extractor for who may ask it now."""
    if not await datasette.allowed(action=EXTRACT, actor=request.actor):
        raise _RefusedError(403, "Extraction is for reviewers: send a token of /-/create-token")
    if request.method != "POST":
        raise _RefusedError(405, "POST an article as JSON", allow="POST")
    served = _OF.get(datasette)
    if served is None:
        raise _RefusedError(503, "This desk extracts nothing for other programs")
    if wait := served.rates.wait(str((request.actor or {}).get("id") or "")):
        line = f"Too many requests: the next in {wait} s"
        raise _RefusedError(429, line, **{"retry-after": str(wait)})
    return served


async def _body(request: Request) -> bytes:
    """Return what was sent; too much is not read to its end."""
    length = request.headers.get("content-length", "")
    if not length.isdigit() or int(length) <= MOST_BYTES:
        try:
            body: bytes = await request.post_body(max_bytes=MOST_BYTES)
        except PayloadTooLarge:
            pass
        else:
            return body
    raise _RefusedError(413, f"An article may have {MOST_BYTES:,} bytes")


async def _extracted(served: _Extracting, record: Mapping[str, Any]) -> Mapping[str, Any]:
    """Wait for one's turn, and return what is found."""
    if served.waiting >= MOST_WAITING:
        raise _RefusedError(503, "Too many articles wait: try again", **{"retry-after": "5"})
    served.waiting += 1
    try:
        async with served.turn:
            return await asyncio.to_thread(served.extract, record)
    except ClaimsError as error:
        raise _RefusedError(400, str(error)) from error
    finally:
        served.waiting -= 1


@needs(READ)
async def openapi_page(datasette: Datasette, request: Request) -> Response:
    """Answer `/-/claims/openapi.json`: what may be sent, and what comes back (OpenAPI 3.1)."""
    del datasette
    return Response.json(description(f"{request.scheme}://{request.host}"))


ROUTES = (
    (rf"^{PATH}$", extract_page),
    (r"^/-/claims/openapi\.json$", openapi_page),
)


def _record(body: bytes) -> Mapping[str, Any]:
    """Return the article that was sent."""
    try:
        record = json.loads(body)
    except (ValueError, RecursionError) as error:
        line = f'This is no JSON ({error}): send {{"text": "..."}}'
        raise _RefusedError(400, line) from error
    if not isinstance(record, dict) or not isinstance(record.get("text"), str):
        raise _RefusedError(400, 'An article is an object with "text", a string')
    return record
