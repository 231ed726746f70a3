"""How dates are written: the forms that `dates` finds in a text and resolves."""

import re
from typing import Final

from claims.english.figures.numbers import NUMBER

MONTHS: Final = {
    name: place
    for place, names in enumerate(
        (
            ("jan", "january"), ("feb", "february"), ("mar", "march"), ("apr", "april"), ("may",),
            ("jun", "june"), ("jul", "july"), ("aug", "august"), ("sep", "sept", "september"),
            ("oct", "october"), ("nov", "november"), ("dec", "december"),
        ),
        start=1,
    )
    for name in names
}  # fmt: skip
WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTH: Final = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)|Apr(?:il|\.)?|May|June?\.?|July?\.?|"
    r"Aug(?:ust|\.)?|"
    r"Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_WEEKDAY: Final = "(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
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
      (?P<unit>week|month|year|weekend|spring|summer|fall|autumn|winter|{_WEEKDAY}|{_MONTH})(?!\w)
    | \b(?P<amount>{NUMBER}|an?)\s(?P<units>day|week|month|year|decade)s?\s
      (?P<way>ago|earlier|later)\b
    | \b(?P<relative>[Tt]oday|[Yy]esterday|[Tt]onight|[Tt]omorrow
      |[Tt]he\s(?:next|following|previous)\sday)\b
    | \b(?P<weekday>{_WEEKDAY})\b
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
