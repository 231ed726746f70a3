"""Dates as documents state them → ISO 8601.

A date without a time stays a date. A time counts only with its zone, and keeps it: "today" in the
article is the day of the place where it was written, not that of Greenwich. A time whose zone is
not stated is left out, since the day is known and the hour is not. What can be read in two ways
("03/04/2024"), lacks its year ("Aug. 31") or stands for an unset field (the year 1, the first
second of 1970) is not a date: nothing is guessed.
"""

import re
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime

from claims.english.calendar import MONTH_NUMBERS, STATED_MONTH
from claims.values import iso_moment

__all__ = ["DATE", "iso_date", "iso_moment", "may_be_published"]

_YEARS = range(1605, 2200)
"""From the first newspaper on (Strasbourg, 1605); what lies outside fills an empty field."""
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_RFC_YEAR = re.compile(r"[A-Za-z]{3}\.?[\s-]+(?P<year>-?\d+)(?=\s|$)")

_FORMS = (
    r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})",
    r"(?P<year>\d{4})/(?P<month>\d{1,2})/(?P<day>\d{1,2})",
    rf"(?P<month>{STATED_MONTH})\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}})",
    rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<month>{STATED_MONTH}),?\s+(?P<year>\d{{4}})",
)
_PATTERNS = tuple(re.compile(rf"(?<!\d){form}(?!\d)", re.IGNORECASE) for form in _FORMS)

DATE = "(?:" + "|".join(re.sub(r"\?P<\w+>", "?:", form) for form in _FORMS) + ")"
"""A regular expression for the forms of a whole date (use it with IGNORECASE)."""


def iso_date(text: str) -> str | None:
    """Return the first whole date in `text`, with its time if it has one with a zone.

    ISO 8601 and RFC 5322 ("Sun, 18 Feb 2024 09:30:00 +0000") are read in full, other forms by day.
    None where the year is one in which nothing was published.
    """
    text = text.strip()
    moment = _iso_8601(text) or _rfc_5322(text)
    if moment is None:
        return _by_day(text)
    if not may_be_published(moment):
        return None
    return iso_moment(moment)


def may_be_published(moment: datetime) -> bool:
    """Return whether something can have been published then: no year 1, no empty clock of 1970."""
    unset = moment.tzinfo is not None and moment == _EPOCH
    return moment.year in _YEARS and not unset


def _iso_8601(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def _rfc_5322(text: str) -> datetime | None:
    """Return the moment of a mail's or a feed's date; "0001" is not the 2001 that the standard
    library makes of it."""
    year = _RFC_YEAR.search(text)
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError):
        return None
    if year and not str(moment.year).endswith(year["year"]):
        return None
    return moment if ":" in text else moment.replace(tzinfo=None)


def _by_day(text: str) -> str | None:
    found = [match for pattern in _PATTERNS if (match := pattern.search(text))]
    for match in sorted(found, key=re.Match.start):
        try:
            day = date(int(match["year"]), _month(match["month"]), int(match["day"]))
        except ValueError:  # the 31st of February
            continue
        if day.year in _YEARS:
            return day.isoformat()
    return None


def _month(word: str) -> int:
    if word.isdigit():
        return int(word)
    return MONTH_NUMBERS[word[:3].lower()]
