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
    here.

    `flat` speaks of cues that lie in nobody's content, `deep` of cues at any depth.
    """

    first: int
    last: int
    flat: float
    deep: float


def find_candidates(
    cues: NDArray[np.float32], words: Words, flat_threshold: float, deep_threshold: float
) -> tuple[Candidate, ...]:
    """Return the candidates in the order of the text, none overlapping another.

    `cues` is (pieces, 2, 3), probabilities. A word begins a candidate where either probability
    reaches its threshold; the candidate goes on over words that more likely continue a cue than
    not.
    """
    if not len(words):
        return ()
    by_word = cues[words.first]
    flat, deep = by_word[:, 0], by_word[:, 1]
    found: list[Candidate] = []
    end = 0
    for level, labels, threshold in ((0, flat, flat_threshold), (1, deep, deep_threshold)):
        taken = np.zeros(len(words), np.bool_)
        for candidate in found:
            taken[candidate.first : candidate.last] = True
        end = 0
        for at in np.flatnonzero(labels[:, _BEGINS] >= threshold):
            if at < end or taken[at]:
                continue
            end = _end(labels, int(at), taken if level else None)
            found.append(
                Candidate(int(at), end, float(flat[at, _BEGINS]), float(deep[at, _BEGINS]))
            )
    return tuple(sorted(found, key=lambda candidate: candidate.first))


def _end(labels: NDArray[np.float32], at: int, taken: NDArray[np.bool_] | None) -> int:
    """Where the cue that begins at a word ends."""
    end = at + 1
    while end < len(labels) and end - at < _LONGEST_CUE:
        if taken is not None and taken[end]:
            break
        outside, begins, continues = labels[end]
        if continues < max(outside, begins):
            break
        end += 1
    return end
