"""Plans the windows in which a text is read: whole paragraphs, none read twice.

A window that is twice as long costs more than twice the time, since every piece looks at every
other; many short ones tear apart what belongs together. So borders are chosen where the squares of
the windows' lengths, a constant for each window, and what each border tears apart add up to the
least (the line-breaking of Knuth and Plass 1981, over paragraphs instead of words). A quotation
that goes on in the next paragraph is kept together where there is room, and so is a line that
breaks off within a sentence. On PolNeAR dev this loses nothing against overlapping windows
(`cut_windows`), which read a fifth of all pieces twice.
"""

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from claims.inference.pieces import Pieces
from claims.inference.shapes import WINDOW_OVERLAP, WINDOW_PIECES
from claims.inference.windows import Window

# All costs are in squares of pieces. Lengths settle about the square root of the first one.
_WINDOW = 12_000.0
_TORN_QUOTATION = 10_000.0
_TORN_SENTENCE = 6_000.0
_QUOTED = 3  # the column of "lies inside quotation marks" in the features of pieces
_ENDING = frozenset(".!?:\"”’')]*…")


def plan_windows(text: str, pieces: Pieces, *, size: int = WINDOW_PIECES) -> tuple[Window, ...]:
    """Return windows that cover all pieces of `text` in order, each up to `size` pieces long.

    They do not overlap, but where a paragraph is longer than `size`: it is cut, and its parts
    overlap by WINDOW_OVERLAP.
    """
    total = len(pieces)
    if not total:
        return ()
    edges = np.append(np.flatnonzero(np.diff(pieces.paragraphs, prepend=-1)), total)
    chosen = _cheapest(edges, _border_costs(text, pieces, edges), size)
    windows: list[Window] = []
    for first, last in pairwise(chosen):
        windows += _cut(first, last, size)
    return tuple(windows)


def _border_costs(text: str, pieces: Pieces, edges: NDArray[np.int64]) -> NDArray[np.float64]:
    """What it costs to end a window at each edge; the two ends of the text cost nothing."""
    costs = np.zeros(len(edges))
    inner = edges[1:-1]
    quoted = pieces.features[:, _QUOTED] > 0
    costs[1:-1] += _TORN_QUOTATION * (quoted[inner - 1] & quoted[inner])
    torn = [text[end - 1] not in _ENDING for end in pieces.ends[inner - 1]]
    costs[1:-1] += _TORN_SENTENCE * np.array(torn, np.float64)
    return costs


def _cheapest(edges: NDArray[np.int64], costs: NDArray[np.float64], size: int) -> list[int]:
    """Return the edges at which windows begin and end, first and last edge included."""
    best = np.zeros(len(edges))
    back = np.zeros(len(edges), np.int64)
    # From which earlier edge a window of `size` still reaches; a longer paragraph stands alone.
    reach = np.minimum(np.searchsorted(edges, edges - size), np.arange(len(edges)) - 1)
    for at in range(1, len(edges)):
        low = reach[at]
        total = best[low:at] + (edges[at] - edges[low:at]).astype(np.float64) ** 2
        chosen = int(total.argmin())
        best[at] = total[chosen] + _WINDOW + costs[at]
        back[at] = low + chosen
    found = [len(edges) - 1]
    while found[-1]:
        found.append(int(back[found[-1]]))
    return [int(edges[at]) for at in reversed(found)]


def _cut(first: int, last: int, size: int) -> list[Window]:
    """Cut a paragraph that is too long for one window."""
    windows = []
    while last - first > size:
        windows.append(Window(first, first + size))
        first += size - WINDOW_OVERLAP
    return [*windows, Window(first, last)]
