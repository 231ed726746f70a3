"""Finds what is in quotation marks, whatever the marks, also over paragraphs, also when one is
missing.

Straight, curly, single and doubled single marks, German marks („...“, »...«) and guillemets may all
occur in one article. Marks are matched inside each paragraph with a stack, so that an unmatched one
is dropped and never inverts the rest. Single marks are told from apostrophes first.
A quotation that runs over paragraphs opens each paragraph again and closes once; each paragraph
then gives a span of its own.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from claims.values import Span

# A doubled straight mark is one mark: it is left over from CSV, where a mark is escaped so.
_MARK = re.compile('(?<!")""(?!")|[“”„‟«»"＂]|\'\'|``|‘‘|’’')
# What opens before a word after room, but for "’90s", "’em", "’n’"; what closes after a word.
_SINGLE_OPENS = re.compile(
    r"(?<![^\s(\[{“\"„»—–-])(?<!‘)[‘'](?=[^\W_]|…)(?!\d\d?0?s\b|(?:em|til|tis|twas|cause|n)\b)"
)
_SINGLE_CLOSES = re.compile(r"(?<=\S)(?<!['’])['’](?!['’])(?![^\W_])")
_AFTER_CLOSING = frozenset('.,;:!?)]”"—–')
_PARAGRAPH = re.compile(r"[^\r\n\u2028\u2029]+")
_OPENING = frozenset("“„‟«") | {"``", "‘‘"}
_CLOSING = frozenset("”»") | {"’’"}
_BEFORE_OPENING = frozenset("([{-–—/>")


@dataclass(frozen=True, slots=True)
class _Scan:
    """What one paragraph gives: its spans, a mark left open, a mark that closes what an earlier one
    opened."""

    spans: tuple[Span, ...]
    left_open: int | None
    first_close: int | None
    opens_first: bool


@lru_cache(maxsize=4)
def find_quotations(text: str) -> tuple[Span, ...]:
    """Return the stretches in quotation marks, marks included, in the order of the text, without
    overlaps.

    A quotation over several paragraphs gives one span for each of them. Every stage asks for those
    of its article, so the last ones are kept.
    """
    paragraphs = [match.span() for match in _PARAGRAPH.finditer(text)]
    scans = [_scan(text, start, end) for start, end in paragraphs]
    found: list[Span] = []
    running = False
    for number, ((start, end), scan) in enumerate(zip(paragraphs, scans, strict=True)):
        if running and scan.first_close is not None and not scan.opens_first:
            found.append(Span(start, scan.first_close))
        found.extend(scan.spans)
        following = scans[number + 1] if number + 1 < len(scans) else None
        running = scan.left_open is not None and following is not None and _goes_on(following)
        if running and scan.left_open is not None:
            found.append(Span(scan.left_open, end))
    return _outermost(found)


def _goes_on(following: _Scan) -> bool:
    """A quotation left open goes on where the next paragraph opens again, or closes what it never
    opened."""
    return following.opens_first or following.first_close is not None


def _scan(text: str, start: int, end: int) -> _Scan:
    """Match the marks of one paragraph with a stack."""
    stack: list[int] = []
    spans, alone = _singles(text, start, end)
    first_close: int | None = None
    marks = list(_MARK.finditer(text, start, end))
    for match in marks:
        if _opens(text, match, text[stack[-1]] if stack else ""):
            stack.append(match.start())
        elif stack:
            spans.append(Span(stack.pop(), match.end()))
        elif first_close is None and not any(span.end <= match.start() for span in spans):
            first_close = match.end()
    opens_first = (
        bool(marks) and not text[start : marks[0].start()].strip(" \t>") and first_close is None
    )
    left_open = stack[0] if stack else alone
    opening = [span.start for span in spans] + ([] if alone is None else [alone])
    opens_first = opens_first or any(not text[start:at].strip(" \t>") for at in opening)
    return _Scan(tuple(spans), left_open, first_close, opens_first)


def _singles(text: str, start: int, end: int) -> tuple[list[Span], int | None]:
    """Match the single marks of one paragraph; also return one that opens it and never closes.

    A mark after "s" may be an apostrophe ("the residents’ leader"): it closes only where no other
    one does before the next mark that opens.
    """
    opening = [match.start() for match in _SINGLE_OPENS.finditer(text, start, end)]
    if not opening:
        return [], None
    closing = [match.start() for match in _SINGLE_CLOSES.finditer(text, start, end)]
    spans: list[Span] = []
    alone: int | None = None
    for at, following in zip(opening, (*opening[1:], end), strict=True):
        within = [one for one in closing if at + 1 < one < following]
        sure = [one for one in within if _surely_closes(text, one)]
        if within:
            spans.append(Span(at, (sure or within)[0] + 1))
        elif not text[start:at].strip(" \t>"):
            alone = at
    return spans, alone


def _surely_closes(text: str, at: int) -> bool:
    """Return whether a mark behind a word is no apostrophe of a plural."""
    after = text[at + 1 : at + 2]
    return text[at - 1] not in "sS" or after in _AFTER_CLOSING or not after


def _opens(text: str, match: re.Match[str], open_mark: str) -> bool:
    """Return whether a mark opens; a straight one by its neighbours, else by whether one is open.

    `open_mark` is the mark that is open, "" where none is: what closes depends on it.
    """
    inside = bool(open_mark)
    mark = match.group()
    before = text[match.start() - 1] if match.start() else " "
    after = text[match.end()] if match.end() < len(text) else " "
    room_before = before.isspace() or before in _BEFORE_OPENING
    room_after = after.isspace()
    if (open_mark, mark) in (("»", "«"), ("„", "“")):
        return room_before and not room_after
    if mark in _OPENING:
        return not (inside and mark == "“" and not room_before and (room_after or after in ",.;:"))
    if mark in _CLOSING:
        return not inside and room_before and not room_after
    if room_before != room_after:
        return room_before
    return not inside


def _outermost(spans: list[Span]) -> tuple[Span, ...]:
    """Sort, and merge what overlaps (a quotation inside a quotation is a part of the outer one)."""
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start < merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return tuple(merged)
