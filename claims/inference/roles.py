"""Where each piece of a window stands relative to each cue: what the role head is told beside the
hidden states."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from claims.inference.pieces import Pieces
from claims.inference.shapes import GUIDE, MAXIMUM_DISTANCE, MAXIMUM_PARAGRAPHS
from claims.inference.windows import Window


def relative_places(
    pieces: Pieces,
    window: Window,
    cues: Sequence[tuple[int, int]],
    convention: int = GUIDE,
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return distances to each cue in pieces and in paragraphs, each (cues, len(window) + 2), as
    indices into tables.

    A cue is a half-open range of pieces of the text; the two marks around a window count as pieces.
    The table of paragraphs has a part for each convention, by which the head is told which it is.
    """
    ranges = np.array(cues, np.int64).reshape(-1, 2)
    first, last = ranges[:, :1], ranges[:, 1:]
    places = np.arange(window.first - 1, window.last + 1)
    distances = np.minimum(places - first, 0) + np.maximum(places - (last - 1), 0)
    numbers = pieces.paragraphs[np.clip(places, window.first, window.last - 1)]
    paragraphs = numbers - pieces.paragraphs[first]
    return (
        np.clip(distances, -MAXIMUM_DISTANCE, MAXIMUM_DISTANCE) + MAXIMUM_DISTANCE,
        np.clip(paragraphs, -MAXIMUM_PARAGRAPHS, MAXIMUM_PARAGRAPHS)
        + MAXIMUM_PARAGRAPHS
        + convention * (2 * MAXIMUM_PARAGRAPHS + 1),
    )
