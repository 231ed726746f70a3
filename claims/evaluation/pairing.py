"""Which claim of the output is which of gold, and which source is which.

Claims are paired one to one by the overlap (Jaccard, at least a half) of the words of their
contents, the best first. Sources are paired, one to one in each article, by how often they are at
the same hop, counted from the originator, of paired claims; ties go by the words of their names.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

__all__ = ["Pair", "Placed", "claims_of", "pair_claims", "pair_sources", "trimmed"]

JSONObject = dict[str, Any]
LEAST_OVERLAP = 0.5
SAME_SENTENCE, SAME_LENGTH = 0.01, 0.001
"""What decides between pairs that overlap alike: the sentence, then the number of hops."""

WORD = re.compile(r"\w+")
Pair = tuple["Placed", "Placed"]


@dataclass(frozen=True, slots=True)
class Placed:
    """A claim of a form, the number of its sentence, and where the words of its content begin."""

    claim: JSONObject
    sentence: int
    words: frozenset[int]

    @property
    def chain(self) -> list[str]:
        """The keys of its sources, from the one nearest to the writer to the originator."""
        return [hop["source"] for hop in self.claim["chain"]]


def trimmed(text: str, span: Sequence[int]) -> tuple[int, int]:
    """Return a span without what is neither letter nor figure at its ends."""
    start, end = span
    while start < end and not text[start].isalnum():
        start += 1
    while end > start and not text[end - 1].isalnum():
        end -= 1
    return start, end


def claims_of(text: str, sentences: Iterable[JSONObject]) -> list[Placed]:
    """Return the claims of the sentences."""
    places = [found.span() for found in WORD.finditer(text)]
    return [
        Placed(claim, number, _words(places, claim["content"]))
        for number, sentence in enumerate(sentences)
        for claim in sentence.get("claims", ())
    ]


def pair_claims(gold: Sequence[Placed], given: Sequence[Placed]) -> list[Pair]:
    """Return the claims of gold with those of the output that are the same."""
    scored = sorted(
        (
            (_closeness(one, other), place, number)
            for place, one in enumerate(gold)
            for number, other in enumerate(given)
            if _overlap(one.words, other.words) >= LEAST_OVERLAP
        ),
        reverse=True,
    )
    taken_gold: set[int] = set()
    taken: set[int] = set()
    pairs = []
    for _, place, number in scored:
        if place not in taken_gold and number not in taken:
            taken_gold.add(place)
            taken.add(number)
            pairs.append((gold[place], given[number]))
    return pairs


def pair_sources(
    pairs: Iterable[Pair], gold: Mapping[str, JSONObject], given: Mapping[str, JSONObject]
) -> dict[str, str]:
    """Return the key of the output's source for each of gold that matches it."""
    together: Counter[tuple[str, str]] = Counter()
    for one, other in pairs:
        # Counted from the originator, as far as the shorter of the two goes.
        together.update(zip(reversed(one.chain), reversed(other.chain), strict=False))

    def closeness(pair: tuple[str, str]) -> float:
        names = [_name(sources.get(key)) for sources, key in zip((gold, given), pair, strict=True)]
        return together[pair] + _overlap(*names)

    found: dict[str, str] = {}
    taken: set[str] = set()
    for key, counterpart in sorted(together, key=closeness, reverse=True):
        if key not in found and counterpart not in taken:
            found[key] = counterpart
            taken.add(counterpart)
    return found


def _closeness(one: Placed, other: Placed) -> float:
    return (
        _overlap(one.words, other.words)
        + SAME_SENTENCE * (one.sentence == other.sentence)
        + SAME_LENGTH * (len(one.chain) == len(other.chain))
    )


def _words(places: Iterable[tuple[int, int]], spans: Iterable[Sequence[int]]) -> frozenset[int]:
    """Return where the words begin that lie in one of the spans, wholly or in part."""
    wanted = list(spans)
    return frozenset(
        begin
        for begin, end in places
        if any(begin < span_end and end > start for start, span_end in wanted)
    )


def _overlap(one: frozenset[Any], other: frozenset[Any]) -> float:
    return len(one & other) / len(one | other) if one | other else 0.0


def _name(source: JSONObject | None) -> frozenset[str]:
    return frozenset(WORD.findall((source or {}).get("name", "").lower()))
