"""Stretches of time on an axis: days, months or years, named by the beginning of an ISO date."""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from claims.english.calendar import SHORT_MONTHS

__all__ = ["MOST", "Moment", "day_after", "moments", "step_for"]

MOST = 45
"""Stretches that are drawn at most: on a phone each is still wide enough to be touched."""

DAY, MONTH, YEAR = 10, 7, 4
"""Characters of an ISO date that name a day, a month, a year."""

_DAYS_A_MONTH = 30.4


@dataclass(frozen=True, slots=True)
class Moment:
    """A day, month or year: `key` is the part of the date, `until` the first day behind it."""

    key: str
    start: str
    until: str
    words: str


def step_for(first: str, last: str) -> int:
    """Return how many characters of a date name a stretch, so that few enough lie in between."""
    days = (date.fromisoformat(last[:DAY]) - date.fromisoformat(first[:DAY])).days
    if days < MOST:
        return DAY
    return MONTH if days / _DAYS_A_MONTH < MOST - 1 else YEAR


def moments(first: str, last: str) -> list[Moment]:
    """Return the stretches from the key `first` to the key `last`, the latest MOST of them."""
    found: list[Moment] = []
    for moment in _backwards(last):
        if moment.key < first or len(found) == MOST:
            break
        found.append(moment)
    return found[::-1]


def _backwards(key: str) -> Iterator[Moment]:
    """Yield stretches, each the one before; ends where the calendar begins."""
    while True:
        moment = _moment(key)
        yield moment
        start = date.fromisoformat(moment.start)
        if start == date.min:
            return
        key = (start - timedelta(days=1)).isoformat()[: len(key)]


def _moment(key: str) -> Moment:
    """Return the stretch that a part of a date names."""
    year, month, day = (int(part) for part in f"{key}-01-01"[:DAY].split("-"))
    start = date(year, month, day)
    if len(key) == DAY:
        return Moment(key, key, day_after(start), f"{day} {SHORT_MONTHS[month - 1]} {year}")
    if len(key) == MONTH:
        last = start.replace(day=monthrange(year, month)[1])
        return Moment(key, start.isoformat(), day_after(last), f"{SHORT_MONTHS[month - 1]} {year}")
    return Moment(key, start.isoformat(), day_after(date(year, 12, 31)), key)


def day_after(day: date) -> str:
    """Return the day behind `day`; behind the last one of the calendar, what sorts after it."""
    return "9999-12-32" if day == date.max else (day + timedelta(days=1)).isoformat()
