"""Reads events that several outlets tell, with the facts that each claim of theirs tells.

same_claim.jsonl has, for each event, its articles and its facts with the words of each telling. A
claim tells a fact where the words of its content and those of a telling overlap by half of the
shorter ones. The claims are those of a database to which the articles were added.
"""

import itertools
import json
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from sqlite3 import Connection
from typing import Any

import numpy as np
from numpy.typing import NDArray

from claims.store.tellings import claims_of, read_tellings
from claims.tracking.clustering import cluster
from claims.tracking.statements import is_trackable
from claims.tracking.values import Link, Telling

__all__ = ["Event", "measure_stories", "read_events"]

_SPANS = """
SELECT claim_spans.claim, claim_spans.start, claim_spans.end
FROM claim_spans JOIN claims ON claims.id = claim_spans.claim
WHERE claims.document = ? AND claim_spans.role = 'content'
"""
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, eq=False)
class Event:
    """An event: the claims of each document, the facts that each claim tells, who tells a fact."""

    name: str
    documents: Mapping[str, tuple[Telling, ...]]
    told: Mapping[str, frozenset[str]]
    tellers: Mapping[str, frozenset[str]]


def read_events(path: Path, connection: Connection) -> list[Event]:
    """Read the events whose articles stand in the database; claims that are too short are out."""
    with path.open(encoding="utf8") as lines:
        return [_event(json.loads(line), connection) for line in lines]


def _event(row: dict[str, Any], connection: Connection) -> Event:
    documents: dict[str, tuple[Telling, ...]] = {}
    spans: dict[str, list[tuple[str, int, int]]] = {}
    texts: dict[str, str] = {}
    for one in row["documents"]:
        address = f"https://example.org/{row['event']}/{one['id']}"
        for document, text in connection.execute(
            "SELECT id, text FROM documents WHERE url = ?", (address,)
        ):
            tellings = read_tellings(connection, claims_of(connection, document))
            kept = [telling for telling in tellings.values() if is_trackable(telling)]
            documents[one["id"]] = tuple(sorted(kept, key=lambda telling: telling.number))
            spans[one["id"]] = connection.execute(_SPANS, (document,)).fetchall()
            texts[one["id"]] = text
    told: defaultdict[str, set[str]] = defaultdict(set)
    tellers: defaultdict[str, set[str]] = defaultdict(set)
    for fact in row["facts"]:
        for telling in fact["tellings"]:
            tellers[fact["id"]].add(telling["document"])
            for claim in _claims_at(telling, texts, spans):
                told[claim].add(fact["id"])
    every = [one.key for tellings in documents.values() for one in tellings]
    return Event(
        row["event"],
        documents,
        {key: frozenset(told[key]) for key in every},
        {fact: frozenset(found) for fact, found in tellers.items()},
    )


def _claims_at(
    telling: dict[str, Any], texts: dict[str, str], spans: dict[str, list[tuple[str, int, int]]]
) -> set[str]:
    """Return the claims of a document that cover a telling by half."""
    text = texts.get(telling["document"], "")
    at = text.find(telling["text"])
    start, end = (at, at + len(telling["text"])) if at >= 0 else telling["span"]
    words = {match.start() for match in _WORD.finditer(text, start, end)}
    found = set()
    for claim, first, last in spans.get(telling["document"], ()):
        others = {match.start() for match in _WORD.finditer(text, first, last)}
        if words and others and 2 * len(words & others) >= min(len(words), len(others)):
            found.add(claim)
    return found


def measure_stories(
    events: Sequence[Event],
    keys: Sequence[tuple[str, str]],
    chances: NDArray[np.float64],
    least: float,
) -> str:
    """Say what joining pairs from a chance on gives: recall, precision, look-alikes joined.

    Pairs of two outlets' tellings of one fact: those in one story; of pairs of claims in one story
    that both tell a listed fact, those that tell a common one; of facts that one outlet tells,
    those joined with another outlet's other fact.
    """
    links = [
        Link(min(pair), max(pair), "same", float(chance))
        for pair, chance in zip(keys, chances, strict=True)
        if chance >= least
    ]
    groups = cluster({key for link in links for key in (link.left, link.right)}, links)
    home = {key: group[0] for group in groups for key in group}
    pairs = joined = together = right = single = mixed = 0
    for event in events:
        where = {one.key: name for name, told in event.documents.items() for one in told}
        telling = [key for key, facts in event.told.items() if facts]
        stories = {key: home.get(key, key) for key in telling}
        for fact, documents in event.tellers.items():
            mine = [key for key in telling if fact in event.told[key]]
            if len(documents) == 1:
                single += 1
                mixed += any(
                    where[a] != where[b]
                    and stories[a] == stories[b]
                    and not event.told[a] & event.told[b]
                    for a in mine
                    for b in telling
                )
            for one, other in itertools.combinations(sorted(documents), 2):
                pairs += 1
                joined += any(
                    where[a] == one and where[b] == other and stories[a] == stories[b]
                    for a, b in itertools.permutations(mine, 2)
                )
        for a, b in itertools.combinations(telling, 2):
            if where[a] != where[b] and stories[a] == stories[b]:
                together += 1
                right += bool(event.told[a] & event.told[b])
    return (
        f"recall {100 * joined / max(1, pairs):.1f} of {pairs},"
        f" precision {100 * right / max(1, together):.1f} of {together},"
        f" look-alikes {100 * mixed / max(1, single):.1f} of {single}"
    )
