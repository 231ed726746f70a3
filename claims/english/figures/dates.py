"""Dates in a text, resolved as news means them.

A weekday is the last one up to the day of publication ("on Friday"), the next one where the words
before it speak of what will be ("will meet Monday"). A day of a month without a year is the
nearest to the day of publication. "Four years earlier" counts from the date that is before it
in the article, "two weeks ago" from the day of publication. Values are ISO 8601: a day
"2024-01-29", a week "2024-W05", a month "2024-01", a year "2020", a decade "1970/1979".
"""

import re
from datetime import date, timedelta
from typing import Final

from claims.english.calendar import MONTH_NUMBERS, WEEKDAY
from claims.english.figures.numbers import NUMBER, read_number
from claims.values import Figure, Span

# How dates are written: the forms that `dates` finds in a text and resolves.

WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTH: Final = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)|Apr(?:il|\.)?|May|June?\.?|July?\.?|"
    r"Aug(?:ust|\.)?|"
    r"Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_DAY: Final = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
_YEAR: Final = r"(?:1[5-9]|20)\d\d"
_COUNTED: Final = (
    "people|dollars|euros|votes|voters|troops|soldiers|miles|meters|metres|feet|homes|jobs|"
    "workers|men|women|students|migrants"
)
CANDIDATE: Final = re.compile(
    rf"""
      (?P<iso>\b{_YEAR}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])\b)
    | (?P<month>\b{_MONTH})\s(?P<day>{_DAY})(?![\d%]|,\d)(?:,?\s(?P<year>{_YEAR})\b)?
    | \b(?P<day2>{_DAY})\s(?:of\s)?(?P<month2>{_MONTH})\b(?:,?\s(?P<year2>{_YEAR})\b)?
    | \b(?P<month3>{_MONTH})(?:,?\sof)?,?\s(?P<year3>{_YEAR})\b
    | \b(?P<which>[Ll]ast|[Tt]his|[Nn]ext|[Pp]ast)\s
      (?P<unit>week|month|year|weekend|spring|summer|fall|autumn|winter|{WEEKDAY}|{_MONTH})(?!\w)
    | \b(?P<amount>{NUMBER}|an?)\s(?P<units>day|week|month|year|decade)s?\s
      (?P<way>ago|earlier|later)\b
    | \b(?P<relative>[Tt]oday|[Yy]esterday|[Tt]onight|[Tt]omorrow
      |[Tt]he\s(?:next|following|previous)\sday)\b
    | \b(?P<weekday>{WEEKDAY})\b
    | \b(?:[Ii]n|[Ss]ince|[Uu]ntil|[Bb]y|[Ff]rom|[Dd]uring|[Tt]hrough)\s
      (?:early\s|late\s|mid-)?(?P<month4>{_MONTH})\b(?!\s\d)
    | \b(?P<decade>(?:1[5-9]|20)\d0s)\b
    | (?<![-\d.,$€£#/])\b(?P<year4>{_YEAR})\b(?![-\d%]|[.,]\d|\s(?:{_COUNTED})\b)
    """,
    re.X,
)
"""What may be a date; each form has groups of its own."""
TRIGGER: Final = re.compile(
    r"\d{4}|\d[snrt]?[tdh]?\s(?:of\s)?[A-Z]|[A-Z][a-z]{2}|day\b|week|month|year|decade|tonight|"
    r"tomorrow|[Tt]his|[Nn]ext|[Ll]ast"
)
"""Where this is not found, no date is looked for."""


_FUTURE: Final = re.compile(
    r"\b(?:will|would|to be|is to|are to|'ll|’ll|scheduled|planned|plans|set|due|expected|upcoming|"
    r"next|meets?|begins?|starts?|vote on|until|by)\b[^.;]{0,60}$"
)
_PAST: Final = re.compile(r"\b(?:was|were|had|did|said|told|ago|\w{3,}ed)\b[^.;]{0,60}$")


def find_dates(text: str, span: Span, *, published: date | None) -> list[Figure]:
    """Return the dates in `span`; a date that cannot be resolved has no value."""
    if TRIGGER.search(text, span.start, span.end) is None:
        return []
    found = []
    for match in CANDIDATE.finditer(text, span.start, span.end):
        start, end = _edges(match)
        value = _within_calendar(match, text, published)
        found.append(Figure("date", text[start:end], Span(start, end), value))
    return found


def _edges(match: re.Match[str]) -> tuple[int, int]:
    """Leave the preposition before a lone month outside."""
    return (match.start("month4"), match.end()) if match["month4"] else match.span()


def _within_calendar(match: re.Match[str], text: str, published: date | None) -> str | None:
    """Return the ISO value of a candidate; None also where it lies outside the years 1 to 9999."""
    try:
        value = _resolve(match, text, published)
    except (OverflowError, ValueError):
        return None
    return value if value is not None and _CALENDAR.match(value) else None


_CALENDAR: Final = re.compile(r"(?!0000)[0-9]{4}(?![0-9])")


def _resolve(match: re.Match[str], text: str, published: date | None) -> str | None:
    """Return the ISO value of a candidate; None where it needs a day of publication and there is
    none."""
    if match["iso"]:
        return match["iso"]
    for month, day, year in (("month", "day", "year"), ("month2", "day2", "year2")):
        if match[month]:
            return _month_day(match[month], match[day], match[year], published)
    if match["month3"]:
        return f"{match['year3']}-{_month(match['month3']):02d}"
    if match["year4"]:
        return match["year4"]
    if match["decade"]:
        return f"{match['decade'][:4]}/{match['decade'][:3]}9"
    if match["way"]:
        return _away(match, text, published)
    return None if published is None else _near(match, text, published)


def _near(match: re.Match[str], text: str, published: date) -> str | None:
    """Resolve what is named from the day of publication."""
    before = text[max(0, match.start() - 80) : match.start()]
    if match["weekday"]:
        return _weekday(match["weekday"], published, before).isoformat()
    if match["month4"]:
        return _nearest_month(_month(match["month4"]), published, before)
    if match["relative"]:
        return _relative_day(match["relative"].lower(), text, match.start(), published)
    return _which(match["which"].lower(), match["unit"], published)


def _month(name: str) -> int:
    return MONTH_NUMBERS[name.lower().rstrip(".")]


def _month_day(month: str, day: str, year: str | None, published: date | None) -> str | None:
    number = int(day.rstrip("stndrh"))
    years = (
        [int(year)] if year else [published.year + step for step in (-1, 0, 1)] if published else []
    )
    days = [one for each in years if (one := _make(each, _month(month), number)) is not None]
    if not days:
        return None
    if published is None or year:
        return days[0].isoformat()
    return min(days, key=lambda one: abs((one - published).days)).isoformat()


def _make(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _weekday(name: str, published: date, before: str) -> date:
    """The last such day up to the day of publication; the next one where the words before look
    ahead."""
    wanted = WEEKDAYS.index(name.lower())
    ahead = (wanted - published.weekday()) % 7
    future = _FUTURE.search(before)
    past = _PAST.search(before)
    if future and (past is None or future.start() > past.start()):
        return published + timedelta(days=ahead)
    return published + timedelta(days=ahead - 7 if ahead else 0)


def _nearest_month(month: int, published: date, before: str) -> str:
    """A month without a year: the last one, unless it is long past or the words before look
    ahead."""
    year = published.year
    since = (published.month - month) % 12
    if _FUTURE.search(before) or since > _LONG_PAST:
        year += month < published.month
    else:
        year -= month > published.month
    return f"{year}-{month:02d}"


_LONG_PAST: Final = 8
"""In months: in September, "November" is the coming one."""


def _relative_day(word: str, text: str, at: int, published: date) -> str | None:
    steps = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1}
    if word in steps:
        return (published + timedelta(days=steps[word])).isoformat()
    anchor = _anchor(text, at, published)
    if anchor is None or len(anchor) != 10:
        return None
    step = -1 if "previous" in word else 1
    return (date.fromisoformat(anchor) + timedelta(days=step)).isoformat()


def _which(which: str, unit: str, published: date) -> str | None:
    """ "last month", "this week", "next Monday", "last summer"."""
    step = {"last": -1, "past": -1, "this": 0, "next": 1}[which]
    lower = unit.lower().rstrip(".")
    if lower == "year":
        return str(published.year + step)
    if lower == "month":
        return _move_month(published, step)
    if lower == "week":
        year, week, _ = (published + timedelta(weeks=step)).isocalendar()
        return f"{year}-W{week:02d}"
    if lower == "weekend":
        return _weekend(published, step)
    if lower in WEEKDAYS:
        ahead = (WEEKDAYS.index(lower) - published.weekday()) % 7
        days = {-1: (ahead or 7) - 7 if ahead else -7, 0: ahead, 1: ahead or 7}[step]
        return (published + timedelta(days=days)).isoformat()
    if lower in MONTH_NUMBERS:
        month = MONTH_NUMBERS[lower]
        year = published.year + (step if (month >= published.month) == (step < 0) and step else 0)
        return f"{year}-{month:02d}"
    return None


def _move_month(day: date, months: int) -> str:
    """Return the month that lies so many months from the day's."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return f"{year:04d}-{month + 1:02d}"


def _weekend(published: date, step: int) -> str:
    saturday = published + timedelta(days=5 - published.weekday())
    if step < 0 or (step == 0 and published.weekday() < 2):
        saturday -= timedelta(weeks=1)
    elif step > 0:
        saturday += timedelta(weeks=1)
    return f"{saturday.isoformat()}/{(saturday + timedelta(days=1)).isoformat()}"


def _away(match: re.Match[str], text: str, published: date | None) -> str | None:
    """Count "two weeks ago" from publication, "four years earlier" from the date before it."""
    amount = 1 if match["amount"].lower() in ("a", "an") else read_number(match["amount"])
    unit, way = match["units"], match["way"]
    base = (
        published.isoformat()
        if published and way == "ago"
        else _anchor(text, match.start(), published)
    )
    if amount is None or base is None or amount > 500:
        return None
    amount = int(amount) * (10 if unit == "decade" else 1)
    unit = "year" if unit == "decade" else unit
    return _shift(base, unit, amount if way == "later" else -amount)


def _shift(base: str, unit: str, amount: int) -> str | None:
    """Move an ISO value by a number of units, and keep no more of it than the unit lets one say."""
    year = int(base[:4])
    if unit == "year":
        return str(year + amount)
    if not re.fullmatch(r"\d{4}-\d\d(?:-\d\d)?", base):
        return None
    day = date.fromisoformat(base if len(base) == 10 else base + "-01")
    if unit == "month":
        return _move_month(day, amount)
    if len(base) < 10:
        return None
    if unit == "week":
        moved, week, _ = (day + timedelta(weeks=amount)).isocalendar()
        return f"{moved}-W{week:02d}"
    return (day + timedelta(days=amount)).isoformat()


def _anchor(text: str, at: int, published: date | None) -> str | None:
    """Return the value of the last date that is before `at`, within reach; else the day of
    publication."""
    start = max(0, at - _REACH)
    for match in reversed(list(CANDIDATE.finditer(text, start, at))):
        if match["way"] or (match["relative"] or "").lower().startswith("the "):
            continue
        value = _within_calendar(match, text, published)
        if value is not None and value[:4].isdigit() and "/" not in value:
            return value
    return published.isoformat() if published else None


_REACH: Final = 1200
