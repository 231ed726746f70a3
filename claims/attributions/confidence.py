"""How sure an attribution is as a whole: cue, source and content together."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from claims.attributions.decoding import Decoded


def confidences(decoded: Sequence[Decoded], weights: Sequence[float]) -> NDArray[np.float64]:
    """Return the probability that each attribution has the right source and the right content.

    A logistic model of the figures of each (see `decoding`), with its constant last in `weights`.
    """
    if not decoded:
        return np.zeros(0)
    figures = np.stack([item.figures for item in decoded])
    return np.asarray(1.0 / (1.0 + np.exp(-figures @ np.asarray(weights))), dtype=np.float64)
