"""Linear models over named features: weights in, scores out.

A model is a table from a feature's name to its weight for each label; a text's features are a
mapping from names to values. The score of a label is the sum over features of value times weight,
plus the label's own weight under "(always)"; the softmax of the scores is the confidence. The
weights are made by `claims.training.assessment`.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Self

import numpy as np
from numpy.typing import NDArray

ALWAYS: Final = "(always)"
"""The feature that every text has, whose weights are the labels' intercepts."""


@dataclass(frozen=True, slots=True)
class LinearModel:
    """The labels, in order, and for each feature the weights of the labels in that order."""

    labels: tuple[str, ...]
    weights: Mapping[str, tuple[float, ...]]
    _rows: Mapping[str, int] = field(init=False, repr=False, compare=False)
    _matrix: NDArray[np.float64] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Lay the weights out in a matrix, in which sums over features are quick."""
        rows = {name: place for place, name in enumerate(self.weights)}
        matrix = np.array(list(self.weights.values()), np.float64)
        object.__setattr__(self, "_rows", rows)
        object.__setattr__(self, "_matrix", matrix.reshape(len(rows), len(self.labels)))

    @classmethod
    def from_table(cls, table: Mapping[str, object]) -> Self:
        """Read what `to_table` wrote."""
        labels, weights = table["labels"], table["weights"]
        if not isinstance(labels, list) or not isinstance(weights, dict):
            raise TypeError("a linear model is a table of labels and weights")
        return cls(tuple(labels), {name: tuple(row) for name, row in weights.items()})

    def to_table(self) -> dict[str, object]:
        """Return the model as JSON can hold it."""
        return {
            "labels": list(self.labels),
            "weights": {name: list(row) for name, row in self.weights.items()},
        }

    def score(self, features: Mapping[str, float]) -> list[float]:
        """Return a score for each label, in the order of `labels`."""
        rows, values = [], []
        for name, value in features.items():
            row = self._rows.get(name)
            if row is not None:
                rows.append(row)
                values.append(value)
        if ALWAYS in self._rows:
            rows.append(self._rows[ALWAYS])
            values.append(1.0)
        if not rows:
            return [0.0] * len(self.labels)
        totals: list[float] = np.dot(np.array(values), self._matrix.take(rows, axis=0)).tolist()
        return totals

    def probabilities(self, features: Mapping[str, float]) -> dict[str, float]:
        """Return the softmax of the scores by label; they sum to 1."""
        totals = self.score(features)
        highest = max(totals)
        powers = [math.exp(total - highest) for total in totals]
        whole = sum(powers)
        return {label: power / whole for label, power in zip(self.labels, powers, strict=True)}
