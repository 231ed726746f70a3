"""Lay out what the dashboard draws: bars and columns. Pure: numbers in, places out.

Along the width everything is in per cent of the drawing, so that it fits a phone and a wall;
upwards it is in pixels, 0 on top. Each sort of sourcing has a pattern and a sign, not a colour
alone; each mark says what it is and leads to the claims behind it.
"""

from dataclasses import dataclass, replace

from claims.review.dashboard.filters import Asked, Behind
from claims.review.dashboard.tallies import Tallies, Tally

__all__ = [
    "HEIGHT",
    "SOURCINGS",
    "Bar",
    "Columns",
    "Sourcing",
    "bars_by_outlet",
    "columns_over_time",
    "room_for_one",
]

HEIGHT = 160
"""Pixels of a drawing over time, from 0 to 100 per cent."""

OUTLETS_SHOWN = 12
MOST_LABELS = 6
FEWEST_COLUMNS = 8
"""Fewer stretches of time are drawn as wide as if there were so many."""

_GAP = 0.12
_LATE = 85
"""Per cent of the width behind which a label ends at its column instead of beginning there."""


@dataclass(frozen=True, slots=True)
class Sourcing:
    """One sort of sourcing as it is drawn: its value in `claims.sourcing`, its sign, its words."""

    name: str
    sign: str
    words: str


SOURCINGS = (
    Sourcing("named", "●", "a named source answers"),
    Sourcing("group", "◍", "a group"),
    Sourcing("outlet", "◆", "only an outlet"),
    Sourcing("anonymous", "○", "only unnamed sources"),
    Sourcing("unstated", "~", "somebody, not stated who"),
    Sourcing("unsourced", "?", "the writer’s own"),
)
"""All of `claims.sourcing`, the best sourced first: the order in which they are drawn."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A piece of a bar or column: where it begins and how long it is, along its bar or column."""

    sourcing: Sourcing
    at: float
    size: float
    claims: int
    share: float
    behind: Behind


@dataclass(frozen=True, slots=True)
class Bar:
    """An outlet, or all that are not shown by themselves; `chosen` is what to narrow to, if one."""

    label: str
    tally: Tally
    marks: tuple[Mark, ...]
    behind: Behind
    chosen: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A stretch of time: `at` and `width` in per cent, `middle` where its label stands."""

    words: str
    label: str
    at: float
    width: float
    tally: Tally
    marks: tuple[Mark, ...]

    @property
    def end(self) -> float:
        """Where it ends."""
        return round(self.at + self.width, 3)

    @property
    def late(self) -> bool:
        """Return whether its label has to end there, so that it stays inside the drawing."""
        return self.at > _LATE


Columns = tuple[Column, ...]


def bars_by_outlet(tallies: Tallies, asked: Asked) -> tuple[Bar, ...]:
    """Return a bar for each of the largest outlets, and for the rest; for one, beside all."""
    wide = replace(asked, outlet="")
    if asked.outlet:
        alone = tallies.outlets.get(asked.spelled(asked.outlet)[0], Tally())
        return (
            _bar(asked.outlet, alone, wide, asked.outlet),
            _bar("All outlets", tallies.everywhere, wide, ""),
        )
    named = [name for name in tallies.outlets if name]
    shown, rest = named[:OUTLETS_SHOWN], named[OUTLETS_SHOWN:]
    bars = [_bar(name, tallies.outlets[name], wide, name, chosen=name) for name in shown]
    if rest:
        others = sum((tallies.outlets[name] for name in rest), Tally())
        words = f"{len(rest):,} other outlet{'s' if len(rest) != 1 else ''}"
        bars.append(_bar(words, others, wide, tuple(shown)))
    if None in tallies.outlets:
        bars.append(_bar("Outlet not stated", tallies.outlets[None], wide, None))
    return tuple(bars)


def columns_over_time(tallies: Tallies, asked: Asked) -> Columns:
    """Return a column for each stretch of time, its pieces stacked from the bottom."""
    every = max(-(-len(tallies.times) // MOST_LABELS), 1)
    width = room_for_one(tallies)
    return tuple(
        Column(
            words=moment.words,
            label=moment.words if place % every == 0 else "",
            at=round(width * (place + _GAP / 2), 3),
            width=round(width * (1 - _GAP), 3),
            tally=tally,
            marks=_stacked(tally, HEIGHT, asked, start=moment.start, until=moment.until),
        )
        for place, (moment, tally) in enumerate(tallies.times)
    )


def room_for_one(tallies: Tallies) -> float:
    """Return the room for one stretch of time, in per cent."""
    return 100 / max(len(tallies.times), FEWEST_COLUMNS)


def _bar(
    label: str,
    tally: Tally,
    asked: Asked,
    outlet: str | tuple[str, ...] | None,
    *,
    chosen: str = "",
) -> Bar:
    marks = _laid(tally, 100, asked, outlet=outlet)
    return Bar(label, tally, marks, asked.claims(outlet=outlet), chosen)


def _stacked(tally: Tally, height: float, asked: Asked, **more: str) -> tuple[Mark, ...]:
    """Return marks that stand on each other: `at` is the upper edge of each."""
    return tuple(
        Mark(
            mark.sourcing,
            round(height - mark.at - mark.size, 3),
            mark.size,
            mark.claims,
            mark.share,
            mark.behind,
        )
        for mark in _laid(tally, height, asked, **more)
    )


def _laid(
    tally: Tally,
    length: float,
    asked: Asked,
    *,
    outlet: str | tuple[str, ...] | None = "",
    start: str = "",
    until: str = "",
) -> tuple[Mark, ...]:
    """Return a mark for each sort of sourcing that there is, end to end over the whole length."""
    marks, before = [], 0
    for sourcing in SOURCINGS:
        count = tally.of(sourcing.name)
        if not count:
            continue
        at = round(length * before / tally.claims, 3)
        size = round(length * count / tally.claims, 3)
        behind = asked.claims(
            outlet=outlet, start=start, until=until, columns=(("sourcing", sourcing.name),)
        )
        marks.append(Mark(sourcing, at, size, count, tally.share(count), behind))
        before += count
    return tuple(marks)
