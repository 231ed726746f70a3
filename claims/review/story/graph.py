"""Who relays whom in a story, as boxes and lines ready to be placed.

Pure. The boxes are outlets and sources, laid over one another as `claims.tracking.relays` does it;
an article whose outlet is not stated is a box of its own. Each line says whether the text states
the hop, whether it was inferred, or whether an outlet prints the text of another one.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Literal

from claims.review.frame.source_icons import OUTLET, SourceIcon, icon_of_source
from claims.tracking.relays import Step, build_graph, copied_from, path_of
from claims.tracking.values import Story, Telling

__all__ = ["Box", "Line", "Picture", "picture_of"]

Manner = Literal["stated", "inferred", "printed"]

MOST_BOXES = 26
"""More boxes than this are drawn together where they are publishers that do just the same."""


@dataclass(frozen=True, slots=True)
class Box:
    """One outlet or source; `plain` counts its articles that name no source, `end` an originator.

    `source` is the id of the source's page, None for who only publishes. `names` holds those of
    several outlets that are drawn as one.
    """

    key: str
    name: str
    look: SourceIcon
    unnamed: bool = False
    end: bool = False
    articles: int = 0
    plain: int = 0
    source: str | None = None
    names: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """What it is, in a few words: "outlet · 2 articles", "unnamed sources · originator"."""
        parts = [self.look.words]
        if self.articles:
            parts.append(f"{self.articles} article{'s' if self.articles != 1 else ''}")
        if self.plain:
            count = f" in {self.plain}" if self.plain != self.articles else ""
            parts.append(f"names no source{count}")
        if self.end:
            parts.append("originator")
        return " · ".join(parts)


@dataclass(frozen=True, slots=True)
class Line:
    """`teller` has it from `origin`; `claims` are the tellings that show it, earliest first."""

    teller: str
    origin: str
    manner: Manner
    claims: tuple[str, ...]
    articles: int


@dataclass(frozen=True, slots=True)
class Picture:
    """The boxes in the order of time, the lines, and the rings of outlets that cite each other."""

    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]
    rings: tuple[tuple[str, ...], ...]

    def box(self, key: str) -> Box:
        """Return a box by its key."""
        return next(box for box in self.boxes if box.key == key)


@dataclass(slots=True)
class _Seen:
    """What is gathered of one box."""

    step: Step
    articles: set[str] = field(default_factory=set)
    plain: set[str] = field(default_factory=set)


def picture_of(story: Story, titles: Mapping[str, str]) -> Picture:
    """Return the graph of a story; `titles` gives the headline of each document."""
    copied = copied_from(story.tellings, story.voices)
    graph = build_graph(story.tellings, copied)
    rings = graph.circles
    ends = {one.key for one in story.originators}
    ends |= {key for ring in rings if ends & set(ring) for key in ring}
    seen: dict[str, _Seen] = {}
    shown: defaultdict[tuple[str, str, Manner], list[Telling]] = defaultdict(list)
    for telling in story.tellings:
        path = _path(telling, copied.get(telling.document), titles)
        for step in path:
            known = seen.setdefault(step.key, _Seen(step))
            if known.step.teller is None:
                known.step = replace(step, name=known.step.name)
        first = seen[path[0].key]
        first.articles.add(telling.document)
        if len(path) == 1:
            first.plain.add(telling.document)
        for near, far in pairwise(path):
            shown[near.key, far.key, _manner(far)].append(telling)
    boxes = tuple(_box(one, is_end=key in ends) for key, one in seen.items())
    return _gathered(Picture(boxes, _lines(shown), rings))


def _path(telling: Telling, copied: str | None, titles: Mapping[str, str]) -> list[Step]:
    """Return the nodes of a telling; where no outlet is stated, its article comes first."""
    path = path_of(telling, copied)
    if telling.publisher is None and not (copied and path):
        title = titles.get(telling.document, "an article")
        path = [Step(f"document:{telling.document}", title), *path]
    return path


def _manner(far: Step) -> Manner:
    if far.teller is None:
        return "printed"
    return "inferred" if far.teller.inferred else "stated"


_STRENGTH: dict[Manner, int] = {"stated": 0, "inferred": 1, "printed": 2}


def _lines(shown: Mapping[tuple[str, str, Manner], list[Telling]]) -> tuple[Line, ...]:
    """Return one line for each pair; what one article states, another one need not infer."""
    pairs: dict[tuple[str, str], list[tuple[Manner, list[Telling]]]] = {}
    for (teller, origin, manner), tellings in shown.items():
        pairs.setdefault((teller, origin), []).append((manner, tellings))
    lines = []
    for (teller, origin), found in pairs.items():
        manner = min((one for one, _ in found), key=_STRENGTH.__getitem__)
        tellings = sorted((one for _, many in found for one in many), key=lambda one: one.order)
        articles = len({one.document for one in tellings})
        lines.append(Line(teller, origin, manner, tuple(one.key for one in tellings), articles))
    return tuple(lines)


def _box(seen: _Seen, *, is_end: bool) -> Box:
    step, teller = seen.step, seen.step.teller
    look = OUTLET
    if teller is not None:
        # Mere "reports" are nobody in particular, whatever they are called.
        look = icon_of_source(teller.kind, anonymous=step.unnamed, number=teller.number)
    elif step.key.startswith("document:"):
        look = SourceIcon("none", "▤", "article, outlet not stated")
    return Box(
        key=step.key,
        name=step.name,
        look=look,
        unnamed=step.unnamed,
        end=is_end,
        articles=len(seen.articles),
        plain=len(seen.plain),
        source=teller.key if teller is not None else None,
    )


def _gathered(picture: Picture) -> Picture:
    """Draw publishers that relay the same in the same manner as one, where there are too many."""
    if len(picture.boxes) <= MOST_BOXES:
        return picture
    onward: defaultdict[str, set[tuple[str, Manner]]] = defaultdict(set)
    cited = {line.origin for line in picture.lines}
    for line in picture.lines:
        onward[line.teller].add((line.origin, line.manner))
    alike: defaultdict[tuple[frozenset[tuple[str, Manner]], bool], list[Box]] = defaultdict(list)
    for box in picture.boxes:
        if box.key not in cited and not box.end:
            alike[frozenset(onward[box.key]), bool(box.plain)].append(box)
    into = {box.key: many[0].key for many in alike.values() if len(many) > 1 for box in many}
    together = {many[0].key: _together(many) for many in alike.values() if len(many) > 1}
    boxes = [
        together.get(box.key, box) for box in picture.boxes if into.get(box.key, box.key) == box.key
    ]
    merged: dict[tuple[str, str, Manner], list[Line]] = defaultdict(list)
    for line in picture.lines:
        merged[into.get(line.teller, line.teller), line.origin, line.manner].append(line)
    lines = tuple(
        Line(
            *key,
            tuple(claim for line in many for claim in line.claims),
            sum(line.articles for line in many),
        )
        for key, many in merged.items()
    )
    return Picture(tuple(boxes), lines, picture.rings)


def _together(boxes: list[Box]) -> Box:
    names = tuple(box.name for box in boxes)
    return Box(
        key=boxes[0].key,
        name=f"{names[0]} and {len(names) - 1} more",
        look=boxes[0].look,
        articles=sum(box.articles for box in boxes),
        plain=sum(box.plain for box in boxes),
        names=names,
    )
