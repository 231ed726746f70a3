"""Cuts the pieces of a text into overlapping windows of whole paragraphs, as training reads them.

At run time windows do not overlap: see `planning`.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from claims.inference.shapes import WINDOW_OVERLAP, WINDOW_PIECES


@dataclass(frozen=True, slots=True)
class Window:
    """A half-open range of pieces of a text."""

    first: int
    last: int

    def __len__(self) -> int:
        """Return the number of pieces."""
        return self.last - self.first


def cut_windows(
    paragraphs: NDArray[np.int64],
    size: int = WINDOW_PIECES,
    overlap: int = WINDOW_OVERLAP,
    first_size: int | None = None,
) -> tuple[Window, ...]:
    """Cut into windows of up to `size` pieces that overlap by up to `overlap`.

    `paragraphs` gives the paragraph's number of each piece. A window ends with a paragraph, and the
    next begins with one, where that is possible; a paragraph longer than a window is cut.
    `first_size` makes the first window shorter, so that training sees other cuts in each epoch.
    """
    total = len(paragraphs)
    beginnings = (
        np.flatnonzero(np.diff(paragraphs, prepend=-1)) if total else np.zeros(0, dtype=np.int64)
    )
    edges = np.append(beginnings, total)
    windows: list[Window] = []
    first = 0
    while first < total:
        room = first_size if first_size and not windows else size
        last = _last_edge(edges, first + room // 2, first + room, first + room)
        last = min(last, total)
        windows.append(Window(first, last))
        if last >= total:
            break
        back = _first_edge(edges, last - overlap, last)
        first = max(back, first + 1)
    return tuple(windows)


def _last_edge(edges: NDArray[np.int64], low: int, high: int, otherwise: int) -> int:
    """Return the last edge in (low, high], or `otherwise`."""
    at = int(np.searchsorted(edges, high, side="right")) - 1
    return int(edges[at]) if at >= 0 and edges[at] > low else otherwise


def _first_edge(edges: NDArray[np.int64], low: int, high: int) -> int:
    """Return the first edge in [low, high); where the text has none there, `low`."""
    at = int(np.searchsorted(edges, low, side="left"))
    return int(edges[at]) if at < len(edges) and edges[at] < high else low
