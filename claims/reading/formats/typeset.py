"""Typeset lines with their places on pages → paragraphs.

A paragraph ends where the distance between lines, the size of the type or the indent changes, or
where a line stops short after a full stop. Running heads and page numbers are left out; a word
divided at a line's end is joined, with its hyphen where the document writes it so elsewhere.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from claims.reading.formats.columns import TypeLine, in_columns
from claims.reading.layout.printouts import is_printed_edge

__all__ = ["Paragraph", "paragraphs"]

_ENDED = re.compile(r"[.!?:…][\"'”’)\]]*$")
_NUMBER = re.compile(
    r"(?:page\s*)?(?:[-–—]\s*)?\d{1,4}\s*(?:[-–—]\s*)?(?:(?:of|/)\s*\d{1,4})?", re.I
)
_EDGE_LINES = 2  # at the top and the bottom of a page, where running heads stand
_WIDE_GAP = 1.35  # of the usual distance between lines
_OTHER_SIZE = 0.12  # of the larger type
_HEADLINE_SIZE = 1.2  # of the usual type
_SHORT_LINE = 0.85  # of the width of the column


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph on one line; `headline` if it is set in large type above all others."""

    text: str
    headline: bool = False


def paragraphs(pages: Sequence[Sequence[TypeLine]]) -> Iterator[Paragraph]:
    """Yield the paragraphs of all pages in order; one that runs over a page's end stays whole."""
    kept = [in_columns(lines) for lines in _without_running_heads(pages)]
    words = Counter(word for lines in kept for line in lines for word in _words(line.text))
    usual = median([line.size for lines in kept for line in lines] or [0.0])
    groups: list[list[TypeLine]] = []
    for lines in kept:
        for number, group in enumerate(_groups(lines)):
            if number == 0 and groups and _goes_on(groups[-1], group):
                groups[-1] += group
            else:
                groups.append(group)
    at_top = True
    for group in groups:
        at_top = at_top and 0 < usual * _HEADLINE_SIZE <= group[0].size
        yield Paragraph(_joined([line.text for line in group], words), headline=at_top)


def _without_running_heads(pages: Sequence[Sequence[TypeLine]]) -> list[list[TypeLine]]:
    """Leave out page numbers, a browser's marks, and what is at the edge of half the pages."""
    edges = Counter(
        key for lines in pages for key in {_key(line) for line in _edge(lines)} if len(pages) > 1
    )
    repeated = {key for key, count in edges.items() if count >= max(2, len(pages) / 2)}
    kept = []
    for lines in pages:
        edge = {id(line) for line in _edge(lines)}
        kept.append(
            [
                line
                for line in lines
                if id(line) not in edge
                or not (_key(line) in repeated or _is_edge_of_any(line.text))
            ]
        )
    return kept


def _is_edge_of_any(line: str) -> bool:
    """Return whether a line says that it is no text, even on a single page."""
    return _NUMBER.fullmatch(line) is not None or is_printed_edge(line)


def _edge(lines: Sequence[TypeLine]) -> Sequence[TypeLine]:
    return [*lines[:_EDGE_LINES], *lines[-_EDGE_LINES:]]


def _key(line: TypeLine) -> str:
    return re.sub(r"\d+", "#", line.text)


def _groups(lines: Sequence[TypeLine]) -> Iterator[list[TypeLine]]:
    """Yield the lines of each paragraph of a page."""
    steps = [above.bottom - below.bottom for above, below in pairwise(lines)]
    usual_step = median([step for step in steps if step > 0] or [0.0])
    width = max((line.right for line in lines), default=0.0) - min(
        (line.left for line in lines), default=0.0
    )
    group: list[TypeLine] = []
    for line in lines:
        if group and _breaks(group[-1], line, usual_step, width):
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def _breaks(above: TypeLine, below: TypeLine, usual_step: float, width: float) -> bool:
    """Return whether a paragraph ends between two lines."""
    if above.text.endswith("\xad"):
        return False
    ended = _ENDED.search(above.text) is not None
    if not above.size or not below.size:
        return ended and below.text[:1].isupper() and len(above.text) < 60
    if abs(above.size - below.size) > _OTHER_SIZE * max(above.size, below.size):
        return True
    step = above.bottom - below.bottom
    if step <= 0:  # the next column
        return ended
    if usual_step and step > _WIDE_GAP * usual_step:
        return True
    indented = below.left - above.left > 0.7 * below.size
    return ended and (indented or above.right - above.left < _SHORT_LINE * width)


def _goes_on(above: Sequence[TypeLine], below: Sequence[TypeLine]) -> bool:
    """Return whether a paragraph runs over the end of a page."""
    last, first = above[-1], below[0]
    same_size = abs(last.size - first.size) <= _OTHER_SIZE * max(last.size, first.size)
    return same_size and not _ENDED.search(last.text) and not first.text[:1].isupper()


def _joined(lines: Sequence[str], words: Counter[str]) -> str:
    text = ""
    for line in lines:
        if not text.endswith("\xad"):
            text = f"{text} {line}" if text else line
            continue
        text = text.removesuffix("\xad")
        first, second = _last_word(text), _first_word(line)
        text += ("-" if _has_hyphen(first, second, words) else "") + line
    return " ".join(text.removesuffix("\xad").split())


def _has_hyphen(first: str, second: str, words: Counter[str]) -> bool:
    """Return whether a word divided at a line's end has a hyphen of its own ("Iranian-backed")."""
    if words[f"{first}-{second}".lower()]:
        return True
    if words[f"{first}{second}".lower()]:
        return False
    capital = first[:1].isupper() and not first.isupper() and words[first.lower()] > 0
    return capital or second[:1].isupper() or first[-1:].isdigit()


def _words(text: str) -> list[str]:
    return [word.lower() for word in re.findall(r"\w+(?:-\w+)*", text)]


def _last_word(text: str) -> str:
    found = re.search(r"\w+$", text)
    return found[0] if found else ""


def _first_word(text: str) -> str:
    found = re.match(r"\w+", text)
    return found[0] if found else ""
