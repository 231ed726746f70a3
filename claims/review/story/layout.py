"""Places the boxes of a story's graph: from left to right, ending in the originators.

Pure; layers as Sugiyama, Tagawa and Toda (1981) make them. A box stands as many columns before the
last one as its longest way to an end has hops; rings count as one box. Lines that cross a column
keep a place free there. A few sweeps order each column by the mean place of its neighbours.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

__all__ = ["Place", "Placed", "place"]

SWEEPS = 6


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the grid; `row` may lie between two whole ones."""

    column: int
    row: float


@dataclass(frozen=True, slots=True)
class Placed:
    """Where each box stands, and for each line the places that it passes on its way."""

    places: Mapping[str, Place]
    ways: Mapping[tuple[str, str], tuple[Place, ...]]
    columns: int
    rows: int


def place(
    boxes: Sequence[str],
    lines: Collection[tuple[str, str]],
    rings: Collection[Sequence[str]] = (),
) -> Placed:
    """Place boxes, given by their keys, so that every line but those of a ring goes rightwards.

    `lines` are pairs of keys, from the one who relays to the one from whom they have it.
    """
    home = {key: ring[0] for ring in rings for key in ring}
    home = {key: home.get(key, key) for key in boxes}
    onward: defaultdict[str, set[str]] = defaultdict(set)
    for one, other in lines:
        if home[one] != home[other]:
            onward[home[one]].add(home[other])
    column = _columns(boxes, home, onward)
    columns: list[list[str]] = [[] for _ in range(max(column.values(), default=0) + 1)]
    for key in boxes:
        columns[column[key]].append(key)
    ways = _ways(lines, home, column, columns)
    _order(columns, ways, home)
    rows = max((len(keys) for keys in columns), default=0)
    places = {
        key: Place(number, row + (rows - len(keys)) / 2)
        for number, keys in enumerate(columns)
        for row, key in enumerate(keys)
    }
    return Placed(
        places={key: places[key] for key in boxes},
        ways={line: tuple(places[key] for key in way) for line, way in ways.items()},
        columns=len(columns),
        rows=rows,
    )


def _columns(
    boxes: Sequence[str], home: Mapping[str, str], onward: Mapping[str, set[str]]
) -> dict[str, int]:
    """Return the column of each box; one that has no lines at all is in the first."""
    height: dict[str, int] = {}
    for start in boxes:
        waiting = [home[start]]
        while waiting:
            node = waiting[-1]
            missing = [other for other in sorted(onward.get(node, ())) if other not in height]
            if missing:
                waiting += missing
                continue
            waiting.pop()
            height[node] = 1 + max((height[other] for other in onward.get(node, ())), default=-1)
    last = max(height.values(), default=0)
    reached = {other for others in onward.values() for other in others}
    in_ring = {key for key in boxes if sum(home[key] == one for one in home.values()) > 1}
    return {
        key: 0
        if home[key] not in reached and not onward.get(home[key]) and key not in in_ring
        else last - height[home[key]]
        for key in boxes
    }


def _ways(
    lines: Collection[tuple[str, str]],
    home: Mapping[str, str],
    column: Mapping[str, int],
    columns: list[list[str]],
) -> dict[tuple[str, str], tuple[str, ...]]:
    """Keep a place free in every column that a line crosses; return the names of those places."""
    ways = {}
    for one, other in sorted(set(lines)):
        crossed = () if home[one] == home[other] else range(column[one] + 1, column[other])
        way = tuple(f"way\0{one}\0{other}\0{number}" for number in crossed)
        for number, name in zip(crossed, way, strict=True):
            columns[number].append(name)
        ways[one, other] = way
    return ways


def _order(
    columns: list[list[str]],
    ways: Mapping[tuple[str, str], tuple[str, ...]],
    home: Mapping[str, str],
) -> None:
    """Order each column by the mean place of its neighbours, the rings kept together."""
    near: defaultdict[str, list[str]] = defaultdict(list)
    for (one, other), way in ways.items():
        path = (one, *way, other)
        for left, right in pairwise(path):
            near[left].append(right)
            near[right].append(left)
    where = {key: row - len(keys) / 2 for keys in columns for row, key in enumerate(keys)}
    for sweep in range(SWEEPS):
        for keys in columns if sweep % 2 else reversed(columns):
            means = {key: _mean([where[one] for one in near[key]], where[key]) for key in keys}
            blocks: defaultdict[str, list[str]] = defaultdict(list)
            for key in keys:
                blocks[home.get(key, key)].append(key)
            ranked = sorted(
                blocks.values(), key=lambda block: _mean([means[key] for key in block], 0.0)
            )
            keys[:] = [key for block in ranked for key in block]
            where |= {key: row - len(keys) / 2 for row, key in enumerate(keys)}


def _mean(values: Sequence[float], otherwise: float) -> float:
    return sum(values) / len(values) if values else otherwise
