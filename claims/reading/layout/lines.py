"""A text as lines, each with the marks before it: ">" of a quotation, "#" and "*" of Markdown.

A mark is what stands for layout and is not read aloud. Lines are what regions are told apart by.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from claims.values import Span

__all__ = ["Line", "lines_of"]

# One space each: those that follow are matched as such, and in no second way.
_QUOTATION = ">"
_HEADING = r"\#{1,6}[ \t]"
_BULLET = r"[*+•‣▪●◦-][ \t]"
_MARK = re.compile(
    rf"[ \t]*(?:{_QUOTATION}|{_HEADING}|{_BULLET})(?:{_QUOTATION}|{_HEADING}|{_BULLET}|[ \t])*"
)
_RULE = re.compile(r"[ \t]*(?:[*_=~+#-][ \t]*){3,}")
_SPACE = " \t\xa0\u3000"


@dataclass(frozen=True, slots=True)
class Line:
    """A line that holds something: its words, and the mark before them.

    `span` is the line without its mark and the white space around it, and empty where the line is
    nothing but a mark; `mark` has no white space around it. `blank_before` and `blank_after` say
    whether an empty line, or the end of the text, is next to it.
    """

    text: str
    span: Span
    mark: Span | None
    heading: bool
    blank_before: bool
    blank_after: bool

    def pieces(self, bounds: Sequence[int]) -> Iterator["Line"]:
        """Yield the line cut at offsets into its words, each piece as a line of its own."""
        cuts = [0, *bounds, len(self.text)]
        for number, (start, end) in enumerate(pairwise(cuts)):
            words = self.text[start:end].strip()
            if not words and bounds:
                continue
            first = self.span.start + start + _indent(self.text[start:end])
            yield replace(
                self,
                text=words,
                span=Span(first, first + len(words)),
                mark=None if number else self.mark,
                blank_before=number > 0 or self.blank_before,
                blank_after=number < len(bounds) or self.blank_after,
            )


def lines_of(text: str) -> Iterator[Line]:
    """Yield the lines of `text` that hold something, in order; only "\\n" ends a line."""
    rows = text.split("\n")
    start = 0
    for number, row in enumerate(rows):
        if row.strip():
            yield _line(
                row,
                start,
                blank_before=number == 0 or not rows[number - 1].strip(),
                blank_after=number == len(rows) - 1 or not rows[number + 1].strip(),
            )
        start += len(row) + 1


def _line(row: str, start: int, *, blank_before: bool, blank_after: bool) -> Line:
    found = _RULE.fullmatch(row) or _MARK.match(row)
    prefix = found[0] if found else ""
    words = row[len(prefix) :].strip()
    at = start + len(prefix) + _indent(row[len(prefix) :])
    mark = None
    if prefix.strip():
        first = start + _indent(prefix)
        mark = Span(first, first + len(prefix.strip()))
    return Line(
        text=words,
        span=Span(at, at + len(words)),
        mark=mark,
        heading=bool(words) and "#" in prefix,
        blank_before=blank_before,
        blank_after=blank_after,
    )


def _indent(text: str) -> int:
    return len(text) - len(text.lstrip()) if text.strip() else 0
