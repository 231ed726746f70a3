"""Finds the words that may be cues, from what the encoder says of each word."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from claims.attributions.words import Words

_BEGINS, _CONTINUES = 1, 2
_LONGEST_CUE = 12


@dataclass(frozen=True, slots=True)
class Candidate:
    """Words that may be a cue: a half-open range of words, and the probability that one begins
    here."""

    first: int
    last: int
    probability: float


def find_candidates(
    cues: NDArray[np.float32], words: Words, threshold: float
) -> tuple[Candidate, ...]:
    """Return the candidates in the order of the text, none overlapping another.

    `cues` is (pieces, 3), probabilities under one convention. A word begins a candidate where the
    probability reaches the threshold; the candidate goes on over words that more likely continue a
    cue than not.
    """
    if not len(words):
        return ()
    labels = cues[words.first]
    found: list[Candidate] = []
    end = 0
    for at in np.flatnonzero(labels[:, _BEGINS] >= threshold):
        if at >= end:
            end = _end(labels, int(at))
            found.append(Candidate(int(at), end, float(labels[at, _BEGINS])))
    return tuple(found)


def _end(labels: NDArray[np.float32], at: int) -> int:
    """Where the cue that begins at a word ends."""
    end = at + 1
    while end < len(labels) and end - at < _LONGEST_CUE:
        outside, begins, continues = labels[end]
        if continues < max(outside, begins):
            break
        end += 1
    return end
