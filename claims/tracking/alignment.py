"""Lays two statements side by side, word piece by word piece, by the states of the embedding model.

A piece is covered as well as its most similar piece in the other statement (as in BERTScore, Zhang
et al., ICLR 2020). Rare pieces weigh more than common ones; the vocabulary of the tokenizer is in
the order of frequency, so that a piece's id tells how rare it is.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from claims.inference.embedding import Embedded

# Ids below this are marks and single letters; "the" is 1996.
_FIRST_WORD: Final = 1996
_COMMON: Final = 250.0


@dataclass(frozen=True, slots=True)
class Coverage:
    """How well one statement's pieces are found in the other.

    `mean` is the weighted mean of the best cosines, `weakest` the mean of the worst fifth of the
    weight, both -1 to 1.
    """

    mean: float
    weakest: float


def piece_weights(pieces: NDArray[np.int64]) -> NDArray[np.float32]:
    """Return how much each piece counts: little for "the", most for rare words."""
    rarity = np.log1p(np.maximum(pieces - _FIRST_WORD, 0) / _COMMON) + 0.05
    return rarity.astype(np.float32)


def align(left: Embedded, right: Embedded) -> tuple[Coverage, Coverage]:
    """Return how well `right` covers `left`, and how well `left` covers `right`."""
    if not len(left.pieces) or not len(right.pieces):
        return Coverage(0.0, 0.0), Coverage(0.0, 0.0)
    cosines = _unit(left.states) @ _unit(right.states).T
    return (
        _coverage(cosines.max(axis=1), left.pieces),
        _coverage(cosines.max(axis=0), right.pieces),
    )


def _unit(states: NDArray[np.float32]) -> NDArray[np.float32]:
    lengths = np.linalg.norm(states, axis=1, keepdims=True)
    return np.asarray(states / np.maximum(lengths, 1e-6), dtype=np.float32)


def _coverage(best: NDArray[np.float32], pieces: NDArray[np.int64]) -> Coverage:
    weights = piece_weights(pieces)
    order = np.argsort(best)
    running = np.cumsum(weights[order])
    worst = order[: int(np.searchsorted(running, running[-1] / 5)) + 1]
    return Coverage(
        float(np.average(best, weights=weights)),
        float(np.average(best[worst], weights=weights[worst])),
    )
