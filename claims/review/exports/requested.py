"""What an address of an export or a report asks for, looked up in the file."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from datasette import Forbidden, Request

from claims.review.access.permissions import REVIEW, sees_names
from claims.review.frame.export_formats import Kind, Wanted
from claims.review.frame.page import must, read
from claims.review.queue.filter_names import described, resolved
from claims.review.queue.filters import ONLY, Filters, filters_of
from claims.review.story.rows import story_at
from claims.store.queueing import queued_claims

if TYPE_CHECKING:
    from datasette.app import Datasette

__all__ = ["MOST_CLAIMS", "Asked", "asked_of"]

MOST_CLAIMS = 2000
"""Claims of a queue, in its order, and of a story, that one report or export is about."""

_STORY = """
    SELECT claim FROM story_claims WHERE story = ? ORDER BY position LIMIT ?
"""
_STORY_TEXT = "SELECT text FROM stories WHERE id = ?"


@dataclass(frozen=True, slots=True)
class Asked:
    """What is wanted, and where one came from."""

    wanted: Wanted
    back: str


async def asked_of(datasette: Datasette, request: Request) -> Asked:
    """Return what the address asks for.

    `names=0` leaves out who decided, and so does a desk that does not tell this person. Raises
    NotFound for a story that is not there, Forbidden for a queue where the person is no reviewer.
    """
    kind, name = cast(Kind, request.url_vars["kind"]), request.url_vars["id"]
    seen = await sees_names(datasette, request.actor)
    base = datasette.absolute_url(request, datasette.urls.path("/"))
    claims: tuple[str, ...] | None = None
    title, back = None, f"/-/claims/{kind}/{name}"
    if kind == "queue":
        if not await datasette.allowed(action=REVIEW, actor=request.actor):
            raise Forbidden("That is for reviewers.")
        person = str((request.actor or {}).get("id") or "")
        filters = filters_of(request.args)
        claims, title = await read(
            datasette, lambda connection: _queue(connection, filters, person)
        )
        back = f"/-/claims/queue?{filters.query()}"
    elif kind == "story":
        found = must(await read(datasette, lambda connection: _story(connection, name)), "story")
        claims, title = found
    wanted = Wanted(
        kind,
        "" if kind == "desk" else name,
        claims=claims,
        title=title,
        base=base,
        names=seen and request.args.get("names") != "0",
        decisions=seen,
    )
    return Asked(wanted, back)


def _queue(
    connection: sqlite3.Connection, asked: Filters, person: str
) -> tuple[tuple[str, ...], str]:
    """Return the claims that wait for a person under filters, and what that is called."""
    meant = resolved(connection, asked)
    filters = meant.filters
    found = (
        queued_claims(connection, reviewer=person, filters=filters.stored(), most=MOST_CLAIMS)
        if meant.certain
        else ()  # what means nothing that is there finds nothing
    )
    narrowed = [words for name, words in ONLY.items() if filters.is_on(name)]
    narrowed += described(connection, filters).values()
    return tuple(found), ", ".join(["Claims to decide", *narrowed])


def _story(connection: sqlite3.Connection, name: str) -> tuple[tuple[str, ...], str] | None:
    """Return the claims of a story and its statement, None where there is none."""
    story = story_at(connection, name)
    if story is None:
        return None
    claims = tuple(row[0] for row in connection.execute(_STORY, [story, MOST_CLAIMS]))
    return claims, str(connection.execute(_STORY_TEXT, [story]).fetchone()[0])
