"""What changed since a page was read, as JSON, for `static/live.js`: a handful of look-ups."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from datasette import Request, Response

from claims.review.access.permissions import READ, needs, sees_names
from claims.review.frame.page import read
from claims.store.queueing import Changes, changes_since

if TYPE_CHECKING:
    from datasette.app import Datasette


@needs(READ)
async def live_page(datasette: Datasette, request: Request) -> Response:
    """Answer `/-/claims/live?since=TOKEN`; without `since` nothing but the token for now.

    Decisions say what was decided on, and by whom where the person may see names; not what was
    decided, so that blind review stays blind.
    """
    since = request.args.get("since") or None

    def reader(connection: sqlite3.Connection) -> Changes:
        return changes_since(connection, since)

    changes = await read(datasette, reader)
    person = (request.actor or {}).get("id")
    names = await sees_names(datasette, request.actor)
    return Response.json(
        {
            "token": changes.token,
            "decisions": [
                {
                    "target_kind": one["target_kind"],
                    "target": one["target"],
                    "document": one["document"],
                    "own": one["reviewer"] == person,
                    "reviewer": one["reviewer"] if names else None,
                }
                for one in changes.decisions
            ],
            "articles": changes.articles,
            "stale": changes.stale,
        },
        headers={"cache-control": "no-store"},
    )
