"""Tells whether one statement follows from another, contradicts it, or neither.

A small network on the word pieces' states of the embedding model, which itself stays as it is:
each piece is held against its soft counterpart in the other statement (decomposable attention,
Parikh et al., EMNLP 2016), the outcomes are pooled, and the features of the comparison join them.
Two such networks, trained apart, are asked, and the mean of their chances counts. They run
in numpy; `claims.training.entailment` trains them.
"""

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from claims.errors import ModelError
from claims.inference.embedding import MODELS, Embedded

LABELS: Final = ("follows", "neutral", "contradicts")

Floats = NDArray[np.float32]


_NETWORKS: Final = ("entailment.npz", "entailment-2.npz")


class Entailment:
    """The networks of a folder, loaded on first use."""

    def __init__(self, folder: Path = MODELS) -> None:
        """Name the folder that holds the networks."""
        self.folder = folder

    @cached_property
    def _networks(self) -> list[dict[str, Floats]]:
        return [_read_weights(self.folder / name) for name in _NETWORKS]

    def chances(self, left: Embedded, right: Embedded, features: Sequence[float]) -> Floats:
        """Return the chances (3) that `right` follows from `left`, is neutral, contradicts it.

        `features` are those of `claims.tracking.features.compute_features` for the two. A
        statement without words is neutral to all others.
        """
        if not len(left.pieces) or not len(right.pieces):
            return np.array([0.0, 1.0, 0.0], dtype=np.float32)
        given = np.array(features, dtype=np.float32)
        found = [_chances(one, left, right, given) for one in self._networks]
        return np.asarray(np.mean(found, axis=0), dtype=np.float32)


def _read_weights(path: Path) -> dict[str, Floats]:
    try:
        with np.load(path) as stored:
            return {name: stored[name].astype(np.float32) for name in stored.files}
    except (OSError, ValueError) as error:
        raise ModelError(f"{path.name} is missing or damaged: install claims anew") from error


def _chances(
    weights: dict[str, Floats], left: Embedded, right: Embedded, features: Floats
) -> Floats:
    """Ask one network."""
    one = _relu(_linear(left.states, weights, "project"))
    other = _relu(_linear(right.states, weights, "project"))
    scores = _linear(one, weights, "attend") @ _linear(other, weights, "attend").T
    pooled = [
        *_compared(weights, one, _softmax(scores) @ other),
        *_compared(weights, other, _softmax(scores.T) @ one),
        _linear(np.abs(left.vector - right.vector), weights, "apart"),
        _linear(left.vector * right.vector, weights, "product"),
        features,
    ]
    hidden = _relu(_linear(np.concatenate(pooled), weights, "first"))
    return _softmax(_linear(hidden, weights, "last"))


def _compared(
    weights: dict[str, Floats], pieces: Floats, counterparts: Floats
) -> tuple[Floats, Floats]:
    """Hold pieces against their counterparts; return mean and maximum of the outcomes."""
    joined = np.concatenate(
        [pieces, counterparts, pieces - counterparts, pieces * counterparts], axis=1
    )
    found = _relu(_linear(joined, weights, "compare"))
    return found.mean(axis=0), found.max(axis=0)


def _linear(rows: Floats, weights: dict[str, Floats], name: str) -> Floats:
    return np.asarray(rows @ weights[f"{name}.weight"].T + weights[f"{name}.bias"], np.float32)


def _relu(rows: Floats) -> Floats:
    return np.maximum(rows, np.float32(0.0))


def _softmax(rows: Floats) -> Floats:
    raised = np.exp(rows - rows.max(axis=-1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=-1, keepdims=True), dtype=np.float32)
