"""Lay out shares over time as lines with a dot for each stretch of time; see `plots`."""

from collections.abc import Sequence
from dataclasses import dataclass

from claims.review.dashboard.filters import Asked, Behind
from claims.review.dashboard.plots import HEIGHT, room_for_one
from claims.review.dashboard.tallies import NO_SOURCE, Tallies

__all__ = ["Dot", "Line", "Lines", "lines_over_time"]


@dataclass(frozen=True, slots=True)
class Dot:
    """A share at a time: `x` in per cent, `y` in pixels."""

    words: str
    x: float
    y: float
    claims: int
    of: int
    share: float
    behind: Behind


@dataclass(frozen=True, slots=True)
class Line:
    """A share over time, with a shape of its own; stretches without a claim break it."""

    name: str
    words: str
    runs: tuple[tuple[Dot, ...], ...]

    @property
    def dots(self) -> tuple[Dot, ...]:
        """All of its dots."""
        return tuple(dot for run in self.runs for dot in run)


Lines = tuple[Line, ...]


def lines_over_time(tallies: Tallies, asked: Asked) -> Lines:
    """Return the shares of claims without a source, and with unnamed sources only."""
    return (
        _line("anonymous", "only unnamed sources", ("anonymous",), tallies, asked),
        _line("unsourced", "no source stated", NO_SOURCE, tallies, asked),
    )


def _line(name: str, words: str, sourcings: Sequence[str], tallies: Tallies, asked: Asked) -> Line:
    runs: list[list[Dot]] = [[]]
    width = room_for_one(tallies)
    for place, (moment, tally) in enumerate(tallies.times):
        if not tally.claims:
            runs.append([])
            continue
        count = sum(tally.of(sourcing) for sourcing in sourcings)
        share = tally.share(count)
        behind = asked.claims(
            start=moment.start, until=moment.until, columns=(_sourced(sourcings),)
        )
        x, y = round(width * (place + 0.5), 3), round(HEIGHT * (1 - share / 100), 2)
        runs[-1].append(Dot(moment.words, x, y, count, tally.claims, share, behind))
    return Line(name, words, tuple(tuple(run) for run in runs if run))


def _sourced(sourcings: Sequence[str]) -> tuple[str, str]:
    """Return the filter for claims that are sourced in one of these ways."""
    if len(sourcings) == 1:
        return "sourcing", sourcings[0]
    return "sourcing__in", ",".join(sourcings)
