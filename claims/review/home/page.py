"""The first page: what is in the file, the newest articles, and the questions to ask of it."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from datasette import Request, Response

from claims.review.access.permissions import READ, needs
from claims.review.article.sourcing_strip import NEWEST, Listed, listed
from claims.review.frame.page import read, show
from claims.review.home.counts import Counter, Counts
from claims.review.queue.filters import ONLY
from claims.review.queue.waiting import NextSteps, count_waiting, next_steps
from claims.review.tables.groups import groups
from claims.review.tables.saved_queries import saved_queries
from claims.review.team.assigned import Waiting, waiting_for
from claims.store.queueing import changes_since

if TYPE_CHECKING:
    from datasette.app import Datasette

NEWEST_SHOWN = 8
_PROBLEMS = "SELECT count(*) FROM problems WHERE run = (SELECT max(id) FROM runs)"
_COUNTERS: WeakKeyDictionary[Datasette, Counter] = WeakKeyDictionary()


@dataclass(frozen=True, slots=True)
class _Home:
    """What one look at the file brings; `token` names the moment from which changes are told.

    `problems` counts what the latest run could not read or did not understand.
    """

    token: str
    counts: Counts
    articles: list[Listed]
    steps: NextSteps
    waiting: list[Waiting]
    asked: int
    problems: int


@needs(READ)
async def home_page(datasette: Datasette, request: Request) -> Response:
    """Answer `/`."""
    counter = _COUNTERS.setdefault(datasette, Counter())
    person = str((request.actor or {}).get("id") or "")

    def reader(connection: sqlite3.Connection) -> _Home:
        return _Home(
            token=changes_since(connection, None).token,
            counts=counter.count(connection),
            articles=listed(connection, NEWEST, {"limit": NEWEST_SHOWN}),
            steps=next_steps(connection, person),
            waiting=waiting_for(connection, person),
            asked=count_waiting(connection),
            problems=connection.execute(_PROBLEMS).fetchone()[0],
        )

    home = await read(datasette, reader)
    return await show(
        datasette,
        request,
        "home",
        counts=home.counts,
        share=home.counts.share,
        articles=home.articles,
        steps=home.steps,
        waiting=home.waiting,
        asked=home.asked,
        problems=home.problems,
        token=home.token,
        only=ONLY,
        queries=saved_queries(),
        groups=groups(),
    )
