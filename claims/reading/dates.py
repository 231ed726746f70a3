"""Dates as documents state them → ISO 8601.

A date without a time stays a date. A time counts only with its zone, and is given in UTC; a time
whose zone is not stated is left out, since the day is known and the hour is not. What can be read
in two ways ("03/04/2024") or lacks its year ("Aug. 31") is no date: nothing is guessed.
"""

import re
from datetime import date, datetime
from email.utils import parsedate_to_datetime

from claims.values import iso_moment

__all__ = ["DATE", "iso_date", "iso_moment"]

_MONTHS_TEXT = """
january february march april may june july august september october november december
"""
_MONTHS = tuple(_MONTHS_TEXT.split())
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_FORMS = (
    r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})",
    r"(?P<year>\d{4})/(?P<month>\d{1,2})/(?P<day>\d{1,2})",
    rf"(?P<month>{_MONTH})\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}})",
    rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<month>{_MONTH}),?\s+(?P<year>\d{{4}})",
)
_PATTERNS = tuple(re.compile(rf"(?<!\d){form}(?!\d)", re.IGNORECASE) for form in _FORMS)

DATE = "(?:" + "|".join(re.sub(r"\?P<\w+>", "?:", form) for form in _FORMS) + ")"
"""A regular expression for the forms of a whole date (use it with IGNORECASE)."""


def iso_date(text: str) -> str | None:
    """Return the first whole date in `text`, with its time in UTC if it has one with a zone.

    ISO 8601 and RFC 5322 ("Sun, 18 Feb 2024 09:30:00 +0000") are read in full, other forms by day.
    """
    text = text.strip()
    return _iso_8601(text) or _rfc_5322(text) or _by_day(text)


def _iso_8601(text: str) -> str | None:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return date.isoformat(moment) if len(text) <= len("2024-02-18") else iso_moment(moment)


def _rfc_5322(text: str) -> str | None:
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError):
        return None
    return iso_moment(moment) if ":" in text else moment.date().isoformat()


def _by_day(text: str) -> str | None:
    found = [match for pattern in _PATTERNS if (match := pattern.search(text))]
    for match in sorted(found, key=re.Match.start):
        try:
            return date(int(match["year"]), _month(match["month"]), int(match["day"])).isoformat()
        except ValueError:  # the 31st of February
            continue
    return None


def _month(word: str) -> int:
    if word.isdigit():
        return int(word)
    return next(n for n, name in enumerate(_MONTHS, 1) if name.startswith(word[:3].lower()))
