"""The way through the queue: article after article, or all claims by how much they need a look.

Articles come in the order of the claim of theirs that most needs a look, and so do the claims of
each. The address holds the way: the article one is in, where its first claim was in the queue
(`since`), and the place behind which one goes on (`after`). So nothing is kept on the server, and
two people who work at once do not push each other about.
"""

import sqlite3
from dataclasses import dataclass, replace

from claims.review.queue.filters import MOST_COUNTED, Filters, place_of, written
from claims.store.queueing import (
    Place,
    Progress,
    claim_beside,
    count_remaining,
    next_article,
    place_of_claim,
    progress_in,
)

__all__ = ["Step", "Way", "step"]

_DOCUMENT = "SELECT document FROM claims WHERE id = ?"


@dataclass(frozen=True, slots=True)
class Way:
    """Where one is, as the address says it; `leaving` is an article that one is through with."""

    claim: str = ""
    article: str = ""
    since: str = ""
    after: str = ""
    leaving: str = ""
    mixed: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """A claim of the queue and the way on from it.

    `claim` is None at the end. `article` and `since` are empty where articles are mixed. `place` is
    where the queue goes on behind the claim; `before` the claim before it in its article.
    `remaining` stops at MOST_COUNTED. `progress` is None where articles are mixed.
    """

    claim: str | None
    article: str
    since: str
    place: str
    before: str | None
    remaining: int
    progress: Progress | None


def step(connection: sqlite3.Connection, filters: Filters, person: str, way: Way) -> Step:
    """Return the claim that `way` leads to, and how it goes on."""
    stored = filters.stored()
    remaining = count_remaining(
        connection, reviewer=person, filters=stored, limit=MOST_COUNTED
    ).count
    found = _found(connection, filters, person, way)
    if found is None:
        return Step(None, "", "", "", None, remaining, None)
    place, article, since = found
    within = replace(stored, document=article) if article else stored
    before = claim_beside(connection, reviewer=person, filters=within, place=place, forward=False)
    progress = (
        progress_in(connection, reviewer=person, filters=within, place=place) if article else None
    )
    return Step(
        claim=place.claim,
        article=article,
        since=written(since),
        place=written(place),
        before=before.claim if before is not None else None,
        remaining=remaining,
        progress=progress,
    )


def _found(
    connection: sqlite3.Connection, filters: Filters, person: str, way: Way
) -> tuple[Place, str, Place | None] | None:
    """Return the place of the claim to show, its article, and where the article began."""
    stored, since = filters.stored(), place_of(way.since)
    here = place_of_claim(connection, way.claim) if way.claim else None
    if here is not None:
        row = connection.execute(_DOCUMENT, [way.claim]).fetchone()
        return here, "" if way.mixed else str(row[0]), since or here
    if way.mixed:
        beside = claim_beside(
            connection, reviewer=person, filters=stored, place=place_of(way.after)
        )
        return None if beside is None else (beside, "", None)
    article = filters.article or way.article
    if article:
        within = replace(stored, document=article)
        beside = claim_beside(
            connection, reviewer=person, filters=within, place=place_of(way.after)
        )
        if beside is not None:
            return beside, article, since or beside
        if filters.article:
            return None
    left = article or way.leaving
    following = next_article(
        connection, reviewer=person, filters=stored, place=since, leaving=left or None
    )
    return None if following is None else (following[1], following[0], following[1])
