"""Finds, for each cue, the segments of each role, out of the scores of the role head.

Each role is a set of segments, found with the two-state algorithm of Viterbi (1967), in which
entering and leaving a segment cost what its start and end scores say. All cues of a text are worked
on at once.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
BARRED = -50.0


@dataclass(frozen=True, slots=True)
class Weights:
    """How the scores of one role are weighed: of its words (log-odds, limited), of its boundaries
    (limited), and what a segment costs beyond these."""

    role: float = 0.5
    boundary: float = 1.0
    odds_limit: float = 4.0
    boundary_limit: float = 6.0
    cost: float = 0.0


@dataclass(frozen=True, slots=True)
class Scores:
    """Scores of words for cues under one role, each (cues, words): log-odds of the role, and scores
    of its boundaries."""

    odds: Floats
    start: Floats
    end: Floats

    def bar(self, row: int, first: int, last: int) -> None:
        """Bar a half-open range of words for a cue."""
        self.odds[row, max(0, first) : last] = BARRED


def weighed(scores: Scores, weights: Weights) -> Scores:
    """Limit and weigh the scores; what is barred stays barred."""

    def limited(values: Floats, limit: float, weight: float) -> Floats:
        return np.where(values <= BARRED, BARRED, weight * np.clip(values, -limit, limit))

    edge = weights.boundary_limit
    return Scores(
        limited(scores.odds, weights.odds_limit, weights.role),
        limited(scores.start, edge, weights.boundary) - weights.cost,
        limited(scores.end, edge, weights.boundary),
    )


def best_segments(scores: Scores) -> NDArray[np.bool_]:
    """Return which words are in a segment, (cues, words), with each segment's first word marked in
    a second array of the same shape: (2, cues, words)."""
    emitted, enter, leave = scores.odds.T, scores.start.T, scores.end.T
    length, count = emitted.shape
    stayed_in = np.zeros((length, count), np.bool_)
    stayed_out = np.zeros((length, count), np.bool_)
    inside, outside = np.full(count, -np.inf), np.zeros(count)
    for at in range(length):
        left = inside + leave[at - 1] if at else np.full(count, -np.inf)
        stayed_out[at] = outside >= left
        # A segment may follow another at once: the second of two joint sources.
        free = np.maximum(outside, left)
        entered = free + enter[at]
        stayed_in[at] = inside > entered
        inside = emitted[at] + np.maximum(inside, entered)
        outside = free
    return _traced(stayed_in, stayed_out, inside + leave[-1] > outside)


def _traced(
    stayed_in: NDArray[np.bool_], stayed_out: NDArray[np.bool_], ends_inside: NDArray[np.bool_]
) -> NDArray[np.bool_]:
    """Walk back through the choices of the two-state algorithm."""
    length, count = stayed_in.shape
    chosen = np.zeros((2, length, count), np.bool_)
    state = ends_inside
    for at in range(length - 1, -1, -1):
        chosen[0, at] = state
        begins = state & ~stayed_in[at]
        chosen[1, at] = begins
        # Before a segment's first word, and outside, the word before may be in or out of one.
        state = np.where(state & stayed_in[at], True, ~stayed_out[at])
    return chosen.transpose(0, 2, 1)
