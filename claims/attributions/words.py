"""Whole words over word pieces: spans begin and end with words, never inside one."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from claims.inference.pieces import Pieces

_CONTINUES = 5  # the column of "continues a word" in the features of pieces


@dataclass(frozen=True, slots=True)
class Words:
    """The words and marks of a text: half-open ranges of pieces, and of characters.

    `solid` is true for what holds a letter or digit, false for punctuation; `homes` maps a piece to
    its word.
    """

    first: NDArray[np.int64]
    last: NDArray[np.int64]
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    solid: NDArray[np.bool_]
    homes: NDArray[np.int64]

    def __len__(self) -> int:
        """Return the number of words."""
        return len(self.first)


def group_words(pieces: Pieces) -> Words:
    """Join the pieces that continue a word to the piece that begins it."""
    begins = pieces.features[:, _CONTINUES] == 0.0
    if len(pieces):
        begins[0] = True
    first = np.flatnonzero(begins)
    last = np.append(first[1:], len(pieces)) if len(first) else first
    solid = np.logical_or.reduceat(pieces.solid, first) if len(first) else np.zeros(0, np.bool_)
    return Words(
        first=first,
        last=last,
        starts=pieces.starts[first],
        ends=pieces.ends[last - 1],
        solid=solid,
        homes=np.cumsum(begins) - 1,
    )
