"""What the two articles say of a pair of claims: is it one event, and is each the other's nearest?

"The cause was not known" is the same claim only where both articles are on one accident, and of two
claims on one accident those are the same that lie nearest to each other among all claims of the two
articles. Everything here is a function of the two articles alone, so that the order in which
articles come makes no difference.
"""

import math
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
    "claims of both",
    "names in common",
    "names in common, share",
)
"""Telling words are those that few claims of the two articles have: all speak of the president,
two of his letter."""

ONE_EVENT: Final = 0.88
"""Cosine of two articles and half the share of names that they have in common, from which both may
be on one event. Of the pairs of articles in same_claim.jsonl that are, 96% have it, of those that
are not (the same politicians in other years), 1.5%; with the cosine alone, from 0.72, 92% and
1.1%."""
NAMES_OF_ONE_EVENT: Final = 2
"""Words of names that two articles have in common at least before their share counts, and before
sentences without a name, which may be on anything, are taken to be on one event."""
FEW_CLAIMS: Final = 40
"""The scale of what words tell is that of so many claims, where there are fewer."""
MOST_LEAD: Final = 0.3
"""In an article of few claims the nearest has nobody beside it: that says no more than this."""


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
    return _on_one_event(features[0], features[-2:])


def _on_one_event(alike: float, names: Sequence[float]) -> bool:
    common, share = names
    return alike + (share / 2 if common >= NAMES_OF_ONE_EVENT else 0.0) >= ONE_EVENT


class Context:
    """Two articles held against each other, claim by claim."""

    def __init__(self, one: Article, other: Article) -> None:
        """Compute the cosines of all pairs; each article needs a claim."""
        self._one, self._other = one, other
        self._alike = float(one.mean @ other.mean)
        common = len(one.names & other.names)
        fewer = min(len(one.names), len(other.names))
        self._names = float(common), common / fewer if fewer else 0.0
        # Without BLAS, whose threads cost more here than they bring.
        self._cosines = np.einsum("ij,kj->ik", one.vectors, other.vectors)

    @property
    def is_one_event(self) -> bool:
        """Whether both articles may be on one event: see `are_on_one_event`."""
        return _on_one_event(self._alike, self._names)

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
        cosine = float(self._cosines[row, column])
        ranks, leads = [], []
        for line, place in ((self._cosines[row], column), (self._cosines[:, column], row)):
            others = np.delete(line, place)
            ranks.append(float(np.log1p(np.count_nonzero(others > cosine))))
            lead = cosine - (float(others.max()) if len(others) else 0.0)
            leads.append(min(lead, MOST_LEAD))
        beside = self._beside(row, column)
        return [
            self._alike,
            *sorted(ranks),
            *sorted(leads),
            max(beside, default=0.0),
            sum(beside) / len(beside) if beside else 0.0,
            *self._shared(self._one.stems[row], self._other.stems[column]),
            float(len(self._one.keys) + len(self._other.keys)),
            *self._names,
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
