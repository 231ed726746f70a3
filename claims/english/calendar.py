"""The names of months and days of the week, for all that reads or writes dates."""

from typing import Final

__all__ = [
    "DAY_NAME",
    "MONTH",
    "MONTH_NUMBERS",
    "SHORT_MONTHS",
    "STATED_MONTH",
    "WEEKDAY",
    "short_day",
]

SHORT_MONTHS: Final = (
    *("Jan", "Feb", "Mar", "Apr", "May", "Jun"),
    *("Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
)
"""The months in order, as tables and plots write them."""

MONTH: Final = rf"(?:{'|'.join(SHORT_MONTHS)})[a-z]*\.?"
"""A pattern of a month's name, cut short or not: "Aug", "Aug.", "August"."""

MONTH_NUMBERS: Final = {
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
"""The number of each month by its names, in lower case and without a full stop."""

STATED_MONTH: Final = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
"""A pattern of a month's name in a whole date, to be used with IGNORECASE."""

WEEKDAY: Final = "(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
"""A pattern of a day of the week, not cut short."""

DAY_NAME: Final = (
    rf"\b(?:{WEEKDAY}|Jan\w*|Feb\w*|Mar\w*|Apr\w*|May|June|July|"
    r"Aug\w*|Sep\w*|Oct\w*|Nov\w*|Dec\w*)\b"
)
"""A pattern of whatever names a day: of the week, or of a month."""


def short_day(moment: str | None) -> str | None:
    """Return an ISO date, or date and time, as people write the day: 18 Feb 2024."""
    if not moment or len(moment) < len("2024-02-18"):
        return moment
    year, month, number = moment[:4], moment[5:7], moment[8:10]
    if not (month.isdigit() and number.isdigit() and 1 <= int(month) <= len(SHORT_MONTHS)):
        return moment
    return f"{int(number)} {SHORT_MONTHS[int(month) - 1]} {year}"
