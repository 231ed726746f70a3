"""Lines of two or more columns, drawn row by row → column after column, as they are read.

Some programs draw a page from top to bottom, whatever its columns: the first line of the left one,
the first of the right one, the second of the left one. The order of drawing is then none of
reading. It is mended only where columns are evident: an empty strip down the page with lines of
prose on both sides of it, between which the order jumps to and fro. A table has short cells and
stays as it is.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from statistics import median
from typing import Final

__all__ = ["TypeLine", "in_columns"]

_FEWEST_LINES: Final = 3
"""In a column."""
_SHORTEST: Final = 18
"""Characters of the usual line of a column; cells of tables are shorter."""
_JUMPS: Final = 3
"""From one side to the other; a page that is drawn column by column has one."""
_ROUGH: Final = 2.0
"""Points by which lines of one column may begin apart."""
_MOST_LINES: Final = 1_000
_MOST_STRIPS: Final = 20
"""Of a page that is looked at."""


@dataclass(frozen=True, slots=True)
class TypeLine:
    """A line and its box, in points from the page's lower left; no box (all 0) if not known.

    A line whose last word goes on in the next ends with a soft hyphen. `pieces` are the parts of a
    line that wide gaps divide: of one column each, or cells, or just words.
    """

    text: str
    left: float = 0.0
    right: float = 0.0
    top: float = 0.0
    bottom: float = 0.0
    pieces: "tuple[TypeLine, ...]" = ()

    @property
    def size(self) -> float:
        """The height of the type."""
        return self.top - self.bottom


def in_columns(lines: Sequence[TypeLine]) -> list[TypeLine]:
    """Return the lines of a page in the order of reading; as given where no columns are evident."""
    pieces = [piece for line in lines for piece in line.pieces or (line,)]
    if len(pieces) > _MOST_LINES or not all(piece.size for piece in pieces):
        return list(lines)
    ordered = _ordered(pieces)
    return list(lines) if ordered is None else ordered


def _ordered(pieces: Sequence[TypeLine]) -> list[TypeLine] | None:
    """Return pieces column by column; None where they are in none."""
    for strip in _strips(pieces):
        ordered, divided = _along(pieces, strip)
        if divided:
            return ordered
    return None


def _strips(pieces: Sequence[TypeLine]) -> list[float]:
    """Return where the left edge of a column may be: where several lines begin, from the left."""
    lefts = sorted(piece.left for piece in pieces)
    starts: list[list[float]] = []
    for left in lefts:
        if starts and left - starts[-1][0] <= _ROUGH:
            starts[-1].append(left)
        else:
            starts.append([left])
    return [one[0] for one in starts[1:] if len(one) >= _FEWEST_LINES][:_MOST_STRIPS]


def _along(pieces: Sequence[TypeLine], strip: float) -> tuple[list[TypeLine], bool]:
    """Return pieces so that what is left of a strip goes first, and whether there are columns.

    What crosses the strip (a headline) divides the page: columns above it are read before it.
    """
    ordered: list[TypeLine] = []
    divided = False
    falling = sorted(pieces, key=_from_top)
    for crosses, band in groupby(
        falling, lambda one: one.left < strip - _ROUGH < one.right - _ROUGH
    ):
        members = list(band)
        left = [one for one in members if one.right <= strip]
        right = [one for one in members if one.right > strip]
        if crosses or not _are_columns(left, right, pieces):
            inside = set(map(id, members))
            ordered += [one for one in pieces if id(one) in inside]
            continue
        divided = True
        for column in (left, right):
            ordered += _ordered(column) or sorted(column, key=_from_top)
    return ordered, divided


def _are_columns(
    left: Sequence[TypeLine], right: Sequence[TypeLine], drawn: Sequence[TypeLine]
) -> bool:
    """Return whether both sides are lines of prose, side by side, between which drawing jumps."""
    if min(len(left), len(right)) < _FEWEST_LINES:
        return False
    if min(median(len(one.text) for one in side) for side in (left, right)) < _SHORTEST:
        return False
    side_of = {id(one): number for number, side in enumerate((left, right)) for one in side}
    sides = [side_of[id(one)] for one in drawn if id(one) in side_of]
    return len(list(groupby(sides))) - 1 >= _JUMPS


def _from_top(piece: TypeLine) -> tuple[int, float]:
    """Return what pieces are sorted by: from the top, and from the left where they share a line."""
    return -round(piece.top), piece.left
