"""Where each piece of a window stands relative to a cue: what the role head is told beside the
hidden states."""

import numpy as np
from numpy.typing import NDArray

from claims.inference.pieces import Pieces
from claims.inference.shapes import MAXIMUM_DISTANCE, MAXIMUM_PARAGRAPHS
from claims.inference.windows import Window


def relative_places(
    pieces: Pieces, window: Window, first: int, last: int
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return distances to the cue in pieces and in paragraphs, each (len(window) + 2), as indices
    into tables.

    The cue is the half-open range of pieces `first`..`last`; the two marks around a window count as
    pieces.
    """
    places = np.arange(window.first - 1, window.last + 1)
    distances = np.minimum(places - first, 0) + np.maximum(places - (last - 1), 0)
    inside = pieces.paragraphs[window.first : window.last]
    paragraphs = np.pad(inside, 1, mode="edge") - pieces.paragraphs[first]
    return (
        np.clip(distances, -MAXIMUM_DISTANCE, MAXIMUM_DISTANCE) + MAXIMUM_DISTANCE,
        np.clip(paragraphs, -MAXIMUM_PARAGRAPHS, MAXIMUM_PARAGRAPHS) + MAXIMUM_PARAGRAPHS,
    )
