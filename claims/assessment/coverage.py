"""What of a sentence is attributed, and what is left to the writer.

Source, cue and content of the attributions are taken away; what remains falls into stretches.
Whether the writer asserts something in them is decided in `judging`.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from claims.english.tokens import Word, find_words
from claims.values import Span

_CLAUSE_IN_SOURCE: Final = re.compile(r",\s+(?:who|which|whose|where)\b")
_RANK_IN_SOURCE: Final = re.compile(
    r",\s+(?:one of )?the\b(?=[^,]*\b(?:largest|biggest|smallest|first|only|oldest|youngest|"
    r"richest|"
    r"deadliest|poorest|most|highest|lowest)\b)(?![^,]*\bfirst (?:lady|minister|secretary|"
    r"deputy)\b)"
)
_RANK_BEFORE_NAME: Final = re.compile(
    r"(?:an?|the|one of the)\s[^,]*\b(?:very|largest|biggest|smallest|most|only|oldest|"
    r"leading)\b[^,]*,"
    r"\s+(?=[A-Z])"
)


@dataclass(frozen=True, slots=True)
class Stretch:
    """A run of words that no attribution covers; `before` and `after` say what stands on either
    side.

    Each is "source", "cue", "content" or "edge" (the sentence begins or ends there).
    """

    words: tuple[Word, ...]
    before: str
    after: str
    named: Span | None = None
    """The source that is right before the stretch, or right after one that opens a sentence."""

    @property
    def span(self) -> Span:
        """From the first character of the first word to the last of the last."""
        return Span(self.words[0].start, self.words[-1].end)


@dataclass(frozen=True, slots=True)
class Coverage:
    """How far attributions cover a sentence: all its words, how many are covered, and the
    stretches left."""

    words: tuple[Word, ...]
    covered: int
    stretches: tuple[Stretch, ...]


Marked = tuple[Span, str]
"""A span and the role it plays: "source", "cue" or "content"."""


def measure_coverage(text: str, sentence: Span, marked: Iterable[Marked]) -> Coverage:
    """Return what the marked spans cover of the sentence; spans may overlap and reach beyond it."""
    words = find_words(text, sentence)
    roles = _roles(words, [item for item in marked if item[0].overlaps(sentence)])
    runs = [
        (role, tuple(words[place] for place, _ in group))
        for role, group in groupby(enumerate(roles), key=_second)
    ]
    stretches = []
    for place, (role, run) in enumerate(runs):
        if role is None:
            before = runs[place - 1] if place else _EDGE
            after = runs[place + 1] if place + 1 < len(runs) else _EDGE
            named = next((r for name, r in (before, after) if name == "source"), ())
            subject = Span(named[0].start, named[-1].end) if named else None
            stretches.append(Stretch(run, before[0] or "edge", after[0] or "edge", subject))
    return Coverage(tuple(words), sum(role is not None for role in roles), tuple(stretches))


_EDGE: Final[tuple[str | None, tuple[Word, ...]]] = ("edge", ())


def _second(pair: tuple[int, str | None]) -> str | None:
    return pair[1]


def naming_part(text: str, source: Span) -> Span:
    """Return the part of a source that only names it, without a clause or a rank that follows.

    "Guardian, the first Republican mayor in two decades" asserts something of Guardian; "Guardian,
    the mayor" does not.
    """
    opening = _RANK_BEFORE_NAME.match(text, source.start, source.end)
    start = opening.end() if opening is not None else source.start
    ends = [
        match.start()
        for pattern in (_CLAUSE_IN_SOURCE, _RANK_IN_SOURCE)
        if (match := pattern.search(text, start, source.end)) is not None
    ]
    return Span(start, max(start, min(ends, default=source.end)))


def _roles(words: Sequence[Word], marked: Sequence[Marked]) -> list[str | None]:
    """Give each word the role of the first span that holds its first character."""
    roles: list[str | None] = [None] * len(words)
    for span, role in marked:
        for place, word in enumerate(words):
            if word.start >= span.end:
                break
            if roles[place] is None and word.end > span.start:
                roles[place] = role
    return roles
