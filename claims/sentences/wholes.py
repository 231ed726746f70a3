"""Stretches of a run that stay one sentence though full stops are inside of them.

A quotation of several sentences is divided into them: each of them says something. But some are no
more than a part of the sentence, or of the line, that they are in. Each pattern here is one such
case; its group `whole` is the stretch inside of which nothing ends.
"""

import re
from collections import deque
from collections.abc import Iterable, Iterator, Sequence

__all__ = ["outside", "wholes"]

QUOTED = r'[^"“”]{1,600}'

PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        # A pull quote with the name under it: "“We came. We saw.” — Jane Doe, mayor"
        rf'^(?P<whole>["“]{QUOTED}["”]\s*(?:(?:--?|[—–―])\s?)?(?![A-Z’ -]+$)'
        r'[A-Z][^.!?]{2,90}[^\W_]["”)]*)$',
        # A clause of the sentence: "He wrote that “Moved by the film, a crowd came. It grew.”"
        rf'\bthat (?P<whole>["“](?=[A-Z]){QUOTED}["”])',
        # Cut out of the middle of a sentence: "The officials “... told the police. ... They came.”"
        rf'(?:\w|,) (?P<whole>["“](?:\.\.\.|…) ?(?=[a-z]){QUOTED}["”])',
        # A list after a colon: "for these sins: a) leaving. b) refusing"
        r":\s\(?a\)\s(?P<whole>[^:]{1,300}?\s\(?b\)\s)(?=\w)",
    )
)
SHOWN = re.compile(r'^["“]|\bthat ["“]|["“](?:\.\.\.|…)|:\s\(?a\)')
"""What shows that the patterns are worth asking."""


def wholes(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the stretches of a run that stay whole as (start, end), in order and apart."""
    run = text[start:end]
    if not SHOWN.search(run):
        return []
    found = sorted(match.span("whole") for pattern in PATTERNS for match in pattern.finditer(run))
    apart: list[tuple[int, int]] = []
    for first, last in found:
        if apart and start + first < apart[-1][1]:
            apart[-1] = apart[-1][0], max(apart[-1][1], start + last)
        else:
            apart.append((start + first, start + last))
    return apart


def outside(
    gaps: Iterable[tuple[int, int]], stretches: Sequence[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    """Yield those gaps that begin inside of none of the stretches; both are in order."""
    pending = deque(stretches)
    for gap in gaps:
        while pending and pending[0][1] <= gap[0]:
            pending.popleft()
        if not pending or gap[0] < pending[0][0]:
            yield gap
