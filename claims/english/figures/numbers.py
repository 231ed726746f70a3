"""Numbers in digits and words: what they look like, and what they come to."""

import re
from typing import Final

from text_to_num import text2num  # type: ignore[import-untyped]  # it ships no types

_UNITS: Final = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|"
    "sixteen|seventeen|"
    "eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
)
_AND: Final = rf"(?:\sand(?=\s(?:{_UNITS})\b))?"
_WORDS: Final = (
    rf"(?:(?:{_UNITS})|an?\s(?:hundred|thousand)\b{_AND})"
    rf"(?:[- ](?:{_UNITS}|hundred|thousand)\b{_AND}){{0,24}}"
)
# "a dozen", "half a million": what the scale that follows is multiplied by.
_PART_VALUES: Final = {
    "half a": 0.5,
    "a quarter of a": 0.25,
    "three quarters of a": 0.75,
    "three-quarters of a": 0.75,
    "one and a half": 1.5,
    "two and a half": 2.5,
    "a": 1.0,
}
_PART_WORDS: Final = "|".join(words.replace(" ", r"\s") for words in _PART_VALUES)
_PARTS: Final = rf"(?:{_PART_WORDS})(?=\s(?:dozen|million|billion|trillion)\b)"
NUMBER: Final = rf"(?:\d+(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?|\b(?i:{_PARTS}|{_WORDS})\b)"
"""What a number looks like, without a scale ("million") after it."""

SCALES: Final = {
    "dozen": 12.0,
    "hundred": 100.0,
    "thousand": 1e3,
    "k": 1e3,
    "million": 1e6,
    "m": 1e6,
    "mn": 1e6,
    "billion": 1e9,
    "bn": 1e9,
    "b": 1e9,
    "trillion": 1e12,
    "tn": 1e12,
}
_DIGITS: Final = re.compile(r"\d[\d,]*(?:\.\d+)?")


def read_number(number: str, scale: str | None = None) -> float | None:
    """Return what a number comes to, multiplied by its scale; None where it cannot be read."""
    factor = SCALES.get((scale or "").lower(), 1.0)
    if _DIGITS.fullmatch(number):
        return round(float(number.replace(",", "")) * factor, 6)
    words = number.lower().strip()
    if words in _PART_VALUES:
        return _PART_VALUES[words] * factor
    try:
        return float(text2num(re.sub(r"^an?\s", "one ", words), "en")) * factor
    except ValueError:
        return None


def show_number(number: float) -> str:
    """Write a number without a needless fraction."""
    return str(int(number)) if number == int(number) else f"{number:.6f}".rstrip("0")
