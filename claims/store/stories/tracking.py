"""Finds the story of each stored claim, article by article, as articles come.

An article's claims are embedded and compared with the nearest stored ones, in one transaction;
after some articles the stories that this touches are told anew, each once, so that a statement that
all of them share costs no more. What one article costs does not depend on how many are stored, but
for the search for neighbours, which grows with the logarithm (`claims.store.stories.vectors`).
Another process may add articles meanwhile: its vectors are taken into the index before each
article.
"""

import json
from collections.abc import Callable, Collection
from sqlite3 import Connection

import numpy as np
from numpy.typing import NDArray

from claims.store.opening import Store, transaction
from claims.store.runs import now
from claims.store.stories.recomputing import retell_all, retell_stale
from claims.store.stories.reprints import sign_document
from claims.store.stories.rows import forget_links
from claims.store.stories.tellings import claims_of, read_tellings
from claims.store.stories.vectors import catch_up, open_neighbours, packed, unpacked
from claims.store.unfinished import untracked
from claims.tracking.clustering import NEAREST
from claims.tracking.comparison import Comparer
from claims.tracking.contexts import Article, Context
from claims.tracking.neighbours import Neighbours
from claims.tracking.statements import is_trackable
from claims.tracking.tracker import (
    MINIMUM_SIMILARITY,
    choose_candidates,
    choose_in_event,
    find_links,
)
from claims.tracking.values import Link, Telling

__all__ = ["track_documents", "untracked"]

COMPARED = 25
"""So many articles are compared before the stories that they touch are told anew."""

_LATEST = 200 * COMPARED
"""So many of the latest claims may be without a story after a kill: 200 an article."""
_UNTOLD = """
SELECT claim FROM (SELECT claim FROM embeddings ORDER BY id DESC LIMIT ?) AS latest
WHERE NOT EXISTS (SELECT 1 FROM story_claims WHERE story_claims.claim = latest.claim)
"""
# CROSS JOIN: from the few articles, and not from all vectors that there are.
_VECTORS = """
SELECT claims.document, claims.id, embeddings.vector, coalesce(claims.standalone, claims.text)
FROM claims CROSS JOIN embeddings ON embeddings.claim = claims.id
WHERE claims.document IN (SELECT value FROM json_each(?))
ORDER BY claims.document, claims.number
"""


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
    retell_all(store, _untold(store.connection))
    waiting = untracked(store)
    for start in range(0, len(waiting), COMPARED):
        part = waiting[start : start + COMPARED]
        touched: set[str] = set()
        for document in part:
            with transaction(store) as connection:
                touched |= _compare(connection, document, comparer, index)
            if watcher is not None:
                watcher(document)
        retell_all(store, touched)
    with transaction(store) as connection:
        retell_stale(connection)
    return len(waiting)


def _compare(
    connection: Connection, document: str, comparer: Comparer, index: Neighbours
) -> set[str]:
    """Compare one article's claims with the stored ones; return the claims to tell anew."""
    row = connection.execute("SELECT text FROM documents WHERE id = ?", (document,)).fetchone()
    if row is None:  # removed by somebody else meanwhile
        return set()
    catch_up(connection, index)
    moved = sign_document(connection, document, row[0])
    claims = claims_of(connection, document)
    told = _unread(connection, claims)
    # Words that a person corrected are compared anew; all else stays as it was.
    forget_links(connection, [telling.key for telling in told])
    vectors = [one.embedded.vector for one in comparer.read(told)]
    nearest = [_candidates(connection, index, vector) for vector in vectors]
    _write_vectors(connection, index, told, vectors)
    others = {one.document for candidates in nearest for one in candidates} - {document}
    contexts = _contexts(connection, document, others)
    in_event = choose_in_event(contexts)
    others_told = read_tellings(connection, sorted(set().union(*in_event.values())))
    for telling, candidates in zip(told, nearest, strict=True):
        known = {one.key for one in candidates}
        more = sorted(in_event.get(telling.key, set()) - known)
        candidates += [others_told[key] for key in more if key in others_told]
        comparer.read(candidates)
        _write_links(connection, find_links(telling, candidates, comparer, contexts))
    connection.execute(
        "INSERT OR REPLACE INTO tracked_documents (document, tracked) VALUES (?, ?)",
        (document, now()),
    )
    touched = set(claims)
    for other in moved:
        touched.update(claims_of(connection, other))
    return touched


def _untold(connection: Connection) -> list[str]:
    """Return claims that were compared last and whose stories a kill kept from being told."""
    return [claim for (claim,) in connection.execute(_UNTOLD, (_LATEST,))]


def _unread(connection: Connection, claims: list[str]) -> list[Telling]:
    """Return those of an article's claims that can be tracked and are not compared yet."""
    rows = connection.execute(
        "SELECT claim FROM embeddings WHERE claim IN (SELECT value FROM json_each(?))",
        (json.dumps(claims),),
    )
    known = {claim for (claim,) in rows}
    tellings = read_tellings(connection, [claim for claim in claims if claim not in known])
    return [telling for telling in tellings.values() if is_trackable(telling)]


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


def _contexts(connection: Connection, document: str, others: Collection[str]) -> dict[str, Context]:
    """Hold an article against others, by the stored vectors of their claims."""
    wanted = json.dumps([document, *others])
    vectors: dict[str, list[bytes]] = {}
    keys: dict[str, list[str]] = {}
    texts: dict[str, list[str]] = {}
    for name, claim, vector, text in connection.execute(_VECTORS, (wanted,)):
        keys.setdefault(name, []).append(claim)
        vectors.setdefault(name, []).append(vector)
        texts.setdefault(name, []).append(text)
    articles = {
        name: Article(tuple(claims), unpacked(vectors[name]), tuple(texts[name]))
        for name, claims in keys.items()
    }
    return {other: Context(articles[document], articles[other]) for other in others}


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
