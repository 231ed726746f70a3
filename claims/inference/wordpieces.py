"""Cuts a text into the word pieces of BERT's uncased vocabulary, each with its place in the text.

The same pieces as Hugging Face's `tokenizers` gives for the shipped `tokenizer.json` (a test
compares the two over all of Unicode), without that package and the client of a model hub that it
brings. A text is cut at white space; each stretch between is read once and remembered, since a
newsroom's words come again and again.

What is done to a stretch, in BERT's order: control characters are dropped, ideographs stand alone,
accents are taken off, letters made small, punctuation stands alone; of what is left the longest
piece of the vocabulary is taken from the left, again and again.
"""

import json
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Final

__all__ = ["WordPieces"]

Place = tuple[int, int]
Cut = tuple[tuple[int, ...], tuple[Place, ...]]
"""The ids of some pieces, and the half-open place of each in the text that was cut."""

UNKNOWN: Final = 100
OPENING: Final = 101
CLOSING: Final = 102
_SPECIAL: Final = {"[PAD]": 0, "[UNK]": UNKNOWN, "[CLS]": OPENING, "[SEP]": CLOSING, "[MASK]": 103}
_LONGEST_WORD: Final = 100  # a longer one is unknown
_REMEMBERED: Final = 50_000  # stretches
_WORTH_REMEMBERING: Final = 40  # characters
_SPACE = "\t\n\r \u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
_STRETCH: Final = re.compile(f"[^{_SPACE}]+")
_MARK: Final = re.compile(r"\[(?:PAD|UNK|CLS|SEP|MASK)\]")
# The blocks that BERT takes for ideographs; 2B920 is what its port to Rust has.
_IDEOGRAPHS: Final = (
    (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x2A6DF), (0x2A700, 0x2B73F),
    (0x2B740, 0x2B81F), (0x2B920, 0x2CEAF), (0x2F800, 0x2FA1F),
)  # fmt: skip
_ASCII_PUNCTUATION: Final = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")


class WordPieces:
    """A vocabulary, and what it makes of texts. Threads may share one."""

    def __init__(self, vocabulary: Mapping[str, int]) -> None:
        """Take the pieces with their ids; one that goes on within a word begins with "##"."""
        self._first = {piece: number for piece, number in vocabulary.items() if piece[:2] != "##"}
        self._first["##"] = vocabulary.get("##", UNKNOWN)
        self._later = {
            piece[2:]: number for piece, number in vocabulary.items() if piece[:2] == "##"
        }
        self._longest = max(map(len, vocabulary), default=0)
        self._remembered: Callable[[str], Cut] = lru_cache(_REMEMBERED)(self._cut)

    @classmethod
    def of_file(cls, path: Path) -> "WordPieces":
        """Return the word pieces of a `tokenizer.json`.

        Raises OSError where it cannot be read, ValueError where it holds no such vocabulary.
        """
        held = json.loads(path.read_text("utf8"))
        try:
            return cls(held["model"]["vocab"])
        except (KeyError, TypeError, AttributeError) as error:
            raise ValueError(f"holds no vocabulary of word pieces ({error!r})") from error

    def encode(self, text: str) -> tuple[list[int], list[Place]]:
        """Return the ids of the pieces of a text, and the half-open place of each in it."""
        identifiers: list[int] = []
        places: list[Place] = []
        for found in _STRETCH.finditer(text):
            stretch, at = found[0], found.start()
            known = len(stretch) <= _WORTH_REMEMBERING
            ids, within = self._remembered(stretch) if known else self._cut(stretch)
            identifiers += ids
            places += [(at + start, at + end) for start, end in within]
        return identifiers, places

    def framed(self, text: str, most: int) -> tuple[list[int], list[Place]]:
        """Return ids and places of at most `most` pieces, the two marks that frame them counted.

        The marks are at (0, 0).
        """
        ids, places = self.encode(text)
        return (
            [OPENING, *ids[: most - 2], CLOSING],
            [(0, 0), *places[: most - 2], (0, 0)],
        )

    def _cut(self, stretch: str) -> Cut:
        """Cut a stretch without white space."""
        ids: list[int] = []
        places: list[Place] = []
        at = 0
        for mark in _MARK.finditer(stretch) if "[" in stretch else ():
            self._cut_words(stretch, at, mark.start(), ids, places)
            ids.append(_SPECIAL[mark[0]])
            places.append(mark.span())
            at = mark.end()
        self._cut_words(stretch, at, len(stretch), ids, places)
        return tuple(ids), tuple(places)

    def _cut_words(
        self, stretch: str, start: int, end: int, ids: list[int], places: list[Place]
    ) -> None:
        """Add the pieces of the words in a part of a stretch."""
        for word, origins in _words(stretch, start, end):
            for number, first, last in self._pieces(word):
                ids.append(number)
                places.append((origins[first], origins[last - 1] + 1))

    def _pieces(self, word: str) -> list[tuple[int, int, int]]:
        """Return id, start and end of each piece of a word; one unknown piece where some part of
        it is in no vocabulary."""
        found: list[tuple[int, int, int]] = []
        size = len(word)
        at = 0
        while at < size and size <= _LONGEST_WORD:
            vocabulary = self._later if at else self._first
            for end in range(min(size, at + self._longest), at, -1):
                number = vocabulary.get(word[at:end])
                if number is not None:
                    found.append((number, at, end))
                    at = end
                    break
            else:
                return [(UNKNOWN, 0, size)]
        return found or [(UNKNOWN, 0, size)]  # too long


def _words(stretch: str, start: int, end: int) -> Iterator[tuple[str, list[int]]]:
    """Yield the words of a part of a stretch as BERT has them, with the place of each letter."""
    word: list[str] = []
    origins: list[int] = []
    for place in range(start, end):
        for letter, alone in _plain(stretch[place]):
            if alone:
                if word:
                    yield "".join(word), origins
                    word, origins = [], []
                yield letter, [place]
            else:
                word.append(letter)
                origins.append(place)
    if word:
        yield "".join(word), origins


@lru_cache(10_000)
def _plain(character: str) -> tuple[tuple[str, bool], ...]:
    """Return what becomes of a character: letters without accents and small, and whether each
    stands alone; nothing of a control character or an accent."""
    if character in "\0\ufffd" or unicodedata.category(character) in ("Cc", "Cf", "Co", "Cs"):
        return ()
    alone = _is_ideograph(character)
    letters = [
        small
        for letter in unicodedata.normalize("NFD", character)
        if unicodedata.category(letter) != "Mn"
        for small in letter.lower()
    ]
    return tuple((letter, alone or _is_punctuation(letter)) for letter in letters)


def _is_ideograph(character: str) -> bool:
    return any(first <= ord(character) <= last for first, last in _IDEOGRAPHS)


def _is_punctuation(letter: str) -> bool:
    return letter in _ASCII_PUNCTUATION or unicodedata.category(letter).startswith("P")
