"""What the two articles say of a pair of claims: is it one event, and is each the other's nearest?

"The cause was not known" is the same claim only where both articles are on one accident, and of two
claims on one accident those are the same that lie nearest to each other among all claims of the two
articles. Everything here is a function of the two articles alone, so that the order in which
articles come makes no difference.
"""

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray

from claims.tracking.statements import names_of, stems_of

__all__ = [
    "CONTEXT_FEATURES",
    "FEW_CLAIMS",
    "NAMES_OF_ONE_EVENT",
    "Article",
    "Context",
    "are_on_one_event",
]

Floats = NDArray[np.float32]

CONTEXT_FEATURES: Final = (
    "articles alike",
    "rank, nearer",
    "rank, farther",
    "lead, lower",
    "lead, higher",
    "neighbours alike, most",
    "neighbours alike, mean",
    "telling words shared, lower",
    "telling words shared, higher",
    "telling words shared, weight",
    "words alike",
    "likeness",
    "rank by likeness, nearer",
    "rank by likeness, farther",
    "lead by likeness, lower",
    "lead by likeness, higher",
    "lead by words, lower",
    "lead by words, higher",
    "claims of both",
    "names in common",
    "names in common, share",
)
"""Telling words are those that few claims of the two articles have: all speak of the president,
two of his letter. "Words alike" is the cosine of the claims' words and numbers weighed so, and
"likeness" its sum with the cosine of their embeddings. Ranks and leads say how many other claims
of either article are nearer, and by how much the pair is ahead of the nearest of them."""

ONE_EVENT: Final = 0.88
"""Cosine of two articles and half the share of names that they have in common, from which both may
be on one event, where they have MANY_CLAIMS each. Of the pairs of articles in same_claim.jsonl that
are, 96% have it, of those that are not (the same politicians in other years), 1.7%; with the cosine
alone, from 0.72, 92% and 1.1%."""
MANY_CLAIMS: Final = 34
EVENT_SLOPE: Final = 0.077
LEAST_EVENT: Final = 0.76
"""The mean of few claims points less surely: the bound falls with the logarithm of their number, so
that as few are taken for one event that are not. Of the same articles' first five claims 82% of the
pairs on one event have 0.76 (0.88: 66%) and 1.3% of the others, of the first eight 93% (76%), 2.0%;
of the first twelve 94% have 0.8 (89%), and 1.7%."""
NAMES_OF_ONE_EVENT: Final = 2
"""Words of names that two articles have in common at least before their share counts, and before
sentences without a name, which may be on anything, are taken to be on one event."""
FEW_CLAIMS: Final = 40
"""The scale of what words tell is that of so many claims, where there are fewer."""
MOST_LEAD: Final = 0.3
"""In an article of few claims the nearest has nobody beside it: that says no more than this."""
MOST_LEAD_BY_WORDS: Final = 0.5
"""The same for likeness and words alike, which lie further apart."""
_NUMBER: Final = re.compile(r"\d(?:[\d.,]*\d)?")


@dataclass(frozen=True, eq=False)
class Article:
    """An article's claims that can be tracked, in the order of the text.

    `vectors` are their unit vectors, `texts` their words, both in the order of `keys`.
    """

    keys: tuple[str, ...]
    vectors: Floats
    texts: tuple[str, ...]

    @cached_property
    def places(self) -> Mapping[str, int]:
        """Give the place of each claim by its key."""
        return {key: place for place, key in enumerate(self.keys)}

    @cached_property
    def stems(self) -> tuple[frozenset[str], ...]:
        """The stems of each claim's content words."""
        return tuple(stems_of(text) for text in self.texts)

    @cached_property
    def words(self) -> tuple[frozenset[str], ...]:
        """The stems and the numbers of each claim."""
        numbers = (frozenset(_NUMBER.findall(text)) for text in self.texts)
        return tuple(one | other for one, other in zip(self.stems, numbers, strict=True))

    @cached_property
    def names(self) -> frozenset[str]:
        """The words of names in all claims."""
        return frozenset(name for text in self.texts for name in names_of(text))

    @cached_property
    def mean(self) -> Floats:
        """The direction in which all claims together point: a unit vector."""
        mean = self.vectors.mean(axis=0)
        return np.asarray(mean / max(float(np.linalg.norm(mean)), 1e-6), dtype=np.float32)


def are_on_one_event(features: Sequence[float]) -> bool:
    """Return whether two articles may be on one event, by the CONTEXT_FEATURES of two claims."""
    return _on_one_event(features[0], features[-3:])


def _on_one_event(alike: float, counts: Sequence[float]) -> bool:
    """Tell by the cosine, and by the claims of both, the names in common and their share."""
    claims, common, share = counts
    fewer = EVENT_SLOPE * math.log(MANY_CLAIMS / max(1.0, claims / 2))
    least = min(ONE_EVENT, max(LEAST_EVENT, ONE_EVENT - fewer))
    return alike + (share / 2 if common >= NAMES_OF_ONE_EVENT else 0.0) >= least


class _Table:
    """How alike the claims of two articles are, pair by pair, and which of them stand out."""

    def __init__(self, values: Floats, most: float) -> None:
        """Note the two best of each row and column; leads count up to `most`."""
        self.values = values
        self._most = most
        self._best = [_two_best(values), _two_best(values.T)]

    def standing(self, row: int, column: int) -> tuple[list[float], list[float]]:
        """Return how many others in its row and column beat a pair, and its leads over the best.

        The logarithms of the numbers, lower first, and the leads, lower first.
        """
        value = float(self.values[row, column])
        ranks, leads = [], []
        lines = (self.values[row], row), (self.values[:, column], column)
        for (line, place), best in zip(lines, self._best, strict=True):
            ranks.append(math.log1p(np.count_nonzero(line > value)))
            second, first = best[place]
            other = second if value >= first else first
            leads.append(max(-self._most, min(value - other, self._most)))
        return sorted(ranks), sorted(leads)


def _two_best(values: Floats) -> list[tuple[float, float]]:
    """Return the second best and the best of each row; 0 stands where there is no second."""
    if values.shape[1] < 2:
        return [(0.0, float(row[0])) for row in values]
    best = np.partition(values, -2, axis=1)[:, -2:]
    return [(float(second), float(first)) for second, first in best]


class Context:
    """Two articles held against each other, claim by claim."""

    def __init__(self, one: Article, other: Article) -> None:
        """Compute the cosines of all pairs; each article needs a claim."""
        self._one, self._other = one, other
        self._alike = float(one.mean @ other.mean)
        common = len(one.names & other.names)
        fewer = min(len(one.names), len(other.names))
        claims = len(one.keys) + len(other.keys)
        self._counts = float(claims), float(common), common / fewer if fewer else 0.0
        # Without BLAS, whose threads cost more here than they bring.
        self._cosines = np.einsum("ij,kj->ik", one.vectors, other.vectors)

    @property
    def is_one_event(self) -> bool:
        """Whether both articles may be on one event: see `are_on_one_event`."""
        return _on_one_event(self._alike, self._counts)

    @cached_property
    def _weights(self) -> Mapping[str, float]:
        """How much each word tells: the logarithm of how few claims have it.

        In short articles all words are in few claims: what they tell is set to one scale.
        """
        claims = (*self._one.stems, *self._other.stems)
        counts = Counter(stem for stems in claims for stem in stems)
        number = len(claims) + 1
        scale = max(1.0, math.log(FEW_CLAIMS) / math.log(number))
        return {stem: scale * math.log(number / count) for stem, count in counts.items()}

    @cached_property
    def _by_cosine(self) -> _Table:
        return _Table(self._cosines, MOST_LEAD)

    @cached_property
    def _by_words(self) -> _Table:
        """The cosines of all pairs by their telling words and numbers."""
        claims = (*self._one.words, *self._other.words)
        counts = Counter(word for words in claims for word in words)
        # Sorted, so that sums do not depend on the order in which a set comes.
        places = {word: place for place, word in enumerate(sorted(counts))}
        weights = {word: math.log((len(claims) + 1) / count) for word, count in counts.items()}
        rows = np.zeros((len(claims), len(places)), dtype=np.float32)
        for row, words in zip(rows, claims, strict=True):
            for word in words:
                row[places[word]] = weights[word]
        rows /= np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-6)
        mine = len(self._one.words)
        return _Table(np.einsum("ij,kj->ik", rows[:mine], rows[mine:]), MOST_LEAD_BY_WORDS)

    @cached_property
    def _by_likeness(self) -> _Table:
        """What embeddings and words say together of all pairs."""
        return _Table(self._cosines + self._by_words.values, MOST_LEAD_BY_WORDS)

    def nearest(self, least: float) -> tuple[tuple[str, str], ...]:
        """Return the pairs of which one claim is the nearest of the other, from a cosine on.

        The first of each pair is a claim of the first article.
        """
        cosines = self._cosines
        near = cosines >= np.minimum(
            cosines.max(axis=1, keepdims=True), cosines.max(axis=0, keepdims=True)
        )
        rows, columns = np.nonzero(near & (cosines >= least))
        return tuple(
            (self._one.keys[row], self._other.keys[column])
            for row, column in zip(rows.tolist(), columns.tolist(), strict=True)
        )

    def features(self, one: str, other: str) -> list[float]:
        """Return one number for each of CONTEXT_FEATURES, the same for both orders of a pair.

        `one` is a claim of the first article, `other` of the second.
        """
        row, column = self._one.places[one], self._other.places[other]
        ranks, leads = self._by_cosine.standing(row, column)
        likeness_ranks, likeness_leads = self._by_likeness.standing(row, column)
        _, word_leads = self._by_words.standing(row, column)
        beside = self._beside(row, column)
        return [
            self._alike,
            *ranks,
            *leads,
            max(beside, default=0.0),
            sum(beside) / len(beside) if beside else 0.0,
            *self._shared(self._one.stems[row], self._other.stems[column]),
            float(self._by_words.values[row, column]),
            float(self._by_likeness.values[row, column]),
            *likeness_ranks,
            *likeness_leads,
            *word_leads,
            *self._counts,
        ]

    def _shared(self, one: frozenset[str], other: frozenset[str]) -> tuple[float, float, float]:
        """Return the shares of each claim's telling words that the other has, and their sum."""
        weights = self._weights
        # Sorted, so that the sum does not depend on the order in which a set comes.
        common, mine, theirs = (
            sum(weights[stem] for stem in sorted(stems)) for stems in (one & other, one, other)
        )
        shares = sorted(common / max(whole, 1e-6) for whole in (mine, theirs))
        return shares[0], shares[1], common

    def _beside(self, row: int, column: int) -> Sequence[float]:
        """Return the cosines of the claims before and after the one with those of the other."""
        rows, columns = self._cosines.shape
        return [
            float(self._cosines[row + up, column + across])
            for up in (-1, 1)
            for across in (-1, 1)
            if 0 <= row + up < rows and 0 <= column + across < columns
        ]
