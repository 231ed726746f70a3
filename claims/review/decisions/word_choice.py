"""The words of a text, to choose from; and a chosen stretch, grown to whole words and quotations.

People choose words, not characters: a stretch that begins or ends inside a word holds all of it.
Quotation marks go with what they enclose, as extraction has them: when all of a quotation is
chosen, so are its marks.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from claims.values import Span

__all__ = ["WordPiece", "pieces_of", "snapped", "words_in"]

_WORD = re.compile(r"(?:\w\.){2,}|[$€£¥#@]?\w+(?:[’'.,:/&@-]\w+)*[%‰°]?")
_OPENING, _CLOSING = "“«„\"‘'", "”»“\"’'"
_CLOSED = re.compile(rf"[.,!?…;]?[{re.escape(_CLOSING)}]")


@dataclass(frozen=True, slots=True)
class WordPiece:
    """A word, or what is between two; `place` is None for the latter."""

    text: str
    place: Span | None = None


def words_in(text: str, span: Span) -> tuple[Span, ...]:
    """Return the words that stand wholly in a stretch of the text, in order."""
    found = _WORD.finditer(text, span.start, span.end)
    return tuple(Span(word.start(), word.end()) for word in found)


def pieces_of(text: str, span: Span) -> tuple[WordPiece, ...]:
    """Cut a stretch into words and what is between them; joined, they are the stretch again."""
    pieces, place = [], span.start
    for word in words_in(text, span):
        if word.start > place:
            pieces.append(WordPiece(text[place : word.start]))
        pieces.append(WordPiece(word.of(text), word))
        place = word.end
    if place < span.end:
        pieces.append(WordPiece(text[place : span.end]))
    return tuple(pieces)


def snapped(text: str, span: Span, within: Iterable[Span]) -> Span | None:
    """Return the stretch grown to whole words, and to the marks of what it quotes.

    `within` are the sentences in whose words it may lie; None where it touches none of them.
    """
    words = [word for sentence in within for word in words_in(text, sentence)]
    touched = [word for word in words if word.overlaps(span)]
    if not touched:
        return None
    return _quoted(text, Span(touched[0].start, touched[-1].end))


def _quoted(text: str, span: Span) -> Span:
    """Take in the quotation marks at the ends of a stretch where it holds all that they enclose."""
    inside = span.of(text)
    before = text[span.start - 1 : span.start]
    after = _CLOSED.match(text, span.end)
    opened, closed = _unpaired(inside)
    end = after.end() if after else span.end
    if opened and after:
        return Span(span.start, end)
    if closed and before and before in _OPENING:
        return Span(span.start - 1, span.end)
    if before and before in _OPENING and after and not (opened or closed):
        return Span(span.start - 1, end)
    return span


def _unpaired(words: str) -> tuple[bool, bool]:
    """Return whether a quotation begins in the words and does not end, and the other way round."""
    if words.count('"') % 2:
        return words.find('"') == 0 or words[words.find('"') - 1].isspace(), False
    balance = words.count("“") + words.count("«") - words.count("”") - words.count("»")
    return balance > 0, balance < 0
