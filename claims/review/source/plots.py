"""Lay out how often a source is quoted over time: columns of an SVG, each with what is behind it.

Pure: counts in, places out. Time goes on without gaps, by months or, where there are more than
three years of them, by years.
"""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from claims.english.calendar import SHORT_MONTHS

__all__ = ["HEIGHT", "WIDTH", "Column", "columns_of"]

WIDTH, HEIGHT = 720, 120
"""Of the drawing, in its own units; the page scales it."""

_MOST_MONTHS = 36
_GAP = 0.18
_LEAST = 2.0
_WIDEST = 48.0
_MONTH = re.compile(r"[0-9]{4}-(?:0[1-9]|1[0-2])")


@dataclass(frozen=True, slots=True)
class Column:
    """One column: the time it stands for (2024 or 2024-03), in words, its claims, its place."""

    time: str
    words: str
    claims: int
    x: float
    y: float
    width: float
    height: float


def columns_of(months: Mapping[str, int]) -> tuple[Column, ...]:
    """Return the columns for counts by month ("2024-03"); times without claims have height 0.

    What is not a month is left out.
    """
    known = {month: claims for month, claims in months.items() if _MONTH.fullmatch(month)}
    if not known:
        return ()
    times = _between(min(known), max(known))
    counts: Mapping[str, int] = known
    if len(times) > _MOST_MONTHS:
        by_year: Counter[str] = Counter()
        for month, claims in known.items():
            by_year[month[:4]] += claims
        counts = by_year
        times = [str(year) for year in range(int(min(by_year)), int(max(by_year)) + 1)]
    step = min(WIDTH / len(times), _WIDEST)
    most = max(counts.values())
    return tuple(
        _column(time, counts.get(time, 0), most, place * step, step)
        for place, time in enumerate(times)
    )


def _column(time: str, claims: int, most: int, x: float, step: float) -> Column:
    height = max(claims / most * HEIGHT, _LEAST) if claims else 0.0
    words = time if len(time) == len("2024") else f"{SHORT_MONTHS[int(time[5:]) - 1]} {time[:4]}"
    width = step * (1 - _GAP)
    return Column(
        time, words, claims, *(round(value, 2) for value in (x, HEIGHT - height, width, height))
    )


def _between(first: str, last: str) -> list[str]:
    """Return all months from one to another, both of them included."""
    start, end = (int(month[:4]) * 12 + int(month[5:]) - 1 for month in (first, last))
    return [f"{month // 12:04}-{month % 12 + 1:02}" for month in range(start, end + 1)]
