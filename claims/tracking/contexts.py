"""What the two articles say of a pair of claims: is it one event, and is each the other's nearest?

"The cause was not known" is the same claim only where both articles are on one accident, and of two
claims on one accident those are the same that lie nearest to each other among all claims of the two
articles. Everything here is a function of the two articles alone, so that the order in which
articles come makes no difference.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray

__all__ = ["CONTEXT_FEATURES", "Article", "Context"]

Floats = NDArray[np.float32]

CONTEXT_FEATURES: Final = (
    "articles alike",
    "rank, nearer",
    "rank, farther",
    "lead, lower",
    "lead, higher",
    "neighbours alike, most",
    "neighbours alike, mean",
)


MOST_LEAD: Final = 0.3
"""In an article of few claims the nearest has nobody beside it: that says no more than this."""


@dataclass(frozen=True, eq=False)
class Article:
    """An article's claims that can be tracked, in the order of the text: keys and unit vectors."""

    keys: tuple[str, ...]
    vectors: Floats

    @cached_property
    def places(self) -> Mapping[str, int]:
        """Give the place of each claim by its key."""
        return {key: place for place, key in enumerate(self.keys)}

    @cached_property
    def mean(self) -> Floats:
        """The direction in which all claims together point: a unit vector."""
        mean = self.vectors.mean(axis=0)
        return np.asarray(mean / max(float(np.linalg.norm(mean)), 1e-6), dtype=np.float32)


class Context:
    """Two articles held against each other, claim by claim."""

    def __init__(self, one: Article, other: Article) -> None:
        """Compute the cosines of all pairs; each article needs a claim."""
        self._one, self._other = one, other
        self._alike = float(one.mean @ other.mean)
        # Without BLAS, whose threads cost more here than they bring.
        self._cosines = np.einsum("ij,kj->ik", one.vectors, other.vectors)

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
        ]

    def _beside(self, row: int, column: int) -> Sequence[float]:
        """Return the cosines of the claims before and after the one with those of the other."""
        rows, columns = self._cosines.shape
        return [
            float(self._cosines[row + up, column + across])
            for up in (-1, 1)
            for across in (-1, 1)
            if 0 <= row + up < rows and 0 <= column + across < columns
        ]
