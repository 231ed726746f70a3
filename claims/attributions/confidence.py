"""How sure an attribution is as a whole: cue, source and content together."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from claims.attributions.decoding import Decoded

# The columns of the figures (see `decoding`) that hold the two probabilities of the cue.
_FLAT, _DEEP = 0, 1


def confidences(
    decoded: Sequence[Decoded], weights: Sequence[float], *, deep: bool = False
) -> NDArray[np.float64]:
    """Return the probability that each attribution has the right source and the right content.

    A logistic model of the figures of each, with its constant last in `weights`. With `deep`, cues
    are judged by their probability at any depth: for what may lie in another's content.
    """
    if not decoded:
        return np.zeros(0)
    figures = np.stack([item.figures for item in decoded])
    if deep:
        figures[:, _FLAT] = figures[:, _DEEP]
    scores = design(figures) @ np.asarray(weights)
    return np.asarray(1.0 / (1.0 + np.exp(-scores)), dtype=np.float64)


def design(figures: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return figures, squares of the first, and a constant: (attributions, figures + 2)."""
    square = figures[:, _FLAT : _FLAT + 1] ** 2
    return np.concatenate((figures, square, np.ones((len(figures), 1))), axis=1)
