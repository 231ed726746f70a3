"""Recompute stories: those of some claims, or those that a person's decision changed.

Whatever changes a claim's words, chain or place leaves its story in `stale_stories` (triggers of
the schema do that). `retell_stale` recomputes such stories, a few in one transaction, so that a
desk can do it between two decisions; `claims add` does all that are left.
"""

import json
from collections.abc import Collection
from sqlite3 import Connection

from claims.store.opening import Store, transaction
from claims.store.stories.decisions import read_decisions
from claims.store.stories.reprints import read_voices
from claims.store.stories.rows import forget_stories, read_links, write_relations, write_stories
from claims.store.stories.tellings import read_cast, read_tellings
from claims.tracking.clustering import cluster
from claims.tracking.statements import is_trackable
from claims.tracking.stories import make_story
from claims.tracking.values import Decision, Link

__all__ = [
    "LARGEST",
    "finish_stories",
    "retell",
    "retell_all",
    "retell_claims",
    "retell_stale",
]

LARGEST = 60
"""Stories of more tellings wait for the next `claims add`: the work grows with the square of them,
and holds the writer's place meanwhile (20 tellings: 30 ms, 100: half a second)."""

AT_ONCE = 60
"""Claims whose stories are told in one transaction."""

_STALE = """
SELECT stale_stories.story FROM stale_stories
LEFT JOIN stories ON stories.id = stale_stories.story
WHERE coalesce(stories.claims, 0) <= ? LIMIT 1
"""
_CLAIMS = "SELECT claim FROM story_claims WHERE story = ?"


def retell(connection: Connection, claims: Collection[str]) -> set[str]:
    """Recompute the stories of all claims that are connected to the given ones.

    Returns all claims that were told.
    """
    keys = _with_their_stories(connection, claims)
    while True:
        links, decisions = _connected(connection, keys)
        keys |= {key for link in links for key in (link.left, link.right)}
        keys |= {key for decision in decisions for key in (decision.left, decision.right)}
        tellings = {
            key: telling
            for key, telling in read_tellings(connection, keys).items()
            if is_trackable(telling)
        }
        read = {telling.document for telling in tellings.values()}
        voices, cast = read_voices(connection, read), read_cast(connection, read)
        documents = {key: telling.document for key, telling in tellings.items()}
        groups = cluster(tellings, links, decisions, documents)
        stories = [make_story([tellings[key] for key in group], voices, cast) for group in groups]
        # A story keeps its id, that of its first telling, until it is told without it.
        others = {claim for story in stories for claim in _claims_of(connection, story.key)} - keys
        if not others:
            break
        keys |= others
    forget_stories(connection, keys, also=[story.key for story in stories])
    write_stories(connection, stories, voices)
    write_relations(connection, keys)
    return keys


def retell_all(store: Store, claims: Collection[str]) -> None:
    """Recompute the stories of many claims, each story once.

    In several transactions, so that others can write in between.
    """
    left = sorted(claims, reverse=True)
    told: set[str] = set()
    while left:
        some: list[str] = []
        while left and len(some) < AT_ONCE:
            claim = left.pop()
            if claim not in told:
                some.append(claim)
        with transaction(store) as connection:
            told |= retell(connection, some)


def retell_claims(store: Store, claims: Collection[str]) -> None:
    """Recompute the stories of some claims, after a person has merged or split them."""
    with transaction(store) as connection:
        retell(connection, claims)


def retell_stale(connection: Connection, *, most: int | None = None) -> bool:
    """Recompute the stories that changed since they were computed, in the caller's transaction.

    With `most`, only so many, and none of more than `LARGEST` tellings. Return whether there are
    more that can be told so.
    """
    largest = 2**62 if most is None else LARGEST
    told = 0
    while (row := connection.execute(_STALE, (largest,)).fetchone()) is not None:
        if told == most:
            return True
        claims = _claims_of(connection, row[0])
        if claims:
            retell(connection, claims)
        else:  # all its claims are gone
            connection.execute("DELETE FROM stories WHERE id = ?", (row[0],))
        connection.execute("DELETE FROM stale_stories WHERE story = ?", (row[0],))
        told += 1
    return False


def finish_stories(store: Store) -> None:
    """Recompute what a stopped desk left behind, each story in its own transaction."""
    more = True
    while more:
        with transaction(store) as connection:
            more = retell_stale(connection, most=1)


def _claims_of(connection: Connection, story: str) -> list[str]:
    return [claim for (claim,) in connection.execute(_CLAIMS, (story,))]


def _with_their_stories(connection: Connection, claims: Collection[str]) -> set[str]:
    """Return the claims with those that tell the same stories, which they may leave now."""
    rows = connection.execute(
        "SELECT claim FROM story_claims WHERE story IN ("
        " SELECT story FROM story_claims WHERE claim IN (SELECT value FROM json_each(?)))",
        (json.dumps(list(claims)),),
    )
    return set(claims) | {claim for (claim,) in rows}


def _connected(connection: Connection, claims: set[str]) -> tuple[list[Link], list[Decision]]:
    """Return all links and decisions by which claims hang together with the given ones."""
    found: dict[tuple[str, str], Link] = {}
    seen: set[str] = set()
    waiting = set(claims)
    decisions: list[Decision] = []
    while waiting:
        seen |= waiting
        every = read_links(connection, waiting)
        found |= {(link.left, link.right): link for link in every}
        links = [link for link in every if link.relation == "same"]
        decisions = read_decisions(connection, seen)
        reached = {key for link in links for key in (link.left, link.right)}
        reached |= {key for one in decisions for key in (one.left, one.right)}
        waiting = reached - seen
    # What is not the same connects nobody, and yet counts between those who are connected.
    within = [one for one in found.values() if {one.left, one.right} <= seen]
    return within, decisions
