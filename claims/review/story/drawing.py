"""The graph of a story in numbers that a template prints as SVG: boxes, words in them, curves.

Pure. A label has two lines at most; one that is longer is cut and has its whole text as a title.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from claims.review.story.graph import Box, Line, Picture
from claims.review.story.layout import Place, Placed, place

__all__ = ["Drawing", "DrawnBox", "DrawnLine", "DrawnRing", "draw"]

WIDTH, HEIGHT = 186, 62
GAP_ACROSS, GAP_DOWN = 64, 16
EDGE = 14
LETTERS = 19
"""How many letters of the label fit into a line of a box."""
_BULGE = 30


@dataclass(frozen=True, slots=True)
class DrawnBox:
    """A box with its upper left corner; `lines` are those of its label."""

    box: Box
    x: float
    y: float
    lines: tuple[str, ...]
    said: tuple[str, ...]
    in_ring: bool = False

    @property
    def title(self) -> str:
        """All that there is to say of it: whole names, what it is, whether it is in a circle."""
        names = ", ".join(self.box.names) or self.box.name
        circle = "; cites in a circle" if self.in_ring else ""
        return f"{names}: {self.box.words}{circle}"


@dataclass(frozen=True, slots=True)
class DrawnLine:
    """A curve as the `d` of a path, and where its number of articles stands."""

    line: Line
    curve: str
    x: float
    y: float
    title: str


@dataclass(frozen=True, slots=True)
class DrawnRing:
    """The frame around boxes that cite each other."""

    x: float
    y: float
    width: float
    height: float
    title: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """A whole drawing, in the units of its own size."""

    width: float
    height: float
    boxes: tuple[DrawnBox, ...]
    lines: tuple[DrawnLine, ...]
    rings: tuple[DrawnRing, ...]
    box_width: int = WIDTH
    box_height: int = HEIGHT

    @property
    def manners(self) -> list[str]:
        """The manners of its lines, for the legend."""
        shown = {drawn.line.manner for drawn in self.lines}
        return [one for one in ("stated", "inferred", "printed") if one in shown]


def draw(picture: Picture) -> Drawing:
    """Draw a story's graph."""
    pairs = [(line.teller, line.origin) for line in picture.lines]
    placed = place([box.key for box in picture.boxes], pairs, picture.rings)
    ringed = {key: ring for ring in picture.rings for key in ring}
    corners = {key: _corner(one) for key, one in placed.places.items()}
    boxes = tuple(
        DrawnBox(
            box,
            *corners[box.key],
            wrapped(box.name, LETTERS),
            wrapped(box.words, LETTERS + 8),
            box.key in ringed,
        )
        for box in picture.boxes
    )
    right = EDGE if not picture.rings else EDGE + _BULGE
    return Drawing(
        width=2 * EDGE + placed.columns * (WIDTH + GAP_ACROSS) - GAP_ACROSS + right,
        height=2 * EDGE + placed.rows * (HEIGHT + GAP_DOWN) - GAP_DOWN,
        boxes=boxes,
        lines=tuple(_drawn(line, picture, corners, placed, ringed) for line in picture.lines),
        rings=tuple(_ring(ring, picture, corners) for ring in picture.rings),
    )


def wrapped(text: str, letters: int, most: int = 2) -> tuple[str, ...]:
    """Break a label into at most `most` lines of at most `letters`; what is cut ends in "…"."""
    lines = [""]
    for word in text.split():
        joined = f"{lines[-1]} {word}".strip()
        if len(joined) <= letters or not lines[-1]:
            lines[-1] = joined
        else:
            lines.append(word)
    cut = len(lines) > most
    lines = lines[:most]
    if cut and len(lines[-1]) + 2 <= letters:
        lines[-1] += " …"
    elif cut or len(lines[-1]) > letters:
        lines[-1] = f"{lines[-1][: letters - 1].rstrip()}…"
    return tuple(line if len(line) <= letters else f"{line[: letters - 1]}…" for line in lines)


def _corner(one: Place) -> tuple[float, float]:
    return EDGE + one.column * (WIDTH + GAP_ACROSS), EDGE + one.row * (HEIGHT + GAP_DOWN)


def _drawn(
    line: Line,
    picture: Picture,
    corners: Mapping[str, tuple[float, float]],
    placed: Placed,
    ringed: Mapping[str, tuple[str, ...]],
) -> DrawnLine:
    (x, y), (far_x, far_y) = corners[line.teller], corners[line.origin]
    if line.origin in ringed.get(line.teller, ()):
        points, curve = _around(x, y, far_y)
    else:
        points = [(x + WIDTH, y + HEIGHT / 2)]
        for one in placed.ways[line.teller, line.origin]:
            left, top = _corner(one)
            points += [(left, top + HEIGHT / 2), (left + WIDTH, top + HEIGHT / 2)]
        points.append((far_x, far_y + HEIGHT / 2))
        curve = _across(points)
    (a, b), (c, d) = points[:2]
    return DrawnLine(line, curve, (a + c) / 2, (b + d) / 2, _said(line, picture))


def _around(x: float, y: float, far_y: float) -> tuple[list[tuple[float, float]], str]:
    """Return a curve within a ring: one way at the right of its boxes, the other at the left."""
    down = far_y > y
    side, out = (x + WIDTH, _BULGE) if down else (x, -_BULGE)
    shift = 8 if down else -8
    start, end = y + HEIGHT / 2 + shift, far_y + HEIGHT / 2 - shift
    bent = side + out
    curve = f"M{side:g} {start:g} C{bent:g} {start:g} {bent:g} {end:g} {side:g} {end:g}"
    return [(side + out * 0.8, start), (side + out * 0.8, end)], curve


def _across(points: list[tuple[float, float]]) -> str:
    """Return a curve through points, straight where it passes a column."""
    curve = f"M{points[0][0]:g} {points[0][1]:g}"
    for number, ((a, b), (c, d)) in enumerate(pairwise(points)):
        half = (a + c) / 2
        bend = f" C{half:g} {b:g} {half:g} {d:g} {c:g} {d:g}"
        curve += f" L{c:g} {d:g}" if number % 2 else bend
    return curve


_VERBS = {
    "stated": ("names", "name"),
    "inferred": ("has it, as far as can be told, from", "have it, as far as can be told, from"),
    "printed": ("prints", "print"),
}
"""What one teller does, and what several do that are drawn as one."""


def _said(line: Line, picture: Picture) -> str:
    """Say a line in words: "Coast Radio names Northwire (1 article)"."""
    teller, origin = picture.box(line.teller), picture.box(line.origin)
    possessive = f"the text of {origin.name}" if line.manner == "printed" else origin.name
    count = f"{line.articles} article{'s' if line.articles != 1 else ''}"
    verb = _VERBS[line.manner][1 if teller.names else 0]
    return f"{teller.name} {verb} {possessive} ({count})"


def _ring(
    ring: tuple[str, ...], picture: Picture, corners: Mapping[str, tuple[float, float]]
) -> DrawnRing:
    spots = [corners[key] for key in ring]
    left, top = min(x for x, _ in spots), min(y for _, y in spots)
    bottom = max(y for _, y in spots) + HEIGHT
    names = " and ".join(picture.box(key).name for key in ring)
    return DrawnRing(
        left - 8, top - 8, WIDTH + 16, bottom - top + 16, f"{names} cite each other in a circle"
    )
