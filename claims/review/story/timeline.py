"""A story along a line of time: where the mark of each telling stands, and how the line is marked.

Pure. Places are in percent of the width, so that the drawing fits any screen and its words keep
their size.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from claims.english.calendar import short_day
from claims.review.story.rows import Told
from claims.review.story.summary import when

__all__ = ["Day", "Dot", "Tick", "Timeline", "days_of", "timeline_of"]

_LEFT, _SPAN = 3.0, 94.0
_APART = 2.2
"""Marks that are nearer than this, in percent, stand one above another."""
MOST_ROWS = 6
_MOST_TICKS = 5
_HOUR, _DAY = 3600, 86400
_STEPS = (_HOUR, 3 * _HOUR, 6 * _HOUR, 12 * _HOUR, _DAY, 2 * _DAY, 7 * _DAY, 14 * _DAY, 30 * _DAY)


@dataclass(frozen=True, slots=True)
class Dot:
    """The mark of one telling: `x` in percent, `row` counts from the line upwards."""

    x: float
    row: int
    told: Told

    @property
    def title(self) -> str:
        """Who told it, when, and on whose word."""
        one = self.told
        how = f"prints the text of {one.prints}" if one.prints else one.chain or "no source stated"
        outlet = one.telling.publisher or "outlet not stated"
        return f"{outlet}, {when(one.telling.seen)}: {how}"


@dataclass(frozen=True, slots=True)
class Tick:
    """A time that the line is marked with."""

    x: float
    label: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """All marks in the order of time; `rows` is the height of the highest heap."""

    dots: tuple[Dot, ...]
    ticks: tuple[Tick, ...]
    rows: int


@dataclass(frozen=True, slots=True)
class Day:
    """The tellings of one day; the label is None for those whose date is not known."""

    label: str | None
    tellings: tuple[Told, ...]


def days_of(tellings: Sequence[Told]) -> tuple[Day, ...]:
    """Group tellings, which are in the order of time, by the day."""
    found: dict[str | None, list[Told]] = {}
    for one in tellings:
        found.setdefault(short_day((one.telling.seen or "")[:10] or None), []).append(one)
    return tuple(Day(label, tuple(many)) for label, many in found.items())


def timeline_of(tellings: Sequence[Told]) -> Timeline | None:
    """Return the line of time, None where fewer than two times are known."""
    dated = [(time, one) for one in tellings if (time := _seconds(one.telling.seen)) is not None]
    times = [time for time, _ in dated]
    if len(set(times)) < 2:
        return None
    first, last = min(times), max(times)

    def place(time: float) -> float:
        return round(_LEFT + _SPAN * (time - first) / (last - first), 2)

    dots: list[Dot] = []
    for time, one in dated:
        x = place(time)
        near = {dot.row for dot in dots if abs(dot.x - x) < _APART}
        row = next((row for row in range(MOST_ROWS) if row not in near), MOST_ROWS - 1)
        dots.append(Dot(x, row, one))
    return Timeline(tuple(dots), _ticks(first, last, place), max(dot.row for dot in dots) + 1)


def _seconds(seen: str | None) -> float | None:
    try:
        moment = datetime.fromisoformat(seen or "")
    except ValueError:
        return None
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()


def _ticks(first: float, last: float, place: Callable[[float], float]) -> tuple[Tick, ...]:
    """Mark the line at round hours, days or months, a handful of times at most."""
    step = next((one for one in _STEPS if (last - first) / one <= _MOST_TICKS), None)
    if step is None:
        step = _STEPS[-1] * (int((last - first) / _STEPS[-1] / _MOST_TICKS) + 1)
    moment = datetime.fromtimestamp(first - first % step + (step if first % step else 0), UTC)
    ticks, before = [], None
    while moment.timestamp() <= last:
        today = short_day(moment.date().isoformat())
        label = moment.strftime("%H:%M") if step < _DAY and today == before else today or ""
        ticks.append(Tick(place(moment.timestamp()), label.rsplit(" ", 1)[0] if before else label))
        before = today
        moment += timedelta(seconds=step)
    return tuple(ticks)
