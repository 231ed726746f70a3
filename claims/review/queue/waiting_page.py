"""What waits for somebody's answer: flagged claims, out of the queue, with whom to ask."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from datasette import Request, Response

from claims.reading.layout.titles import title_of
from claims.review.access.permissions import REVIEW, needs
from claims.review.frame.page import read, show
from claims.review.queue.waiting import count_waiting, read_waiting
from claims.store.decisions import latest_review

if TYPE_CHECKING:
    from datasette.app import Datasette


@needs(REVIEW)
async def waiting_page(datasette: Datasette, request: Request) -> Response:
    """Answer `/-/claims/waiting`."""

    def reader(
        connection: sqlite3.Connection,
    ) -> tuple[int, tuple[sqlite3.Row, ...], dict[str, int]]:
        rows = read_waiting(connection)
        seen = {row["id"]: latest_review(connection, "claim", row["id"]) for row in rows}
        return count_waiting(connection), rows, seen

    count, rows, seen = await read(datasette, reader)
    return await show(
        datasette, request, "waiting", count=count, claims=rows, seen=seen, title_of=title_of
    )
