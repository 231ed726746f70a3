"""Lists inside a run of prose: "1) The first item 2) The second item".

A list is taken for one only where it shows itself: bullets, or marks that start at the beginning of
the run and count up. "For the following sins: a) leaving b) refusing" stays one sentence.
"""

import re
from collections.abc import Iterator

__all__ = ["item_breaks"]

BULLET = re.compile(r"(?<=\S)(?P<gap>\s+)(?=[•⁃▪◦‣●]\s*\S)")
MARK = re.compile(
    r"(?:^|(?<=\S)(?P<gap>\s+))(?P<open>\(?)(?P<mark>\d{1,2}|[a-z])(?P<close>\.\)|\)|\.)(?=\s+\S)"
)
FIRST = frozenset({"1", "a"})
POINT = re.compile(
    r"(?<=[\w.?!)\"”])(?<!\band)(?<!\bor)(?P<gap>\s+)\(?(?P<mark>[1-9])\)(?=\s*[^\W\d])"
)
FEWEST_POINTS = 3
"""Fewer points in the middle of a run are no evidence of a list."""


def item_breaks(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the white space before each item of a run's list but the first: its start and end."""
    run = text[start:end]
    for match in BULLET.finditer(run):
        yield start + match.start("gap"), start + match.end("gap")
    expected = None
    for match in MARK.finditer(run):
        if expected is None:
            if match.start() or match["mark"] not in FIRST:
                break
            style = (match["open"], match["close"])
        elif (match["open"], match["close"]) != style or match["mark"] != expected:
            continue
        else:
            yield start + match.start("gap"), start + match.end("gap")
        expected = _next(match["mark"])
    else:
        return
    yield from ((start + first, start + last) for first, last in _points(run))


def _points(run: str) -> list[tuple[int, int]]:
    """Return the white space before each point that a run counts up to in its middle.

    "We leave for four nights 1) which train 2) which hotel 3) what else" has lost its line breaks;
    "he named 1) trains, 2) hotels and 3) the rest" has not.
    """
    gaps: list[tuple[int, int]] = []
    for match in POINT.finditer(run):
        if match["mark"] == str(len(gaps) + 1):
            gaps.append(match.span("gap"))
    return gaps if len(gaps) >= FEWEST_POINTS else []


def _next(mark: str) -> str:
    """Return the mark that follows: "2" after "1", "b" after "a"."""
    return str(int(mark) + 1) if mark.isdigit() else chr(ord(mark) + 1)
