"""Finds the stored claims that are closest to a statement: by meaning and by words at once.

Candidates are the nearest embeddings and the best matches of the full-text index. They are ranked
by cosine plus a small share of BM25, which keeps names and rare words from being lost in a vector.
The share was set on the train part of claim_matching_pairs (CheckThat! 2020, task 2). Of the
statement's words only the rarest are looked up: a word that is in a tenth of a million claims
costs as much time as it says little.
"""

import json
import re
from dataclasses import dataclass
from sqlite3 import Connection
from typing import Final

from claims.store.stories.tellings import read_tellings
from claims.store.stories.vectors import read_vectors
from claims.tracking.comparison import Comparer
from claims.tracking.features import Read
from claims.tracking.neighbours import Neighbours
from claims.tracking.statements import read_statement
from claims.tracking.values import Comparison, Telling

__all__ = ["Match", "find_claims"]


# How the closest claims to a statement are ranked.

WORD_SHARE: Final = 0.012
"""What a point of BM25 adds to a cosine: MAP@5 on CheckThat! 2020 train 94.8, against 91.7 by the
cosine alone and 87.6 by BM25 over stems alone."""


_CANDIDATES: Final = 50
MOST_MATCHES: Final = 10_000
"""So many claims that hold one of the statement's words are ranked by BM25, and no more."""
_HOLDING = """
SELECT count(*) FROM (SELECT 1 FROM claims_fts WHERE claims_fts MATCH ? LIMIT ?)
"""
# Only the best are joined: SQLite would otherwise look up the claim of every match.
_WORDS = """
SELECT claims.id, -best.score FROM (
    SELECT rowid AS number, rank AS score FROM claims_fts WHERE claims_fts MATCH ?
    ORDER BY rank LIMIT ?
) AS best JOIN claims ON claims.rowid = best.number
"""
_NUMBERS = "SELECT id, claim FROM embeddings WHERE claim IN (SELECT value FROM json_each(?))"
_CLAIMS = "SELECT id, claim FROM embeddings WHERE id IN (SELECT value FROM json_each(?))"
_STORIES = "SELECT claim, story FROM story_claims WHERE claim IN (SELECT value FROM json_each(?))"


@dataclass(frozen=True, slots=True)
class Match:
    """A stored claim, how well it fits (its rank's score), and how it stands to the statement."""

    telling: Telling
    story: str | None
    score: float
    comparison: Comparison


def find_claims(
    connection: Connection,
    index: Neighbours,
    comparer: Comparer,
    statement: str,
    *,
    count: int = 10,
) -> list[Match]:
    """Return the `count` stored claims closest to `statement`, the closest first.

    Of each story only the closest claim is returned.
    """
    asked = Telling("", "", 0, statement)
    (read,) = comparer.read([asked])
    words = _matching_words(connection, statement)
    cosines = _cosines(connection, index, read, list(words))
    scores = {claim: one + WORD_SHARE * words.get(claim, 0.0) for claim, one in cosines.items()}
    ranked = sorted(scores, key=lambda claim: (-scores[claim], claim))
    stories = dict(connection.execute(_STORIES, (json.dumps(ranked),)).fetchall())
    closest: dict[str, str] = {}
    for claim in ranked:
        closest.setdefault(stories.get(claim, claim), claim)
    best = list(closest.values())[:count]
    tellings = read_tellings(connection, best)
    # Last, and for few claims: each has to be read by the model.
    return [
        Match(telling, stories.get(claim), scores[claim], comparer.compare(asked, telling))
        for claim in best
        if (telling := tellings.get(claim))
    ]


def _cosines(
    connection: Connection, index: Neighbours, read: Read, claims: list[str]
) -> dict[str, float]:
    """Return the cosine of the nearest claims, and of those given, with a statement."""
    near = {one.key: one.similarity for one in index.search(read.embedded.vector, _CANDIDATES)}
    rows = connection.execute(_NUMBERS, (json.dumps(claims),)).fetchall()
    others = {number: claim for number, claim in rows if number not in near}
    vectors = read_vectors(connection, list(others))
    found = {others[n]: float(one @ read.embedded.vector) for n, one in vectors.items()}
    rows = connection.execute(_CLAIMS, (json.dumps(list(near)),)).fetchall()
    return found | {claim: near[number] for number, claim in rows}


def _matching_words(connection: Connection, statement: str) -> dict[str, float]:
    """Return claims by BM25 over the statement's rarest content words; higher is better."""
    words = sorted(word for word in read_statement(statement).content if re.fullmatch(r"\w+", word))
    chosen = _rarest(connection, words)
    if not chosen:
        return {}
    asked = " OR ".join(f'"{word}"' for word in chosen)
    return dict(connection.execute(_WORDS, (asked, _CANDIDATES)).fetchall())


def _rarest(connection: Connection, words: list[str]) -> list[str]:
    """Return the rarest words, as many as are in MOST_MATCHES claims together."""
    holding = []
    for word in words:
        row = connection.execute(_HOLDING, (f'"{word}"', MOST_MATCHES + 1)).fetchone()
        holding.append((row[0], word))
    chosen, total = [], 0
    for number, word in sorted(holding):
        total += number
        if total <= MOST_MATCHES:
            chosen.append(word)
    return chosen
