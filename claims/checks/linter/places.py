"""Offsets in an article's text → lines and columns of the file that it was read from.

Reading changes a file's text: markup goes, entities become characters, menus are left out. Words
stay, and their order. So a place is found again by its words: those from the offset on are looked
for in the words of the file, after what was found before. Where the file is no text (a PDF, a Word
file) or does not hold the words, the place is that in the article's own text, and says so.
"""

import html
import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

__all__ = ["Place", "places_in"]

_WORD: Final = re.compile(r"\w+")
_UNSEEN: Final = re.compile(
    r"<!--.*?-->|<(script|style|template)\b.*?</\1\s*>|<[A-Za-z/!?][^<>]*>", re.S | re.I
)
_TARGET: Final = re.compile(r"(?<=\])\([^()\n]*\)|^[ ]{0,3}\[[^\]\n]+\]:.*$", re.MULTILINE)
_ENTITY: Final = re.compile(r"&(?:#\d{1,7}|#x[0-9a-fA-F]{1,6}|[A-Za-z]{2,31});")
_SAME: Final = 8  # words that must agree; fewer at the end of a text
_MARKUP: Final = frozenset(["html", "feed", "markdown"])


@dataclass(frozen=True, slots=True)
class Place:
    """A line and a column, both counted from 1, and whether they are those of the file."""

    line: int
    column: int
    in_file: bool


def places_in(
    text: str, offsets: Iterable[int], *, source: str | None, kind: str
) -> Mapping[int, Place]:
    """Return the place of each offset of an article's text.

    `source` is the text of the file as it stands on disk, None where it is no text; `kind` is the
    format in which it was read ("html"). Columns count characters.
    """
    wanted = sorted(set(offsets))
    if source is None:
        return {offset: _place(text, offset, in_file=False) for offset in wanted}
    if source == text:
        return {offset: _place(source, offset, in_file=True) for offset in wanted}
    words = _Words.of(_blanked(source, kind) if kind in _MARKUP else source)
    own = _Words.of(text)
    found: dict[int, Place] = {}
    after, last = 0, -1
    for offset in wanted:
        number = bisect_left(own.starts, offset)
        if number > last >= 0:
            after += 1  # the next words stand behind those that were found before
        last = number
        at = words.find(own.words[number : number + _SAME], after)
        if at is None:
            found[offset] = _place(text, offset, in_file=False)
            continue
        after = at
        start = words.starts[at]
        lead = own.starts[number] - offset if number < len(own.starts) else 0
        before = text[offset : offset + lead]
        if before and source[max(0, start - lead) : start] == before:
            start -= lead
        found[offset] = _place(source, start, in_file=True)
    return found


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of a text, where each starts, and where each word is among them."""

    words: Sequence[str]
    starts: Sequence[int]
    numbers: Mapping[str, Sequence[int]]

    @classmethod
    def of(cls, text: str) -> "_Words":
        matches = list(_WORD.finditer(text))
        numbers: dict[str, list[int]] = defaultdict(list)
        for number, match in enumerate(matches):
            numbers[match[0]].append(number)
        return cls([match[0] for match in matches], [match.start() for match in matches], numbers)

    def find(self, wanted: Sequence[str], after: int) -> int | None:
        """Return where the words stand, the first time at or after `after`, else anywhere."""
        if not wanted:
            return None
        candidates = self.numbers.get(wanted[0], ())
        first = bisect_left(candidates, after)
        for number in (*candidates[first:], *candidates[:first]):
            if list(self.words[number : number + len(wanted)]) == list(wanted):
                return number
        return None


def _blanked(source: str, kind: str) -> str:
    """Return markup with spaces for what no reader sees, and entities as what they stand for.

    All other characters stay where they are.
    """
    shown = _UNSEEN.sub(lambda match: _spaces(match[0]), source)
    if kind == "markdown":
        shown = _TARGET.sub(lambda match: _spaces(match[0]), shown)  # where its links lead
    return _ENTITY.sub(lambda match: html.unescape(match[0])[:1].ljust(len(match[0])), shown)


def _spaces(text: str) -> str:
    return "".join(character if character == "\n" else " " for character in text)


def _place(text: str, offset: int, *, in_file: bool) -> Place:
    begin = text.rfind("\n", 0, offset) + 1
    return Place(text.count("\n", 0, offset) + 1, offset - begin + 1, in_file)
