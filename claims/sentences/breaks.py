"""Where sentences end inside a run of prose: marks, the newsroom's rules, then Punkt.

Some places show by themselves that a sentence ends (`marks`, `lists`). Every other place where one
could end is put to the rules in their order, and, where none of them knows, to Punkt, with the word
before and the word after. So each decision has one named reason.
"""

import re
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from claims.english.sentence_words import ABBREVIATIONS, LINKS, STARTERS, TITLES
from claims.sentences.letters import Letter, letter_breaks
from claims.sentences.lists import item_breaks
from claims.sentences.marks import forced_breaks
from claims.sentences.parameters import load_parameters
from claims.sentences.places import Place, place_at, places
from claims.sentences.punkt import PunktParameters, PunktSentenceTokenizer
from claims.sentences.rules import RULES

__all__ = ["breaks"]


# Stretches of a run that stay one sentence though full stops are inside of them. A quotation of
# several sentences is divided into them: each of them says something. But some are no more than
# a part of the sentence, or of the line, that they are in. Each pattern here is one such case;
# its group `whole` is the stretch inside of which nothing ends.

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


def breaks(
    text: str, start: int, end: int, told: Letter | None = None
) -> Iterator[tuple[int, int]]:
    """Yield the sentences of a run as (start, end) in `text`, without white space around them.

    `told` is what the whole text tells of itself where it is a letter or a post.
    """
    run = text[start:end]
    start, end = start + len(run) - len(run.lstrip()), start + len(run.rstrip())
    forced = {*forced_breaks(text, start, end), *item_breaks(text, start, end)}
    if told:
        forced.update(letter_breaks(text, start, end, told))
    asked = dict(places(text, start, end))
    ends = {*forced, *outside(asked, wholes(text, start, end))}
    for gap in sorted(ends):
        if gap[0] <= start:
            continue
        if gap in forced or _ends_here(place_at(text, start, end, asked[gap])):
            yield start, gap[0]
            start = gap[1]
    if start < end:
        yield start, end


def _ends_here(place: Place) -> bool:
    """Ask the rules in order, then Punkt."""
    for rule in RULES:
        decision = rule(place)
        if decision is not None:
            return decision
    return _punkt_says(place)


def _punkt_says(place: Place) -> bool:
    """Ask Punkt about the word before, the full stop, and the word after."""
    context = f"{place.before}. {place.next_letters or place.after}"
    return bool(_punkt().text_contains_sentbreak(context))


@cache
def _punkt() -> PunktSentenceTokenizer:
    """Return the tokenizer with the shipped parameters and the lists' words besides."""
    shipped = load_parameters()
    parameters = PunktParameters()
    words = {word for word in shipped.abbrev_types if len(word) > 1}  # letters: see _initials
    parameters.abbrev_types = words | ABBREVIATIONS | TITLES | LINKS
    parameters.collocations = shipped.collocations
    parameters.sent_starters = shipped.sent_starters | STARTERS
    parameters.ortho_context = shipped.ortho_context
    return PunktSentenceTokenizer(parameters)
