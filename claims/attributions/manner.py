"""Whether a content is in quotation marks, and where the marks at its ends belong."""

from collections.abc import Sequence

from claims.values import Manner, Span

# Words that introduce a quotation and say nothing of their own.
_INTRODUCING = frozenset({"that", "as", "a", "an", "the"})


def with_marks(text: str, span: Span, quotations: Sequence[Span]) -> Span:
    """Widen a content to the quotation marks that enclose it, where nothing but marks lies
    between."""
    start, end = span.start, span.end
    for quotation in quotations:
        if quotation.start >= end or quotation.end <= start:
            continue
        if quotation.start < start and not _has_word(text, quotation.start, start):
            start = quotation.start
        if quotation.end > end and not _has_word(text, end, quotation.end):
            end = quotation.end
    return Span(start, end)


def manner_of(text: str, content: Sequence[Span], quotations: Sequence[Span]) -> Manner:
    """Return direct (all in quotation marks), indirect (none of it) or mixed.

    Marks and the words that merely introduce a quotation ("that") do not count.
    """
    quoted = unquoted = 0
    for span in content:
        at = span.start
        for quotation in quotations:
            if quotation.start >= span.end or quotation.end <= at:
                continue
            unquoted += _words(text, at, max(at, quotation.start))
            quoted += _words(text, max(at, quotation.start), min(span.end, quotation.end))
            at = min(span.end, quotation.end)
        unquoted += _words(text, at, span.end)
    if not quoted:
        return "indirect"
    return "mixed" if unquoted else "direct"


def _words(text: str, start: int, end: int) -> int:
    """Count the words of a stretch that say something."""
    parts = (part.strip(".,;:!?-–—…'’\"“”()[]").lower() for part in text[start:end].split())
    return sum(
        bool(part) and part not in _INTRODUCING and any(map(str.isalnum, part)) for part in parts
    )


def _has_word(text: str, start: int, end: int) -> bool:
    """Return whether a stretch holds a letter or digit."""
    return any(map(str.isalnum, text[start:end]))
