"""Reads events that several outlets tell, with the facts that each claim of theirs tells.

same_claim.jsonl has, for each event, its articles and its facts with the words of each telling. A
claim tells a fact where the words of its content and those of a telling overlap by half of the
shorter ones. The claims are those of a database to which the articles were added.
"""

import itertools
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from sqlite3 import Connection
from typing import Any

import numpy as np

from claims.store.stories.tellings import claims_of, read_tellings
from claims.tracking.statements import is_trackable
from claims.tracking.values import StoryLink, Telling

__all__ = ["Event", "describe", "fold_events", "measure_stories", "read_events"]

_SPANS = """
SELECT claim_spans.claim, claim_spans.start, claim_spans.end
FROM claim_spans JOIN claims ON claims.id = claim_spans.claim
WHERE claims.document = ? AND claim_spans.role = 'content'
"""
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, eq=False)
class Event:
    """An event: the claims of each document, the facts that each claim tells, who tells a fact.

    `relations` say which fact contradicts or refines which other one.
    """

    name: str
    documents: Mapping[str, tuple[Telling, ...]]
    told: Mapping[str, frozenset[str]]
    tellers: Mapping[str, frozenset[str]]
    relations: tuple[tuple[str, str, str], ...] = ()


def fold_events(names: Iterable[str], folds: int, seed: int) -> dict[str, int]:
    """Give each event its fold; what an event's fold is depends on the names of all of them."""
    ordered = sorted(set(names))
    shuffled = np.random.default_rng(seed).permutation(len(ordered))
    return {name: int(place) % folds for name, place in zip(ordered, shuffled, strict=True)}


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
        tuple((one, relation, other) for one, relation, other in row["relations"]),
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
    events: Sequence[Event], home: Mapping[str, str], relations: Iterable[StoryLink] = ()
) -> Counter[str]:
    """Count what stories found: pairs of tellings joined, rightly; look-alikes; relations.

    `home` gives each claim's story, `relations` how stories stand to each other. Counts of several
    folds may be added; `describe` says what they come to.
    """
    linked: defaultdict[str, set[frozenset[str]]] = defaultdict(set)
    for link in relations:
        linked[link.relation].add(frozenset((link.story, link.other)))
    counts = Counter(
        {f"{name} told": len(linked[name]) for name in ("contradicts", "refines") if linked[name]}
    )
    for event in events:
        _count_pairs(event, home, counts)
        for one, relation, other in event.relations:
            pairs = (
                frozenset((home.get(a, a), home.get(b, b)))
                for a, b in itertools.product(_tellers_of(event, one), _tellers_of(event, other))
            )
            counts[relation] += 1
            counts[f"{relation} found"] += any(pair in linked[relation] for pair in pairs)
    return counts


def _tellers_of(event: Event, fact: str) -> list[str]:
    """Return the claims that tell a fact."""
    return [key for key, facts in event.told.items() if fact in facts]


def _count_pairs(event: Event, home: Mapping[str, str], counts: Counter[str]) -> None:
    where = {one.key: name for name, told in event.documents.items() for one in told}
    telling = [key for key, facts in event.told.items() if facts]
    stories = {key: home.get(key, key) for key in telling}
    for fact, documents in event.tellers.items():
        mine = _tellers_of(event, fact)
        if len(documents) == 1:
            counts["single"] += 1
            counts["single joined"] += any(
                where[a] != where[b]
                and stories[a] == stories[b]
                and not event.told[a] & event.told[b]
                for a, b in itertools.product(mine, telling)
            )
        for one, other in itertools.combinations(sorted(documents), 2):
            counts["pairs"] += 1
            counts["joined"] += any(
                where[a] == one and where[b] == other and stories[a] == stories[b]
                for a, b in itertools.permutations(mine, 2)
            )
    for a, b in itertools.combinations(telling, 2):
        if where[a] != where[b] and stories[a] == stories[b]:
            counts["together"] += 1
            counts["rightly"] += bool(event.told[a] & event.told[b])


def describe(counts: Mapping[str, int]) -> str:
    """Say what counts come to: recall, precision, look-alikes, relations.

    Pairs of two outlets' tellings of one fact: those in one story; of pairs of claims in one story
    that both tell a listed fact, those that tell a common one; of facts that one outlet tells,
    those joined with another outlet's other fact; of listed relations, those between two stories.
    """

    def share(part: str, whole: str) -> str:
        of = counts.get(whole, 0)
        return f"{100 * counts.get(part, 0) / max(1, of):.1f} of {of}"

    said = [
        f"recall {share('joined', 'pairs')}, precision {share('rightly', 'together')}",
        f"look-alikes joined {share('single joined', 'single')}",
    ]
    said += [
        f"{name} found {share(f'{name} found', name)} ({counts.get(f'{name} told', 0)} told)"
        for name in ("contradicts", "refines")
        if counts.get(f"{name} told")
    ]
    return "; ".join(said)
