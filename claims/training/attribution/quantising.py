"""Rounds weights to int8 so that every processor computes the same with them.

Processors without VNNI multiply a byte (an activation, up to 255) by a weight and add two such
products, of neighbours in a column, in 16 bits. Where both weights are large that sum saturates,
and an article would be read differently from one machine to the next. Weights are therefore kept
so small that no two neighbours can do that.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

__all__ = ["LARGEST_PAIR", "quantise_columns", "quantise_products", "without_saturation"]

LARGEST_PAIR = 128
"""The largest sum of two neighbours' amounts: 255 * 128 is below 2 ** 15."""

_STEPS = (127, 116, 106, 96, 88, 80, 72, 64)
Array = NDArray[Any]


def quantise_columns(columns: Array) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """Round each column of (in, out) to -127..127 times a scale of its own."""
    scales = np.maximum(np.abs(columns).max(axis=0), 1e-8) / 127.0
    return np.round(columns / scales).astype(np.int8), scales.astype(np.float32)


def quantise_products(columns: Array) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """Round each column of (in, out) so that no product saturates, with the scale of the least
    squared error: fewer steps, or more of its largest weights cut."""
    largest = np.maximum(np.abs(columns).max(axis=0), 1e-8)
    best = np.full(columns.shape[1], np.inf)
    small = np.zeros(columns.shape, np.int8)
    scales = np.zeros(columns.shape[1], np.float32)
    for steps in _STEPS:
        tried = largest / steps
        rounded = without_saturation(np.round(columns / tried).astype(np.int8))
        errors = np.square(rounded * tried - columns).sum(axis=0)
        better = errors < best
        best[better], scales[better] = errors[better], tried[better]
        small[:, better] = rounded[:, better]
    return small, scales


def without_saturation(weights: NDArray[np.int8]) -> NDArray[np.int8]:
    """Make neighbours in a column of (in, out) smaller where they are together above LARGEST_PAIR.

    Both keep their proportion.
    """
    found = weights.astype(np.int64)
    even = len(found) - len(found) % 2
    pairs = found[:even].reshape(-1, 2, found.shape[1])
    sums = np.abs(pairs).sum(axis=1, keepdims=True)
    smaller = np.trunc(pairs * (LARGEST_PAIR / np.maximum(sums, LARGEST_PAIR))).astype(np.int64)
    found[:even] = np.where(sums > LARGEST_PAIR, smaller, pairs).reshape(even, found.shape[1])
    return found.astype(np.int8)
