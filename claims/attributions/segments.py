"""Finds, for each cue, the best source and the best contents, out of the scores of the role head.

A source is one segment: the one whose words' log-odds and whose start and end scores add up to the
most. Contents are a set of segments, found with the two-state algorithm of Viterbi (1967), in which
entering and leaving a content cost what the start and end scores say. All cues of a text are worked
on at once.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
BARRED = -50.0


@dataclass(frozen=True, slots=True)
class Weights:
    """How scores are weighed: of roles, of boundaries, and what an empty source must be beaten
    by."""

    source_role: float = 1.0
    source_boundary: float = 1.0
    source_least: float = -1.0
    content_role: float = 1.0
    content_boundary: float = 1.0
    odds_limit: float = 6.0
    boundary_limit: float = 6.0


@dataclass(frozen=True, slots=True)
class Scores:
    """Scores of words for cues, each (cues, words): log-odds of the two roles, and scores of their
    boundaries."""

    source: Floats
    content: Floats
    source_start: Floats
    source_end: Floats
    content_start: Floats
    content_end: Floats


def best_sources(scores: Scores, weights: Weights) -> tuple[NDArray[np.int64], Floats]:
    """Return the best segment of each cue, (cues, 2) half-open in words, and its score, (cues)."""
    odds = weights.source_role * scores.source
    sums = np.cumsum(odds, axis=1)
    opening = weights.source_boundary * scores.source_start - sums + odds
    best = np.maximum.accumulate(opening, axis=1)
    total = sums + weights.source_boundary * scores.source_end + best
    last = total.argmax(axis=1)
    rows = np.arange(len(last))
    reached = opening == best[rows, last][:, None]
    reached &= np.arange(opening.shape[1])[None] <= last[:, None]
    first = reached.argmax(axis=1)
    return np.stack((first, last + 1), axis=1), total[rows, last]


def best_contents(scores: Scores, weights: Weights) -> NDArray[np.bool_]:
    """Return which words are content, (cues, words), and make no difference between adjacent
    segments."""
    emitted = (weights.content_role * scores.content).T
    enter = (weights.content_boundary * scores.content_start).T
    leave = (weights.content_boundary * scores.content_end).T
    length, count = emitted.shape
    stayed_in = np.zeros((length, count), np.bool_)
    stayed_out = np.zeros((length, count), np.bool_)
    inside, outside = np.full(count, -np.inf), np.zeros(count)
    for at in range(length):
        entered = outside + enter[at]
        stayed_in[at] = inside > entered
        new_inside = emitted[at] + np.maximum(inside, entered)
        left = inside + leave[at - 1] if at else np.full(count, -np.inf)
        stayed_out[at] = outside >= left
        outside = np.maximum(outside, left)
        inside = new_inside
    return _traced(stayed_in, stayed_out, inside + leave[-1] > outside)


def _traced(
    stayed_in: NDArray[np.bool_], stayed_out: NDArray[np.bool_], ends_inside: NDArray[np.bool_]
) -> NDArray[np.bool_]:
    """Walk back through the choices of the two-state algorithm."""
    length, count = stayed_in.shape
    chosen = np.zeros((length, count), np.bool_)
    state = ends_inside
    for at in range(length - 1, -1, -1):
        chosen[at] = state
        state = np.where(state, stayed_in[at], ~stayed_out[at])
    return chosen.T
