"""Finds the story of each stored claim, article by article, as articles come.

An article's claims are embedded, compared with the nearest stored ones, and the stories that this
touches are told anew, in one transaction. What one article costs does not depend on how many are
stored, but for the search for neighbours, which grows with the logarithm
(`claims.store.vectors`).
"""

import json
from collections.abc import Callable, Collection
from sqlite3 import Connection

import numpy as np
from numpy.typing import NDArray

from claims.store.opening import Store, transaction
from claims.store.runs import now
from claims.store.story_decisions import read_decisions
from claims.store.story_rows import (
    forget_stories,
    read_links,
    write_relations,
    write_stories,
)
from claims.store.tellings import claims_of, read_tellings
from claims.store.vectors import open_neighbours, packed
from claims.store.voices import read_voices, sign_document
from claims.tracking.clustering import NEAREST, cluster
from claims.tracking.comparison import Comparer
from claims.tracking.neighbours import Neighbours
from claims.tracking.stories import make_story
from claims.tracking.tracker import (
    MINIMUM_SIMILARITY,
    choose_candidates,
    find_links,
    is_trackable,
)
from claims.tracking.values import Decision, Link, Telling

__all__ = ["retell_claims", "track_documents", "untracked"]

_WAITING = """
SELECT id FROM documents WHERE extracted AND NOT EXISTS (
    SELECT 1 FROM tracked_documents WHERE tracked_documents.document = documents.id
) ORDER BY rowid
"""


def untracked(store: Store) -> list[str]:
    """Return the articles whose claims have not found their stories yet, oldest first."""
    return [identity for (identity,) in store.connection.execute(_WAITING)]


def track_documents(
    store: Store,
    comparer: Comparer,
    *,
    watcher: Callable[[str], None] | None = None,
) -> int:
    """Find the stories of all articles that wait for it; return how many articles those were.

    `watcher` is told of each article. A kill leaves whole articles only; the next call goes on.
    """
    index = open_neighbours(store)
    waiting = untracked(store)
    for document in waiting:
        with transaction(store) as connection:
            _track(connection, document, comparer, index)
        if watcher is not None:
            watcher(document)
    with transaction(store) as connection:
        _retell_stale(connection)
    return len(waiting)


def _track(connection: Connection, document: str, comparer: Comparer, index: Neighbours) -> None:
    """Find the stories of one article's claims."""
    row = connection.execute("SELECT text FROM documents WHERE id = ?", (document,)).fetchone()
    moved = sign_document(connection, document, row[0])
    tellings = read_tellings(connection, claims_of(connection, document))
    told = [telling for telling in tellings.values() if is_trackable(telling)]
    vectors = [one.embedded.vector for one in comparer.read(told)]
    for telling, vector in zip(told, vectors, strict=True):
        candidates = _candidates(connection, index, vector)
        comparer.read(candidates)
        _write_links(connection, find_links(telling, candidates, comparer))
    _write_vectors(connection, index, told, vectors)
    connection.execute(
        "INSERT OR REPLACE INTO tracked_documents (document, tracked) VALUES (?, ?)",
        (document, now()),
    )
    touched = {telling.key for telling in told}
    for other in moved:
        touched.update(claims_of(connection, other))
    retell(connection, touched)


def _candidates(
    connection: Connection, index: Neighbours, vector: NDArray[np.float32]
) -> list[Telling]:
    """Return the nearest stored claims that are near enough."""
    near = [
        one.key for one in index.search(vector, NEAREST) if one.similarity >= MINIMUM_SIMILARITY
    ]
    rows = connection.execute(
        "SELECT id, claim FROM embeddings WHERE id IN (SELECT value FROM json_each(?))",
        (json.dumps(near),),
    )
    claims = dict(rows.fetchall())
    tellings = read_tellings(connection, list(claims.values()))
    nearest = (tellings.get(claims.get(number, "")) for number in near)
    return choose_candidates(telling for telling in nearest if telling is not None)


def _write_links(connection: Connection, links: Collection[Link]) -> None:
    connection.executemany(
        "INSERT OR REPLACE INTO claim_links (claim, other, relation, confidence, refined)"
        " VALUES (?, ?, ?, ?, ?)",
        [(one.left, one.right, one.relation, one.confidence, one.refined) for one in links],
    )


def _write_vectors(
    connection: Connection,
    index: Neighbours,
    told: list[Telling],
    vectors: list[NDArray[np.float32]],
) -> None:
    """Store the vectors and add them to the index, under numbers that were never used."""
    (highest,) = connection.execute("SELECT coalesce(max(id), 0) FROM embeddings").fetchone()
    first = max(highest, index.last) + 1
    numbers = range(first, first + len(told))
    connection.executemany(
        "INSERT INTO embeddings (id, claim, vector) VALUES (?, ?, ?)",
        [
            (number, telling.key, packed(vector))
            for number, telling, vector in zip(numbers, told, vectors, strict=True)
        ],
    )
    if told:
        index.add(numbers, np.array(vectors))


def retell(connection: Connection, claims: Collection[str]) -> None:
    """Tell anew the stories of all claims that hang together with the given ones."""
    keys = set(claims) | {
        key
        for (key,) in connection.execute(
            "SELECT claim FROM story_claims WHERE story IN (SELECT story FROM stale_stories)"
        )
    }
    links, decisions = _connected(connection, keys)
    keys |= {key for link in links for key in (link.left, link.right)}
    keys |= {key for decision in decisions for key in (decision.left, decision.right)}
    tellings = {
        key: telling
        for key, telling in read_tellings(connection, keys).items()
        if is_trackable(telling)
    }
    voices = read_voices(connection, {telling.document for telling in tellings.values()})
    groups = cluster(tellings, links, decisions)
    stories = [make_story([tellings[key] for key in group], voices) for group in groups]
    forget_stories(connection, keys)
    write_stories(connection, stories, voices)
    write_relations(connection, keys)


def retell_claims(store: Store, claims: Collection[str]) -> None:
    """Tell anew the stories of some claims, after a person has merged or split them."""
    with transaction(store) as connection:
        retell(connection, claims)


def _connected(connection: Connection, claims: set[str]) -> tuple[list[Link], list[Decision]]:
    """Return all links and decisions by which claims hang together with the given ones."""
    found: dict[tuple[str, str], Link] = {}
    seen: set[str] = set()
    waiting = set(claims)
    decisions: list[Decision] = []
    while waiting:
        seen |= waiting
        links = [link for link in read_links(connection, waiting) if link.relation == "same"]
        found |= {(link.left, link.right): link for link in links}
        decisions = read_decisions(connection, seen)
        reached = {key for link in links for key in (link.left, link.right)}
        reached |= {key for one in decisions for key in (one.left, one.right)}
        waiting = reached - seen
    return list(found.values()), decisions


def _retell_stale(connection: Connection) -> None:
    """Tell anew the stories that lost a claim and that no new article has touched."""
    rows = connection.execute(
        "SELECT claim FROM story_claims WHERE story IN (SELECT story FROM stale_stories)"
    )
    claims = [claim for (claim,) in rows]
    if claims:
        retell(connection, claims)
    connection.execute("DELETE FROM stories WHERE id IN (SELECT story FROM stale_stories)")
    connection.execute("DELETE FROM stale_stories")
