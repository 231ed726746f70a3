"""Tells whether two figures can both be right: "30" is "more than 20", a Monday is a day of May.

A figure is read as what it leaves open: an interval of numbers, or of days. Two figures agree where
their intervals meet. What they count is for the caller to hold against each other.
"""

import math
import re
from datetime import date, timedelta
from typing import Final

from claims.values import Figure

__all__ = ["agree", "days_of", "numbers_of"]

_ROUND: Final = 0.1
"""How far from the number "about" may be, as a share of it."""
_DAY_OF_MONTH: Final = re.compile(r"(\d{4})-(\d\d)(?:-(\d\d))?")
_ANY_DAY: Final = re.compile(r"(?:\d{4}|-)-\d\d-\d\d")
"""A day, or one of any year: "--01-29" (ISO 8601:2000)."""
_WEEK: Final = re.compile(r"(\d{4})-W(\d\d)")


def agree(one: Figure, other: Figure) -> bool:
    """Return whether two figures of one kind can both be right.

    A figure without a value, or of another kind, contradicts nothing.
    """
    if one.kind == other.kind == "date" and _without_year(one, other):
        return (one.value or "")[-5:] == (other.value or "")[-5:]
    mine, yours = _interval(one), _interval(other)
    if mine is None or yours is None or (one.kind == "date") != (other.kind == "date"):
        return True
    return mine[0] <= yours[1] and yours[0] <= mine[1]


def _without_year(one: Figure, other: Figure) -> bool:
    """Return whether two days can be held against each other by month and day alone."""
    values = (one.value or "", other.value or "")
    days = all(_ANY_DAY.fullmatch(value) for value in values)
    return days and any(value.startswith("--") for value in values)


def _interval(figure: Figure) -> tuple[float, float] | None:
    if figure.kind != "date":
        return numbers_of(figure)
    days = days_of(figure.value)
    return None if days is None else (days[0].toordinal(), days[1].toordinal())


def numbers_of(figure: Figure) -> tuple[float, float] | None:
    """Return the least and the greatest number that a figure leaves open; None without a number."""
    try:
        number = float(figure.value or "")
    except ValueError:
        return None
    if figure.bound == "~":
        return number - _ROUND * abs(number), number + _ROUND * abs(number)
    if figure.bound in (">", ">="):
        return number, math.inf
    if figure.bound in ("<", "<="):
        return -math.inf, number
    return number, number


def days_of(value: str | None) -> tuple[date, date] | None:
    """Return the first and the last day of an ISO 8601 day, week, month, year or interval.

    None for what is none of these.
    """
    first, _, last = (value or "").partition("/")
    if last:
        ends = days_of(first), days_of(last)
        return None if ends[0] is None or ends[1] is None else (ends[0][0], ends[1][1])
    try:
        return _days(first)
    except ValueError:
        return None


def _days(value: str) -> tuple[date, date] | None:
    if re.fullmatch(r"\d{4}", value):
        return date(int(value), 1, 1), date(int(value), 12, 31)
    if week := _WEEK.fullmatch(value):
        monday = date.fromisocalendar(int(week[1]), int(week[2]), 1)
        return monday, monday + timedelta(days=6)
    match = _DAY_OF_MONTH.fullmatch(value)
    if match is None:
        return None
    if match[3]:
        return date.fromisoformat(value), date.fromisoformat(value)
    year, month = int(match[1]), int(match[2])
    following = date(year + month // 12, month % 12 + 1, 1)
    return date(year, month, 1), following - timedelta(days=1)
