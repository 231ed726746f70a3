"""Text quotes: the words of a span with those around it, by which it is found in a changed text.

The form is the TextQuoteSelector of the W3C Web Annotation Data Model (2017), section 4.2.4:
`exact`, and as context `prefix` and `suffix`, here 32 characters each side.
"""

from dataclasses import dataclass

from claims.values import Span

__all__ = ["CONTEXT", "TextQuote", "find", "quote"]

CONTEXT = 32
"""Characters of context on each side, as in Hypothesis, the annotation client."""


@dataclass(frozen=True, slots=True)
class TextQuote:
    """Words and their context."""

    exact: str
    prefix: str
    suffix: str


def quote(text: str, span: Span) -> TextQuote:
    """Return the quote of a span (offsets into `text`)."""
    return TextQuote(
        exact=text[span.start : span.end],
        prefix=text[max(0, span.start - CONTEXT) : span.start],
        suffix=text[span.end : span.end + CONTEXT],
    )


def find(text: str, sought: TextQuote) -> Span | None:
    """Return where the quote is in `text`, None where its words are gone.

    Of several places with the same words, the one with the most context in common is taken, and
    of equal ones the first.
    """
    if not sought.exact:
        return None
    best, best_score = None, -1
    start = text.find(sought.exact)
    while start >= 0:
        place = Span(start, start + len(sought.exact))
        score = _context_in_common(quote(text, place), sought)
        if score > best_score:
            best, best_score = place, score
        start = text.find(sought.exact, start + 1)
    return best


def _context_in_common(found: TextQuote, sought: TextQuote) -> int:
    """Count the characters of context that agree, from the words outwards."""
    return _shared(found.prefix[::-1], sought.prefix[::-1]) + _shared(found.suffix, sought.suffix)


def _shared(one: str, other: str) -> int:
    """Count the characters that two texts share from their beginning."""
    for count, (left, right) in enumerate(zip(one, other, strict=False)):
        if left != right:
            return count
    return min(len(one), len(other))
