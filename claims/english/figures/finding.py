"""All figures of a claim: dates first, then amounts in what is left, then ends of ranges."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Final, Literal

from claims.english.figures.amounts import find_amounts
from claims.english.figures.dates import find_dates
from claims.english.figures.numbers import NUMBER, read_number, show_number
from claims.values import Figure, Span

# The lower end of a range: "8 to 10 percent", "between three and five million shares". Only the
# upper end has the unit and the scale beside it; the lower one takes both from there. Each end
# is a figure of its own, "at least" the one and "at most" the other, so that both are numbers;
# "from 8 to 10 percent" tells of a change, and its ends are what they are.

_LOW: Final = re.compile(
    rf"(?P<led>\b(?:[Bb]etween|[Ff]rom)\s)?(?<![\w.,$€£¥-])(?P<mark>[$€£¥])?(?P<number>{NUMBER})"
    r"\s(?P<link>to|or|and)\s$"
)
_SCALE: Final = re.compile(
    r"\b(dozen|hundred|thousand|million|billion|trillion|bn|tn)\b", re.IGNORECASE
)
_REACH: Final = 40


def with_lower_ends(text: str, span: Span, found: Sequence[Figure]) -> list[Figure]:
    """Return the figures with the lower ends of ranges; `span` is where to look for them."""
    kept: list[Figure] = []
    for figure in found:
        start = max(span.start, figure.span.start - _REACH)
        match = None if figure.kind == "date" else _LOW.search(text, start, figure.span.start)
        low = None if match is None or figure.bound != "=" else _low(figure, match)
        if match is None or low is None:
            kept.append(figure)
            continue
        kept = [one for one in kept if not one.span.overlaps(low.span)]
        changed = (match["led"] or "").lower().startswith("from")
        kept += [low, figure] if changed else [_bound(low, ">="), _bound(figure, "<=")]
    return kept


def _low(figure: Figure, match: re.Match[str]) -> Figure | None:
    """Return the lower end, with the unit and scale of the upper; None where there is no range."""
    between = (match["led"] or "").lower().startswith("between")
    scale = _SCALE.search(figure.text)
    if (match["link"] == "and") != between or (figure.unit is None and scale is None):
        return None
    value = read_number(match["number"], scale.group(1) if scale else None)
    if value is None or figure.value is None or value >= float(figure.value):
        return None
    start = match.start("mark") if match["mark"] else match.start("number")
    at = Span(start, match.end("number"))
    return replace(figure, text=match.string[at.start : at.end], span=at, value=show_number(value))


def _bound(figure: Figure, bound: Literal[">=", "<="]) -> Figure:
    return replace(figure, bound=bound)


def find_figures(
    text: str, content: Sequence[Span], *, published: str | None = None
) -> tuple[Figure, ...]:
    """Return the figures in the spans of a content, in the order of the text.

    `published` is the document's (an ISO 8601 date or date and time); without it "last month"
    stays without a value.
    """
    day = read_day(published)
    found: list[Figure] = []
    for span in content:
        dates = find_dates(text, span, published=day)
        taken = [figure.span for figure in dates]
        found += dates
        found += with_lower_ends(text, span, find_amounts(text, span, taken=taken))
    return tuple(sorted(found, key=lambda figure: figure.span))


def read_day(published: str | None) -> date | None:
    """Return the day of an ISO 8601 date or date and time; None for anything else."""
    try:
        return date.fromisoformat((published or "")[:10])
    except ValueError:
        return None
