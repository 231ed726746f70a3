"""All figures of a claim: dates first, then amounts in what is left, then ends of ranges."""

from collections.abc import Sequence
from datetime import date

from claims.english.figures.amounts import find_amounts
from claims.english.figures.dates import find_dates
from claims.english.figures.ranges import with_lower_ends
from claims.values import Figure, Span


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
