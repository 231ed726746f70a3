"""Datelines ("BAGHDAD, Feb 18 (Reuters) -") and lines that only say when an article appeared.

The agency that a dateline names is the publisher of the report as far as the text states one.
"""

import re
from dataclasses import dataclass

from claims.english.calendar import MONTH, WEEKDAY
from claims.reading.dates import DATE, iso_date

__all__ = ["Dateline", "dateline_of", "is_date_line", "stated_date"]

_CAPITALS = r"[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ.’'-]*"
_PLACE = rf"{_CAPITALS}(?:[ /]{{1,2}}(?:{_CAPITALS}|and|de|la|del|of|the))*"
_REGION = r"(?:,? [A-Z][\w.’' ]{1,24})?"  # ", Iowa", ", N.C."
_DAY = (
    rf"(?:,? (?:{WEEKDAY},? )?"
    rf"(?:{MONTH} \d{{1,2}}|\d{{1,2}} {MONTH})(?:,? \d{{4}})?,?\.?)?"
)
_AGENCY_NAME = r"(?![RDI]-)[A-Z][A-Za-z&.’' -]{1,28}"
_AGENCY = (
    rf"(?:\((?P<round>{_AGENCY_NAME})\)|/(?P<slash>{_AGENCY_NAME})/\.?"
    rf"|\[(?P<square>{_AGENCY_NAME})\])"
)
_DASH = r"(?:--|[-–—―−]|:)"
_WORDS = r"[A-Z][\w.’'-]*(?:[ /](?:[A-Z][\w.’'-]*|de|la|del|of|the|and)){0,3}"
_FORMS = (
    # BAGHDAD (Reuters) - ; PARIS, Aug 31 (Reuters) - ; KENT, Ohio (AP) — ; MOSCOW, May 2. /TASS/.
    rf"(?:{_PLACE}{_REGION}{_DAY}|{_WORDS}{_REGION}{_DAY})?\s?{_AGENCY}\s?(?:{_DASH}|(?<=/\.))",
    # DES MOINES, Iowa — ; the text after it must begin as a sentence does
    rf"{_PLACE}{_REGION}{_DAY}\s{_DASH}(?<!:)(?=\s+[A-Z“\"‘'0-9$£€])",
    # Washington (CNN)President Biden
    rf"(?:{_WORDS}{_REGION}{_DAY}\s)?\((?P<bare>CNN|CNN Business|AFP|AP|Reuters)\)(?=\s?[A-Z“\"])",
)
_DATELINE = tuple(re.compile(form) for form in _FORMS)
_LONGEST = 90

_CLOCK = r"(?:\d{1,2}[:.]\d{2}(?::\d{2})?\s?(?:[ap]\.?m\.?)?|\d{1,2}\s?[ap]\.?m\.?)"
_ZONE = r"\(?(?:UTC|GMT|EST|EDT|ET|CST|CDT|CT|MST|MDT|PST|PDT|PT|BST|CET|CEST|IST)(?:[+-]\d+)?\)?"
_WEEKDAY = r"(?:Mon|Tue|Tues|Wed|Wednes|Thu|Thur|Thurs|Fri|Sat|Satur|Sun)(?:day)?\.?"
_LABEL = (
    r"(?:first |originally )?(?:published|posted|created|updated|last updated|last modified|date)"
)
_DATE_LINE = re.compile(
    rf"(?:{_LABEL}(?: on| at)?\s*:?\s*)?(?:{_CLOCK},?\s*(?:{_ZONE})?,?\s*(?:on )?)?"
    rf"(?:{_WEEKDAY},?\s+)?{DATE}(?:T[\d:.]+(?:Z|[+-]\d\d:?\d\d)?)?"
    rf"(?:\s*(?:,|at|\||-|–|·|/)?\s*{_CLOCK})?\s*(?:{_ZONE})?\.?",
    re.IGNORECASE,
)
_WIRE = re.compile(  # Source: Xinhua| 2018-08-22 20:20:24|Editor: xuxin
    rf"Source:\s?(?P<agency>{_AGENCY_NAME}?)\s?\|\s?(?P<date>\d{{4}}-\d\d-\d\d)[^|]*(?:\|.*)?"
)


@dataclass(frozen=True, slots=True)
class Dateline:
    """A dateline: how long it is at the start of its line, and what it states."""

    length: int
    agency: str | None
    published: str | None


def dateline_of(line: str) -> Dateline | None:
    """Return the dateline at the beginning of a line of prose, or of a wire service's own line."""
    wire = _WIRE.fullmatch(line)
    if wire:
        return Dateline(len(line), wire["agency"].strip(), iso_date(wire["date"]))
    for pattern in _DATELINE:
        found = pattern.match(line[:_LONGEST])
        if found:
            names = [name for name in found.groupdict().values() if name]
            return Dateline(found.end(), names[0].strip() if names else None, _full_date(found[0]))
    return None


def is_date_line(line: str) -> bool:
    """Return whether a line says nothing but a whole date: "Published: Saturday, May 2, 2015"."""
    return len(line) <= _LONGEST and _DATE_LINE.fullmatch(line.strip()) is not None


def stated_date(line: str) -> str | None:
    """Return the date of a line for which `is_date_line` holds; not the date of a later change."""
    return (
        None if re.match(r"(?:last )?(?:updated|modified)", line, re.IGNORECASE) else iso_date(line)
    )


def _full_date(dateline: str) -> str | None:
    return iso_date(dateline) if re.search(r"\d{4}", dateline) else None
