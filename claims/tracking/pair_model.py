"""The models that give the chance that two claims are the same, or speak of one event.

Each is a logistic model whose score is the sum of one curve a feature: a line that may bend at a
few knots (a generalised additive model, Hastie and Tibshirani 1986, with hinges), so that one can
read off what counts how much, and a chance of 0.7 is right seven times in ten.
`claims.training.comparison` fits them.
"""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from claims.errors import ModelError

__all__ = ["Curve", "PairModel", "read_models"]


@dataclass(frozen=True, slots=True)
class Curve:
    """A line through 0 with a slope, which changes at each knot: (where, by how much)."""

    slope: float
    knots: tuple[tuple[float, float], ...] = ()

    def at(self, number: float) -> float:
        """Return the height of the curve."""
        bends = sum(change * (number - knot) for knot, change in self.knots if number > knot)
        return self.slope * number + bends


@dataclass(frozen=True, slots=True)
class PairModel:
    """A bias and a curve for each of the features it uses, by their names."""

    bias: float
    curves: Mapping[str, Curve]

    def chance(self, names: Sequence[str], numbers: Sequence[float]) -> float:
        """Return the chance, 0 to 1; features that the model does not use are left out."""
        curves = self.curves
        score = self.bias + sum(
            curves[name].at(number)
            for name, number in zip(names, numbers, strict=True)
            if name in curves
        )
        return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, score))))


def read_models(path: Path, names: Sequence[str]) -> dict[str, PairModel]:
    """Read the models of a file by name. Raises ModelError where one is missing or damaged."""
    try:
        stored = json.loads(path.read_text("utf8"))
        return {name: _model(stored[name]) for name in names}
    except (OSError, KeyError, TypeError, ValueError) as error:
        raise ModelError(f"{path.name} is missing or damaged: install claims anew") from error


def _model(stored: dict[str, Any]) -> PairModel:
    curves = {
        name: Curve(float(one["slope"]), tuple((float(a), float(b)) for a, b in one["knots"]))
        for name, one in stored["curves"].items()
    }
    return PairModel(float(stored["bias"]), curves)
