"""The queue: the claim that most needs a look, in its place, and what can be decided about it."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, get_args

from datasette import Request, Response

from claims.review.access.permissions import REVIEW, needs
from claims.review.article.claim_details import ClaimDetails, read_claim
from claims.review.decisions.decision_words import Last, last_of
from claims.review.frame.page import read, show
from claims.review.queue.filter_names import (
    Resolved,
    described,
    outlets_of,
    resolved,
    saved_addresses,
)
from claims.review.queue.filters import MOST_COUNTED, ONLY, Filters, filters_of
from claims.review.queue.order import Step, Way, step
from claims.review.queue.waiting import count_waiting
from claims.review.readings.rows import Point, read_open_points
from claims.store.queueing import count_matching
from claims.values import ClaimKind

if TYPE_CHECKING:
    from datasette.app import Datasette

PATH = "/-/claims/queue"
_DIFFERING = "SELECT EXISTS (SELECT 1 FROM reading_differences)"
_SEVERAL = """
    SELECT (SELECT count(*) FROM reviewers) > 1
        OR EXISTS (SELECT 1 FROM reviews WHERE reviewer < :person)
        OR EXISTS (SELECT 1 FROM reviews WHERE reviewer > :person)
"""
_ELSEWHERE = "SELECT count(*) FROM reading_differences WHERE settled = 0 AND claim IS NULL"
NOWHERE = Step(None, "", "", "", None, 0, None)
"""Where filters lead that do not mean one thing that is there."""


@dataclass(frozen=True, slots=True)
class _Queue:
    """What one look at the file brings: the place in the queue, the claim, one's last decision."""

    step: Step
    way: Way
    found: ClaimDetails | None
    last: Last | None
    filters: Filters
    meant: Resolved
    matched: int
    chosen: dict[str, str]
    saved: list[tuple[str, str]]
    outlets: list[str]
    waiting: int
    differing: bool
    several: bool
    elsewhere: int
    points: tuple[Point, ...]


@needs(REVIEW)
async def queue_page(datasette: Datasette, request: Request) -> Response:
    """Answer `/-/claims/queue`; `after` goes on from a place, `claim` shows one again.

    `in` is the article one is in, `since` where it began, `leaving` one that is left as it is; with
    `mixed` the claims of all articles come by how much they need a look.
    """
    asked = filters_of(request.args)
    person = str((request.actor or {}).get("id") or "")
    way = Way(
        claim=request.args.get("claim") or "",
        article=request.args.get("in") or "",
        since=request.args.get("since") or "",
        after=request.args.get("after") or "",
        leaving=request.args.get("leaving") or "",
        mixed=bool(request.args.get("mixed")),
    )

    def reader(connection: sqlite3.Connection) -> _Queue:
        meant = resolved(connection, asked)
        filters = meant.filters
        here = step(connection, filters, person, way) if meant.certain else NOWHERE
        stored = filters.stored()
        found = read_claim(connection, here.claim, person) if here.claim else None
        return _Queue(
            step=here,
            way=way,
            found=found,
            last=last_of(connection, person),
            filters=filters,
            meant=meant,
            matched=count_matching(connection, reviewer=person, filters=stored, limit=MOST_COUNTED)
            if meant.certain and not here.claim
            else 0,
            chosen=described(connection, filters),
            saved=saved_addresses(connection, person, PATH),
            outlets=outlets_of(connection),
            waiting=count_waiting(connection),
            differing=bool(connection.execute(_DIFFERING).fetchone()[0]),
            several=bool(connection.execute(_SEVERAL, {"person": person}).fetchone()[0]),
            elsewhere=connection.execute(_ELSEWHERE).fetchone()[0]
            if filters.is_on("differing")
            else 0,
            points=()
            if found is None or found.blind
            else read_open_points(connection, found.claim.id),
        )

    return await show(datasette, request, "queue", **_context(await read(datasette, reader)))


def _offered(queue: _Queue) -> dict[str, str]:
    """Return the filters of a click that can hold a claim: some take two people, or two readers."""
    idle = set() if queue.differing else {"differing"}
    if not queue.several:
        idle |= {"disputed", "mine"}
    return {
        name: words for name, words in ONLY.items() if name not in idle or queue.filters.is_on(name)
    }


def _context(queue: _Queue) -> dict[str, Any]:
    """Return what the template prints, with the addresses by which one goes on."""
    filters, here, mixed = queue.filters, queue.step, "1" if queue.way.mixed else ""

    def address(**more: str) -> str:
        query = filters.query(mixed=mixed, **more)
        return f"{PATH}?{query}" if query else PATH

    way = {"in": "" if filters.article else here.article, "since": here.since}
    if mixed:
        way = {}
    return {
        "found": queue.found,
        "last": queue.last,
        "filters": filters,
        "only": _offered(queue),
        "chosen": queue.chosen,
        "saved": queue.saved,
        "outlets": queue.outlets,
        "waiting": queue.waiting,
        "elsewhere": queue.elsewhere,
        "points": queue.points,
        "unknown": queue.meant.unknown,
        "matched": queue.matched,
        "choices": {
            field: [(name, address(**{field: value})) for value, name in found]
            for field, found in queue.meant.choices.items()
        },
        "kinds": get_args(ClaimKind),
        "remaining": here.remaining,
        "progress": here.progress,
        "most": MOST_COUNTED,
        "mixed": bool(mixed),
        "first": address(),
        "here": address(claim=here.claim or "", **way),
        "next": address(after=here.place, **way),
        "next_article": None
        if mixed or filters.article
        else address(leaving=here.article, since=here.since),
        "before": address(claim=here.before, **way) if here.before else None,
        "undone": address(claim=queue.last.claim, **way) if queue.last else None,
        "narrowed": lambda only: f"{PATH}?{Filters(only=only, **filters.named()).query()}",
        "without": lambda field: f"{PATH}?{filters.without(field).query(mixed=mixed)}".rstrip("?"),
        "other_order": f"{PATH}?{filters.query(mixed='' if mixed else '1')}",
    }
