"""Where a text is one run of prose, so that a sentence may go on: between paragraph breaks.

A line break ends a sentence: headlines have no full stop, and a quotation that runs over several
paragraphs is split by them. One exception is text wrapped to a width, as e-mails and old wire copy
are, where a line break means no more than a space. Such text shows itself: the first word of the
next line would not have fitted, and next lines mostly start in lower case. The other is a single
sentence that was taken apart, at "No.", say, or before "she said".
"""

import re
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from claims.english.sentence_words import REPORTING, TITLES
from claims.sentences.places import OPENERS, REACH
from claims.values import Region, RegionKind

__all__ = ["Run", "runs"]

BREAK = re.compile(r"\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
MARK = re.compile(r"(?:[ \t]*>)+[ \t]*")
BULLET = re.compile(r"\s*(?:[-*•⁃▪◦·–—]\s|\(?[0-9a-zA-Z]{1,2}[.)]{1,2}\s)")
LOWER = re.compile(r"(?:[a-z,]|\b(?:[A-Z]\.){2,}) \| [a-z]")  # the sound of the shots | echoed
ENDED = re.compile(r"[.!?][\"”’)]*\s*$")
AT_AN_END = frozenset({"st", "ste", "mt", "ft", "del"})
"""Titles that end a sentence as well, in other senses: "in two ft."."""
TORN = re.compile(
    r"\bNo\. \| \d"
    rf"|\b(?i:{'|'.join(map(re.escape, sorted(TITLES - AT_AN_END)))})\. \| [A-Z]"
    rf"|[.?!][\"”] \| (?:he|she|they|[A-Z]\w+) (?:{'|'.join(sorted(REPORTING))})\b(?![,:])"
)
FIRST_WORD = re.compile(r"\s*(\S+)")
ASIDE: frozenset[RegionKind] = frozenset({"headline", "byline", "caption"})

NARROWEST, WIDEST = 40, 100
"""The widths, in characters, to which text is wrapped; a longer line is a paragraph."""
FEWEST_FULL_LINES = 3
"""Fewer lines that reach the width are no evidence of wrapping."""


class Run(NamedTuple):
    """A stretch of text, and whether it is a headline, byline or caption."""

    start: int
    end: int
    headline: bool


class Line(NamedTuple):
    """A line without its break: its start, its end, and whether a mark (">") was cut off."""

    start: int
    end: int
    marked: bool


def runs(text: str, regions: Sequence[Region] = ()) -> Iterator[Run]:
    """Yield the runs of prose in the order of the text, without quotation marks (">") before them.

    A region divides the text: a run lies inside of it or outside. A dateline does so only where it
    stands on a line of its own; before a sentence ("BAGHDAD (Reuters) -") it is a part of it.
    """
    pending = deque(sorted(regions, key=lambda region: region.span))
    for start, end in _unwrapped(text, list(_lines(text))):
        while pending and pending[0].span.end <= start:
            pending.popleft()
        yield from _divided(start, end, _touching(pending, end))


def _touching(pending: Iterable[Region], end: int) -> list[Region]:
    """Return the first of the pending regions, up to those that start after `end`."""
    touching = []
    for region in pending:
        if region.span.start >= end:
            break
        touching.append(region)
    return touching


def _divided(start: int, end: int, regions: Sequence[Region]) -> Iterator[Run]:
    """Yield the parts of a line that lie in none of the regions, and those that lie in one."""
    position = start
    for region in regions:
        first, last = max(region.span.start, position), min(region.span.end, end)
        alone = first <= start and last >= end
        if first >= last or (region.kind == "dateline" and not alone):
            continue
        if position < first:
            yield Run(position, first, False)
        if region.kind != "mark":
            yield Run(first, last, region.kind in ASIDE or region.kind == "dateline")
        position = last
    if position < end:
        yield Run(position, end, False)


def _lines(text: str) -> Iterator[Line]:
    """Yield the lines of the text, empty ones too."""
    start = 0
    for separator in [*BREAK.finditer(text), None]:
        end = separator.start() if separator else len(text)
        mark = MARK.match(text, start, end)
        yield Line(mark.end() if mark else start, end, mark is not None)
        start = separator.end() if separator else end


def _unwrapped(text: str, lines: Sequence[Line]) -> Iterator[tuple[int, int]]:
    """Yield start and end of each line, or of the lines together that wrapping took apart."""
    width = _width(text, lines)
    start = None
    for line, following in zip(lines, [*lines[1:], None], strict=True):
        if start is None:
            start = line.start
        wrapped = following and width and _goes_on(text, line, following, width)
        if wrapped or (following and _is_torn(text, line, following)):
            continue
        if start < line.end:
            yield start, line.end
        start = None


def _goes_on(text: str, line: Line, following: Line, width: int) -> bool:
    """Return whether the next line's first word is there only because it did not fit."""
    if line.marked or following.marked or BULLET.match(text, following.start, following.end):
        return False
    first = FIRST_WORD.match(text, following.start, following.end)
    length = len(text[line.start : line.end].rstrip())
    return bool(first and length and length <= width < length + 1 + len(first[1]))


def _is_torn(text: str, line: Line, following: Line) -> bool:
    """Return whether a line breaks off within a sentence: the next one goes on in lower case and
    ends it, or is the number of a "No.", or reports the quotation that ends here."""
    if line.marked or following.marked or line.end - line.start < NARROWEST:
        return False
    begun = text[following.start : following.end].lstrip()
    if not begun or BULLET.match(begun):
        return False
    place = f"{text[line.end - NARROWEST : line.end].rstrip()} | {begun[:REACH]}"
    opens = text[line.start : line.end].lstrip(OPENERS)[:1].isupper()
    goes_on = opens and LOWER.search(place) and ENDED.search(begun[-REACH:])
    return bool(goes_on or TORN.search(place))


def _width(text: str, lines: Sequence[Line]) -> int | None:
    """Return the width to which the text is wrapped, or None where it is not."""
    pairs = [
        (line, following)
        for line, following in pairwise(lines)
        if text[line.start : line.end].strip() and text[following.start : following.end].strip()
    ]
    lengths = sorted(len(text[line.start : line.end].rstrip()) for line, _ in pairs)
    if len(lengths) < FEWEST_FULL_LINES or not NARROWEST <= lengths[-1] <= WIDEST:
        return None
    width = lengths[-1]
    full = [following for line, following in pairs if _goes_on(text, line, following, width)]
    lower = sum(text[line.start : line.end].lstrip()[:1].islower() for line in full)
    evident = len(full) >= max(FEWEST_FULL_LINES, len(pairs) / 2) and lower >= len(full) / 2
    return width if evident else None
