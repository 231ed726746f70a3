"""The queue: the claim that most needs a look, in its place, and what can be decided about it."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, get_args

from datasette import Request, Response

from claims.review.claim_rows import ClaimDetails, read_claim
from claims.review.history import Last, last_of
from claims.review.page import read, show
from claims.review.permissions import REVIEW, needs
from claims.review.queue.filters import MOST_COUNTED, ONLY, Filters, Found, filters_of, find_next
from claims.review.queue.names import described, outlets_of, resolved, saved_addresses
from claims.values import ClaimKind

if TYPE_CHECKING:
    from datasette.app import Datasette

PATH = "/-/claims/queue"


@dataclass(frozen=True, slots=True)
class _Queue:
    """What one look at the file brings: the place in the queue, the claim, one's last decision."""

    place: Found
    found: ClaimDetails | None
    last: Last | None
    filters: Filters
    chosen: dict[str, str]
    saved: list[tuple[str, str]]
    outlets: list[str]


@needs(REVIEW)
async def queue_page(datasette: Datasette, request: Request) -> Response:
    """Answer `/-/claims/queue`; `after` goes on from a place, `claim` shows one again."""
    asked = filters_of(request.args)
    person = str((request.actor or {}).get("id") or "")
    after, claim = request.args.get("after") or "", request.args.get("claim") or ""

    def reader(connection: sqlite3.Connection) -> _Queue:
        filters = resolved(connection, asked)
        place = find_next(connection, filters, person, after=after, claim=claim)
        found = read_claim(connection, place.claim, person) if place.claim else None
        return _Queue(
            place=place,
            found=found,
            last=last_of(connection, person),
            filters=filters,
            chosen=described(connection, filters),
            saved=saved_addresses(connection, person, PATH),
            outlets=outlets_of(connection),
        )

    return await show(datasette, request, "queue", **_context(await read(datasette, reader)))


def _context(queue: _Queue) -> dict[str, Any]:
    """Return what the template prints, with the addresses by which one goes on."""
    filters = queue.filters

    def address(**more: str) -> str:
        query = filters.query(**more)
        return f"{PATH}?{query}" if query else PATH

    claim = queue.place.claim or ""
    return {
        "found": queue.found,
        "last": queue.last,
        "filters": filters,
        "only": ONLY,
        "chosen": queue.chosen,
        "saved": queue.saved,
        "outlets": queue.outlets,
        "kinds": get_args(ClaimKind),
        "remaining": queue.place.remaining,
        "most": MOST_COUNTED,
        "first": address(),
        "here": address(claim=claim),
        "next": address(after=queue.place.place),
        "before": address(claim=queue.place.before) if queue.place.before else None,
        "undone": address(claim=queue.last.claim) if queue.last else None,
        "narrowed": lambda only: f"{PATH}?{Filters(only=only).query()}",
    }
