"""Counts, money, percentages, durations and other quantities, with "more than", "at least" and
"about" kept.

The unit of a count is what is counted, as the text words it ("U.S. troops"); of money the
currency's code; of a percentage "%" or "percentage points"; of a duration the unit of time; of a
quantity the unit of measure.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final, Literal

from claims.english.calendar import SHORT_MONTHS
from claims.english.figures.numbers import NUMBER, read_number, show_number
from claims.values import Figure, FigureKind, Span

Bound = Literal["=", ">", ">=", "<", "<=", "~"]

_BOUNDS: Final[dict[str, Bound]] = {
    "more than": ">", "over": ">", "above": ">", "greater than": ">", "upwards of": ">",
    "in excess of": ">",
    "at least": ">=", "no fewer than": ">=", "no less than": ">=", "not less than": ">=",
    "not fewer than": ">=",
    "a minimum of": ">=",
    "less than": "<", "fewer than": "<", "under": "<", "below": "<", "nearly": "<", "almost": "<",
    "just under": "<",
    "up to": "<=", "at most": "<=", "as many as": "<=", "as much as": "<=", "no more than": "<=",
    "not more than": "<=", "no greater than": "<=",
    "a maximum of": "<=",
    "about": "~", "around": "~", "some": "~", "roughly": "~", "approximately": "~",
    "an estimated": "~", "close to": "~",
    "estimated": "~", "perhaps": "~", "just over": ">", "well over": ">", "only about": "~",
}  # fmt: skip
_CURRENCIES: Final = {
    "$": "USD", "us$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "dollars": "USD",
    "dollar": "USD", "euros": "EUR",
    "euro": "EUR", "pounds": "GBP", "yuan": "CNY", "yen": "JPY", "rubles": "RUB",
    "roubles": "RUB", "rupees": "INR",
    "cents": "USD cents", "a$": "AUD", "c$": "CAD", "hk$": "HKD",
}  # fmt: skip
_LASTING: Final = "(?:straight|consecutive|full|more|long|whole|additional)"
_TIMES: Final = "second|minute|hour|day|night|week|month|year|decade|century|centurie"
_MEASURES: Final = (
    "kilometers?|kilometres?|km|miles?|mph|km/h|kph|meters?|metres?|feet|foot|ft|inches|inch|"
    "yards?|acres?|hectares?|"
    r"square\s(?:miles|feet|kilometers|kilometres|meters|metres)|tons?|tonnes?|kilograms?|kg|"
    r"kilos?|pounds\sof|ounces?|"
    "barrels|liters?|litres?|gallons?|degrees|megawatts?|gigawatts?|MW|GW|kilowatts?|kiloton|"
    "kilotons|bpd"
)
_BOUND_WORDS: Final = "|".join(
    words.replace(" ", r"\s") for words in sorted(_BOUNDS, key=len, reverse=True)
)
_CANDIDATE: Final = re.compile(
    rf"""
    (?P<bound>\b(?i:{_BOUND_WORDS})\s)?
    (?P<currency>(?:US|A|C|HK)?\$|[€£¥])?\s?
    (?<![\w.,-])(?<!\d/)(?:(?P<low>{NUMBER})\s?[-–]\s?[$€£¥]?(?=\d))?(?P<number>{NUMBER})(?!\d|[.,:-]\d|-to-|st\b|nd\b|rd\b|th\b|/\d)
    (?:[\s-](?P<scale>dozen|hundred|thousand|million|billion|trillion)\b|(?<=\d)(?P<short>[mb]n|tn|[mbk])\b(?!/))?
    (?:
        [\s-]?(?P<percent>percentage[\s-]points?|percent\b|per\scent\b|%)
      | [\s-](?:U\.?S\.?\s)?(?P<money>dollars?|euros?|pounds(?!\sof)|yuan|yen|roubles|rubles
        |rupees|cents)\b
      | (?:[\s-](?P<old>year)s?[\s-]old\b)
      | [\s-](?:{_LASTING}\s)?(?P<time>{_TIMES})s?\b
      | [\s-]?(?P<measure>{_MEASURES})\b
    )?
    (?P<more>\sor\smore\b)?
    """,
    re.X,
)
_STOP_WORDS: Final = """
    in on at of to for from by with as and or but than that which who were was are is have has had
    will would could can may since after before during between among under over a an the their his
    her its this these those said say says so he she they it we you i all both too again when
    while where because if per via into out up down off about across around against more less
    other others not a.m p.m am pm gmt percent percentage points times point
    """
_STOPS: Final = frozenset(_STOP_WORDS.split())
_NOUN: Final = re.compile(r"\s((?:[A-Z]\.)+|(?:[\w’'.-]*\w))")
_NUMBER_WORD: Final = re.compile(NUMBER)
_NAMED_BEFORE: Final = re.compile(r"\b[A-Z][\w.]*\s$")
# "the S&P 500", "a Boeing 737", but "In 20 cases", "on Monday 20 were".
_SERIES_BEFORE: Final = re.compile(
    rf"[a-z,]\s(?!\w+day\s|(?:{'|'.join(SHORT_MONTHS)}))"
    r"(?:[A-Z]\.?&\s?)?[A-Z][\w.&]*\s$"
)
_NAME_BEFORE: Final = re.compile(r"[A-Z][\w’'-]+\.?,\s$")
_TIME_OF_DAY: Final = re.compile(r"\s?(?:[ap]\.?m\b|o['’]clock|GMT|ET\b|local time)", re.I)


def find_amounts(text: str, span: Span, *, taken: Sequence[Span] = ()) -> list[Figure]:
    """Return the amounts in `span`; what overlaps `taken` (dates) is left alone."""
    found = []
    for match in _CANDIDATE.finditer(text, span.start, span.end):
        at = Span(match.start("number"), match.end("number"))
        if any(at.overlaps(other) for other in taken) or _TIME_OF_DAY.match(text, match.end()):
            continue
        limit = min([one.start for one in taken if one.start >= at.end], default=span.end)
        figure = _read(match, text, limit)
        if figure is not None:
            found += [figure] if match["low"] is None else _ends_of_range(match, figure)
    return found


def _ends_of_range(match: re.Match[str], upper: Figure) -> list[Figure]:
    """Return both ends of "40-60 hens"; none of what only looks like it ("2019-20", "2-1")."""
    plural = upper.unit is not None and _is_plural(upper.unit.split()[-1])
    lower = read_number(match["low"], match["scale"] or match["short"])
    if upper.kind == "count" and not (plural or match["scale"]):
        return []
    if lower is None or upper.value is None or lower >= float(upper.value):
        return []
    start = match.start("currency") if match["currency"] else match.start("low")
    at, rest = Span(start, match.end("low")), Span(match.start("number"), upper.span.end)
    text = match.string
    return [
        replace(upper, text=at.of(text), span=at, value=show_number(lower), bound=">="),
        replace(upper, text=rest.of(text), span=rest, bound="<="),
    ]


def _read(match: re.Match[str], text: str, limit: int) -> Figure | None:
    """Work out a candidate; None where it is no amount ("one of them")."""
    short = match["short"] if match["short"] != "m" or _is_million(match, text, limit) else None
    value = read_number(match["number"], match["scale"] or short)
    if value is None:
        return None
    kind, unit, end = _kind_and_unit(match, text, limit)
    if _is_part_of_a_name(match, text, kind, unit):
        return None
    if kind == "count" and not match["scale"] and _counts_nothing(match, text, unit):
        return None
    start = _start(match)
    bound = _BOUNDS.get((match["bound"] or "").strip().lower(), "=")
    if match["more"]:
        bound = ">="
    return Figure(kind, text[start:end], Span(start, end), show_number(value), unit, bound)


def _counts_nothing(match: re.Match[str], text: str, unit: str | None) -> bool:
    """Return whether a number counts nothing: "one of them", "those two", "two thirds"."""
    if match["number"].lower() in ("one", "1"):
        return True
    if unit is not None:
        return match["number"].isalpha() and unit in _SHARES
    changed = _CHANGED_TO_BEFORE.search(text, max(0, match.start() - 24), match.start("number"))
    return match["number"].isalpha() and changed is None


def _is_million(match: re.Match[str], text: str, limit: int) -> bool:
    """Return whether "m" is for million ("£300m", "1.5m people") and not for metres."""
    unit = _counted(text, match.end(), limit)[0]
    return match["currency"] is not None or (unit is not None and _is_plural(unit.split()[-1]))


def _is_part_of_a_name(match: re.Match[str], text: str, kind: FigureKind, unit: str | None) -> bool:
    """Tell a house number or "Tower 22" from a count: no plural noun, and a name on one side."""
    if kind != "count" or match["scale"] or (unit is not None and _is_plural(unit.split()[-1])):
        return False
    if unit is not None and unit[0].isupper():
        return True
    before = text[max(0, match.start() - 24) : match.start("number")]
    if unit is None and match["bound"] is None:
        return match["number"].isdigit() and _SERIES_BEFORE.search(before) is not None
    return match["bound"] is None and _NAMED_BEFORE.search(before) is not None and unit is not None


def _is_plural(word: str) -> bool:
    ends = word.endswith("s") and not word.endswith(("ss", "us", "'s", "’s"))
    return ends or word.lower() in _PLURALS


def _start(match: re.Match[str]) -> int:
    if match["bound"]:
        return match.start("bound")
    return match.start("currency") if match["currency"] else match.start("number")


def _kind_and_unit(
    match: re.Match[str], text: str, limit: int
) -> tuple[FigureKind, str | None, int]:
    """Return the kind of an amount, its unit, and where it ends."""
    end = match.end()
    if match["currency"] or match["money"]:
        code = _CURRENCIES[(match["currency"] or match["money"]).lower()]
        return "money", code, _without_unit_end(match) if match["currency"] else end
    if match["percent"]:
        points = "point" in match["percent"]
        return "percentage", "percentage points" if points else "%", end
    if match["old"] or _is_age(match, text):
        return "duration", "years", end
    if match["time"]:
        return "duration", _CENTURIES.get(match["time"], match["time"] + "s"), end
    if match["measure"] or (match["short"] == "m" and not _is_million(match, text, limit)):
        return "quantity", match["measure"] or "m", end
    unit, end = _counted(text, end, limit)
    return "count", unit, end


def _is_age(match: re.Match[str], text: str) -> bool:
    """Return whether a bare number is an age: "aged 14", "Gomez, 40, was"."""
    before = text[max(0, match.start("number") - 24) : match.start("number")]
    if before.endswith(("aged ", "age ")):
        return True
    bare = match["number"].isdigit() and len(match["number"]) <= 2 and not match["bound"]
    between = _NAME_BEFORE.search(before) is not None and text[match.end() : match.end() + 1] == ","
    return bare and between


_SHARES: Final = frozenset(("thirds", "fourths", "fifths", "tenths"))
# "the toll has risen to nine": the number counts what rose.
_CHANGED_TO_BEFORE: Final = re.compile(
    r"\b(?:rise|rises|rose|risen|rising|climbs|climbed|grew|grown|increased|fell|fallen|falls"
    r"|dropped) (?:from \S+ )?to $"
)
_CENTURIES: Final = {"century": "centuries", "centurie": "centuries"}


def _without_unit_end(match: re.Match[str]) -> int:
    """Where money ends: after the scale, whatever noun follows."""
    return (
        match.end("more")
        if match["more"]
        else match.end("scale")
        if match["scale"]
        else (match.end("short") if match["short"] else match.end("number"))
    )


def _counted(text: str, at: int, limit: int) -> tuple[str | None, int]:
    """Return the words for what is counted, up to three, and where they end."""
    words: list[str] = []
    end = at
    while len(words) < 3:
        match = _NOUN.match(text, end, limit)
        if match is None or match[1].lower() in _STOPS or _NUMBER_WORD.match(match[1]):
            break
        word = match[1]
        if words and word.endswith(("ed", "ing")) and "-" not in word:
            break
        words.append(word)
        end = match.end()
        if _is_plural(word):
            break
    if not words or (words[0].endswith(("ed", "ing")) and not _is_plural(words[-1])):
        return None, at  # "107 died" counts nothing that is named
    return " ".join(words), end


_PLURALS: Final = frozenset(("people", "men", "women", "children", "police", "percent"))
