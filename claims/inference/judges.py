"""Judges what the encoder has read: sentences, what is claimed, and who is mentioned.

Each judge is a small network of two layers over pooled hidden states, small enough for numpy.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from claims.errors import ModelError
from claims.inference.shapes import SENTENCE_STATUSES, SOURCE_KINDS

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class SentenceJudgement:
    """Probabilities of SENTENCE_STATUSES, and that an editor would ask who says so."""

    statuses: Floats
    disputable: float


@dataclass(frozen=True, slots=True)
class SourceJudgement:
    """Probabilities of SOURCE_KINDS, of being unnamed, and of SOURCE_NUMBERS."""

    kinds: Floats
    anonymous: float
    numbers: Floats


@dataclass(frozen=True, slots=True)
class Judges:
    """The weights of the three judges, by name ("sentence.first.weight")."""

    weights: Mapping[str, Floats]

    @classmethod
    def read(cls, path: Path) -> "Judges":
        """Read the weights; raises ModelError where the file is missing or damaged."""
        try:
            with np.load(path) as stored:
                return cls({name: stored[name].astype(np.float32) for name in stored})
        except (OSError, ValueError, EOFError) as error:
            raise ModelError(f"{path}: no judges could be loaded ({error})") from error

    def sentence(self, states: Floats) -> SentenceJudgement:
        """Judge a sentence by the hidden states of its pieces, (pieces, 384)."""
        scores = self._scores("sentence", np.concatenate((states.mean(0), states.max(0))))
        size = len(SENTENCE_STATUSES)
        return SentenceJudgement(_softmax(scores[:size]), _logistic(scores[size]))

    def content(self, states: Floats, cue: Floats) -> Floats:
        """Return the probabilities of CLAIM_KINDS, from the states of a content and of its cue."""
        return _softmax(self._scores("content", np.concatenate((states.mean(0), cue.mean(0)))))

    def mention(self, states: Floats) -> SourceJudgement:
        """Judge the source that a mention speaks of by the states of its pieces."""
        scores = self._scores("mention", states.mean(0))
        size = len(SOURCE_KINDS)
        return SourceJudgement(
            _softmax(scores[:size]), _logistic(scores[size]), _softmax(scores[size + 1 :])
        )

    def _scores(self, judge: str, pooled: Floats) -> Floats:
        weights = self.weights
        first = weights[f"{judge}.first.weight"] @ pooled + weights[f"{judge}.first.bias"]
        second: Floats = weights[f"{judge}.second.weight"] @ _gelu(first)
        return second + weights[f"{judge}.second.bias"]


def _gelu(values: Floats) -> Floats:
    """The Gaussian error linear unit (Hendrycks and Gimpel 2016), in its tanh form."""
    inner = 0.7978845608 * (values + 0.044715 * values**3)
    return np.asarray(0.5 * values * (1.0 + np.tanh(inner)), np.float32)


def _softmax(scores: Floats) -> Floats:
    powers = np.exp(scores - scores.max())
    return np.asarray(powers / powers.sum(), np.float32)


def _logistic(score: np.floating) -> float:
    return float(1.0 / (1.0 + np.exp(-score)))
