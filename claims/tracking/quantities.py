"""Reads the numbers and days of a statement, so that "more than 20" can be held against "30".

A reader for any wording, also for what people type at `claims track`; where an article's claim has
figures of its own (`claims.values.Figure`), whose dates are resolved, those come first.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from claims.tracking.stems import stem
from claims.tracking.wording import FUNCTION_WORDS, MONTHS, NUMBER_WORDS, SCALES
from claims.values import Figure

Bound = Literal["=", ">", ">=", "<", "<=", "~"]

_MONTH: Final = "|".join(sorted(MONTHS, key=len, reverse=True))
_DAY: Final = re.compile(
    rf"\b(?P<month>{_MONTH})\.? (?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?:,? (?P<year>\d{{4}}))?"
    rf"|\b(?P<day2>\d{{1,2}})(?:st|nd|rd|th)? (?P<month2>{_MONTH})\b\.?(?:,? (?P<year2>\d{{4}}))?",
    re.IGNORECASE,
)
_YEAR: Final = re.compile(r"\b(?:1[89]|20)\d\d\b(?!,\d|\.\d|%)")
_WORDS: Final = "|".join([*sorted(NUMBER_WORDS, key=len, reverse=True), "a dozen", "dozens"])
_NUMBER: Final = re.compile(
    rf"(?P<currency>US\$|[$€£¥])?\s?(?<![\w.])(?P<number>\d[\d,]*(?:\.\d+)?|(?:{_WORDS})\b"
    rf"(?:-(?:{_WORDS})\b)?)(?P<scales>(?:[ -](?:{'|'.join(SCALES)})\b)*)(?P<percent>\s?%"
    r"| percent\b| per cent\b)?",
    re.IGNORECASE,
)
_BOUNDS: Final[tuple[tuple[str, Bound], ...]] = (
    (r"more than|over|above|exceeding|upwards of", ">"),
    (r"at least|no fewer than|no less than|a minimum of", ">="),
    (r"less than|fewer than|under|below", "<"),
    (r"up to|at most|no more than|as many as|as much as", "<="),
    (r"about|around|nearly|almost|some|roughly|approximately|an estimated|close to", "~"),
)
_BOUND: Final = [(re.compile(rf"\b(?:{words})\s*$", re.I), kind) for words, kind in _BOUNDS]
_UNIT_WORD: Final = re.compile(r"[A-Za-z][\w’'-]*")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with what it counts (a stem, "%", or a currency), or a day or year as ISO text.

    `unit` is "day" or "year" for dates, whose `value` is their text; `words` is how it is written.
    """

    value: str
    unit: str
    bound: Bound
    words: str

    @property
    def number(self) -> float | None:
        """The number, or None for a date."""
        return None if self.unit in ("day", "year") else float(self.value)


def read_quantities(text: str, figures: Sequence[Figure] = ()) -> tuple[Quantity, ...]:
    """Read numbers and dates of `text` in order; dates of `figures` replace those read here."""
    dates = [
        Quantity(figure.value, "day", "=", figure.text)
        for figure in figures
        if figure.kind == "date" and figure.value is not None
    ]
    found, rest = _read_days(text)
    numbers = [_quantity(match, rest) for match in _NUMBER.finditer(rest)]
    return (*(dates or found), *(one for one in numbers if one is not None))


def _read_days(text: str) -> tuple[list[Quantity], str]:
    """Read days and years; also return the text with them blanked out."""
    found = []
    for match in _DAY.finditer(text):
        month = MONTHS[(match["month"] or match["month2"]).lower()]
        day, year = match["day"] or match["day2"], match["year"] or match["year2"]
        value = f"{year or ''}-{month:02d}-{int(day):02d}"
        found.append(Quantity(value, "day", "=", match[0]))
        text = text[: match.start()] + " " * len(match[0]) + text[match.end() :]
    for match in _YEAR.finditer(text):
        found.append(Quantity(match[0], "year", "=", match[0]))
        text = text[: match.start()] + " " * len(match[0]) + text[match.end() :]
    return found, text


def _quantity(match: re.Match[str], text: str) -> Quantity | None:
    value = _value(match["number"])
    if value is None:
        return None
    for scale in re.findall(r"[a-z]+", match["scales"].lower()):
        value *= SCALES[scale]
    unit = match["currency"] or ("%" if match["percent"] else _unit(text[match.end() :]))
    before = text[: match.start()]
    bound: Bound = next((kind for pattern, kind in _BOUND if pattern.search(before)), "=")
    words = text[match.start() : match.end()].strip()
    if bound != "=":
        pattern = next(pattern for pattern, kind in _BOUND if kind == bound)
        opening = pattern.search(before)
        words = f"{opening[0].strip()} {words}" if opening else words
    if value == 1.0 and not match["number"][0].isdigit() and not match["percent"]:
        return None  # "one" is most often no number
    return Quantity(f"{value:g}", unit, bound, words)


def _value(words: str) -> float | None:
    """Turn "1,300", "twenty-two" or "a dozen" into a number."""
    lowered = words.lower()
    if lowered[0].isdigit():
        return float(lowered.replace(",", "").rstrip("."))
    if lowered in ("a dozen", "dozens"):
        return 12.0
    return sum(NUMBER_WORDS[part] for part in lowered.split("-"))


def _unit(after: str) -> str:
    """Return the stem of what is counted: the last word of the next few before a pause."""
    spelled = re.sub(r"\b(?:[A-Z]\.)+", " ", after)
    phrase = re.split(r"[,.;:()“”\"]|\d", spelled, maxsplit=1)[0]
    nouns = []
    for word in _UNIT_WORD.findall(phrase)[:3]:
        if word.lower() in FUNCTION_WORDS:
            break
        nouns.append(word.lower())
    plural = [word for word in nouns if word.endswith("s")]
    chosen = plural[0] if plural else nouns[0] if nouns else ""
    return stem(chosen) if chosen else ""


def agree(one: Quantity, other: Quantity) -> bool:
    """Tell whether two quantities of one unit can both be right: 30 is "more than 20"."""
    left, right = one.number, other.number
    if left is None or right is None:
        return _dates_agree(one.value, other.value)
    if left == right:
        return True
    if "~" in (one.bound, other.bound):
        return abs(left - right) <= 0.1 * max(abs(left), abs(right))
    low, high = (one, other) if left < right else (other, one)
    return low.bound in (">", ">=") or high.bound in ("<", "<=")


def _dates_agree(one: str, other: str) -> bool:
    """Tell whether two dates can be one: "2024-01" and "2024-01-29" can, as can "-01-29"."""
    if one.startswith("-") or other.startswith("-"):
        return one[-6:] == other[-6:] or len(one) < 6 or len(other) < 6
    return one.startswith(other) or other.startswith(one)
