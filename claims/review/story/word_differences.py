"""The differences between two wordings, word by word.

Pure. Words are compared without regard to capitals, since a quotation may begin a sentence or stand
within one; white space is never a difference. Joined, the pieces that are not "gone" are the later
wording, those that are not "new" the earlier one.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Literal

__all__ = ["WordPiece", "compare_words", "likeness"]

PieceKind = Literal["same", "gone", "new"]

_WORD = re.compile(r"\w+(?:[.,’'-]\w+)*|[^\w\s]")
_MOST_WORDS = 4000
"""Longer wordings are shown as wholly different rather than compared for minutes."""


@dataclass(frozen=True, slots=True)
class WordPiece:
    """A stretch of words that stayed, went, or came; white space around it belongs to it."""

    kind: PieceKind
    text: str


def compare_words(before: str, after: str) -> tuple[WordPiece, ...]:
    """Return `after` in pieces, with what it lacks of `before` put in where that stood."""
    old, new = _words(before), _words(after)
    if len(old) + len(new) > _MOST_WORDS:
        return tuple(_merged([WordPiece("gone", before), WordPiece("new", after)]))
    matcher = SequenceMatcher(None, _plain(old), _plain(new), autojunk=False)
    pieces: list[WordPiece] = []
    for what, a, b, c, d in matcher.get_opcodes():
        if what == "equal":
            pieces.append(WordPiece("same", "".join(new[c:d])))
            continue
        pieces += [WordPiece("gone", "".join(old[a:b])), WordPiece("new", "".join(new[c:d]))]
    return tuple(_merged(pieces))


def likeness(text: str) -> tuple[str, ...]:
    """Return what two wordings have in common that differ in capitals and closing marks only."""
    words = _plain(_words(text))
    while words and not words[-1].isalnum() and len(words[-1]) == 1:
        words.pop()
    return tuple(words)


def _words(text: str) -> list[str]:
    """Cut a text into words and marks, each with the white space behind it."""
    starts = [match.start() for match in _WORD.finditer(text)]
    if not starts:
        return [text] if text else []
    edges = [0, *starts[1:], len(text)]
    return [text[one:other] for one, other in pairwise(edges)]


def _plain(words: Iterable[str]) -> list[str]:
    return [word.strip().casefold() for word in words]


def _merged(pieces: Iterable[WordPiece]) -> Iterator[WordPiece]:
    """Join neighbours of one kind; leave empty ones out."""
    waiting: WordPiece | None = None
    for piece in pieces:
        if not piece.text:
            continue
        if waiting is not None and waiting.kind == piece.kind:
            waiting = WordPiece(piece.kind, waiting.text + piece.text)
            continue
        if waiting is not None:
            yield waiting
        waiting = piece
    if waiting is not None:
        yield waiting
