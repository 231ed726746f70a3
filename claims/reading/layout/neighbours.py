"""A line of a text among its neighbours: what is above it, and what comes below.

Whether a line is a headline, a caption or a paragraph can hardly be told from the line alone.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from claims.reading.layout.bylines import is_byline
from claims.reading.layout.captions import is_caption
from claims.reading.layout.datelines import is_date_line
from claims.reading.layout.furniture import begins_list, is_furniture, is_list_item
from claims.reading.layout.lines import Line

__all__ = ["PARAGRAPH", "Place", "places_of", "stands_beside"]

PARAGRAPH = 80
"""Characters from which on a line is prose."""
_SIGNED_WITHIN = 6  # lines: pictures and buttons are between headline and byline
_WRAPPED = 100  # characters: where no line is longer, line ends say little
_NEAR = 40  # lines
_MOST_FOLLOWING = 6


@dataclass(frozen=True, slots=True)
class Place:
    """A line among its neighbours."""

    line: Line
    before: Line | None
    following: Sequence[str]
    wrapped: bool
    listed: bool
    """Whether it belongs to a list of other articles."""
    signed: bool
    """Whether a byline or a date stands a line or two below it."""

    @property
    def apart(self) -> bool:
        """Return whether the line is a paragraph by itself."""
        return (self.line.blank_before and self.line.blank_after) or not self.wrapped


def places_of(lines: Sequence[Line]) -> Iterator[Place]:
    """Yield each line with what is before it and the paragraphs after it."""
    wrapped = len(lines) > 3 and max(len(line.text) for line in lines) <= _WRAPPED
    for number, (line, listed) in enumerate(zip(lines, _listed(lines), strict=True)):
        yield Place(
            line=line,
            before=lines[number - 1] if number else None,
            following=_following(lines[number + 1 : number + _NEAR], wrapped=wrapped),
            wrapped=wrapped,
            listed=listed,
            signed=_signed(lines[number + 1 : number + _SIGNED_WITHIN]),
        )


def _listed(lines: Iterable[Line]) -> Iterator[bool]:
    """Tell for each line whether it is of a list of other articles: its name, and what follows."""
    inside = False
    for line in lines:
        inside = begins_list(line.text) or (inside and is_list_item(line.text))
        yield inside


def _signed(lines: Iterable[Line]) -> bool:
    """Return whether a byline or a date is first among lines, but for furniture."""
    below = (line.text for line in lines if not stands_beside(line.text))
    return _heads_it(next(below, ""))


def _following(lines: Sequence[Line], *, wrapped: bool) -> Sequence[str]:
    """Return the next few paragraphs, or, where they hold no prose, those beyond the furniture."""
    near = _paragraphs(lines, wrapped=wrapped)
    if any(len(one) >= PARAGRAPH and not stands_beside(one) for one in near):
        return near
    prose = [line for line in lines if not (stands_beside(line.text) or _heads_it(line.text))]
    return _paragraphs(prose, wrapped=wrapped) or near


@lru_cache(maxsize=2 * _NEAR)  # each line is asked about by several others
def stands_beside(line: str) -> bool:
    """Return whether a line is a caption, a credit or furniture by its words."""
    return is_caption(line) or is_furniture(line)


@lru_cache(maxsize=2 * _NEAR)
def _heads_it(line: str) -> bool:
    """Return whether a line is of the head, and none of its headlines."""
    return is_byline(line) or is_date_line(line)


def _paragraphs(lines: Sequence[Line], *, wrapped: bool) -> Sequence[str]:
    """Return the text of the next few paragraphs; a line is one, unless the text is wrapped."""
    if not wrapped:
        return [line.text for line in lines[:_MOST_FOLLOWING] if line.text]
    paragraphs: list[list[str]] = [[]]
    for line in lines:
        paragraphs[-1].append(line.text)
        if line.blank_after:
            paragraphs.append([])
    return [" ".join(paragraph) for paragraph in paragraphs if paragraph][:_MOST_FOLLOWING]
