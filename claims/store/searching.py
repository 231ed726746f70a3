"""Finds the stored claims that are closest to a statement: by meaning and by words at once.

Candidates are the nearest embeddings and the best matches of the full-text index. They are ranked
by cosine plus a small share of BM25, which keeps names and rare words from being lost in a vector.
The share was set on the train part of claim_matching_pairs (CheckThat! 2020, task 2).
"""

import re
from dataclasses import dataclass
from sqlite3 import Connection

from claims.store.tellings import read_tellings
from claims.store.tracking import unpacked
from claims.tracking.comparison import Comparer
from claims.tracking.neighbours import Neighbours
from claims.tracking.searching import WORD_SHARE
from claims.tracking.statements import read_statement
from claims.tracking.values import Comparison, Telling

__all__ = ["Match", "find_claims"]

_CANDIDATES = 50
_WORDS = """
SELECT claims.id, bm25(claims_fts) FROM claims_fts JOIN claims ON claims.rowid = claims_fts.rowid
WHERE claims_fts MATCH ? ORDER BY bm25(claims_fts) LIMIT ?
"""


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
    """Return the `count` stored claims closest to `statement`, the closest first."""
    asked = Telling("", "", 0, statement)
    (read,) = comparer.read([asked])
    near = index.search(read.embedded.vector, _CANDIDATES)
    cosines = _claims_of(connection, {one.key: one.similarity for one in near})
    words = _matching_words(connection, statement)
    for claim in words.keys() - cosines.keys():
        packed = connection.execute("SELECT vector FROM embeddings WHERE claim = ?", (claim,))
        for (vector,) in packed:
            cosines[claim] = float(unpacked([vector])[0] @ read.embedded.vector)
    scores = {claim: one + WORD_SHARE * words.get(claim, 0.0) for claim, one in cosines.items()}
    best = sorted(scores, key=lambda claim: (-scores[claim], claim))[:count]
    tellings = read_tellings(connection, best)
    found = [tellings[claim] for claim in best if claim in tellings]
    comparer.read(found)
    return [
        Match(one, _story(connection, one.key), scores[one.key], comparer.compare(asked, one))
        for one in found
    ]


def _claims_of(connection: Connection, numbers: dict[int, float]) -> dict[str, float]:
    """Turn the index's numbers into claims; those that are gone are left out."""
    marks = ",".join("?" * len(numbers))
    rows = connection.execute(
        f"SELECT id, claim FROM embeddings WHERE id IN ({marks})",  # noqa: S608  # question marks only
        list(numbers),
    )
    return {claim: numbers[number] for number, claim in rows}


def _matching_words(connection: Connection, statement: str) -> dict[str, float]:
    """Return claims by BM25 over the statement's content words; higher is better."""
    words = sorted(word for word in read_statement(statement).content if re.fullmatch(r"\w+", word))
    if not words:
        return {}
    asked = " OR ".join(f'"{word}"' for word in words)
    rows = connection.execute(_WORDS, (asked, _CANDIDATES))
    return {claim: -score for claim, score in rows}


def _story(connection: Connection, claim: str) -> str | None:
    row = connection.execute("SELECT story FROM story_claims WHERE claim = ?", (claim,)).fetchone()
    return None if row is None else str(row[0])
