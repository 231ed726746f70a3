"""Where a person's words are in an article, and what that makes of them."""

from collections.abc import Mapping, Sequence

from claims.store.quotes import TextQuote, find
from claims.values import Manner, Sentence, Span

__all__ = ["manner_of", "quoted_spans", "sentence_at", "words_of"]

_OPENING, _CLOSING = "\"“‘'«„", "\"”’'»“"


def quoted_spans(text: str, quotes: Sequence[Mapping[str, str]]) -> tuple[Span, ...] | None:
    """Return where quoted words stand today, None where any of them is gone."""
    spans = [find(text, TextQuote(**quoted)) for quoted in quotes]
    found = tuple(sorted(span for span in spans if span is not None))
    return found if found and len(found) == len(spans) else None


def words_of(text: str, content: Sequence[Span]) -> str:
    """Return the words of several spans, one space between any two words."""
    return " ".join(" ".join(span.of(text) for span in content).split())


def sentence_at(sentences: Sequence[Sentence], offset: int) -> int | None:
    """Return the number of the sentence of the body that holds an offset."""
    for sentence in sentences:
        if sentence.span.start <= offset < sentence.span.end and not sentence.headline:
            return sentence.number
    return None


def manner_of(text: str, content: Sequence[Span]) -> Manner:
    """Return whether content is in quotation marks, all of it, a part, or none."""
    quoted = 0
    for span in content:
        before = text[: span.start].rstrip()[-1:]
        after = text[span.end :].lstrip()[:1]
        words = span.of(text).strip()
        if (before and before in _OPENING and after and after in _CLOSING + ",.") or (
            words[:1] in _OPENING and words[-1:] in _CLOSING
        ):
            quoted += 1
    if quoted == len(content):
        return "direct"
    marks = any(mark in span.of(text) for span in content for mark in '"“”«»„')
    return "mixed" if quoted or marks else "indirect"
