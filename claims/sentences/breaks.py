"""Where sentences end inside a run of prose: marks, the newsroom's rules, then Punkt.

Some places show by themselves that a sentence ends (`marks`, `lists`). Every other place where one
could end is put to the rules in their order, and, where none of them knows, to Punkt, with the word
before and the word after. So each decision has one named reason.
"""

from collections.abc import Iterator
from functools import cache

from claims.sentences.letters import Letter, letter_breaks
from claims.sentences.lists import item_breaks
from claims.sentences.marks import forced_breaks
from claims.sentences.parameters import load_parameters
from claims.sentences.places import Place, place_at, places
from claims.sentences.punkt import PunktParameters, PunktSentenceTokenizer
from claims.sentences.rules import RULES
from claims.sentences.wholes import outside, wholes
from claims.sentences.words import ABBREVIATIONS, LINKS, STARTERS, TITLES

__all__ = ["breaks"]


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
