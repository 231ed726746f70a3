"""Which group several people are: "sources", "the sources" and "multiple Iraqi sources" are one.

Modifiers and places tell groups of one name apart; what one mention leaves out another may say.
"""

import re

from claims.english.lexicons import demonyms, grammar
from claims.sources.mentions.kinds import says_share
from claims.sources.mentions.noun_phrases import Phrase
from claims.sources.references.discourse import Discourse
from claims.sources.references.entities import Entity

_WHERE = re.compile(r"(?:in|from|at|of|with|for|across) ", re.IGNORECASE)
_OFFICIALS = re.compile(
    r"\b((?:[A-Z][\w.]+ ){1,3})(?:authorities|officials|police|prosecutors|residents)\b"
)


def content_words(phrase: Phrase) -> set[str]:
    """Return the modifiers that tell a mention from others of its kind: "senior", "iraqi"."""
    kept = {word.removesuffix("’s").removesuffix("'s") for word in phrase.modifiers}
    return {word for word in kept - grammar("empty") if not word.endswith("-based")}


def places_of(phrase: Phrase) -> set[str]:
    """Return the words that tell people from others of their kind: "officials in three states"."""
    where = _WHERE.match(phrase.tail) if phrase.plural else None
    return set(phrase.tail.lower().split()[1:6]) if where else set()


def same_group(phrase: Phrase, discourse: Discourse) -> Entity | None:
    """Join "sources" to "multiple Iranian and Iraqi sources", unless their modifiers differ.

    "Some" after those of a place and a share of a crowd in a poll are others, and so are officials
    of a place that is named later, if the article speaks of those of other places.
    """
    mine = content_words(phrase) | places_of(phrase)
    numbered = phrase.determiner in grammar("numbers") or phrase.determiner.isdigit()
    for entity in reversed(discourse.nominals):
        if entity.head != phrase.head:
            continue
        if entity.number == "one":
            # "Police", though a plural, are one body; "the national police" may be another.
            if entity.kind == "organisation" and mine <= entity.traits:
                return entity
            continue
        if _told_apart(phrase, mine, entity, discourse):
            continue
        if mine <= entity.traits or (entity.traits <= mine and not numbered):
            entity.traits |= mine
            return entity
    return None


def _told_apart(phrase: Phrase, mine: set[str], entity: Entity, discourse: Discourse) -> bool:
    """Return whether a group cannot be one of the same name that came before."""
    if says_share(entity.label):
        return True
    if phrase.head == "source" or mine == entity.traits:
        return False
    if phrase.determiner in grammar("indefinite") and mine <= entity.traits:
        return True
    news = mine - entity.traits
    return bool(news) and _of_place(phrase, news) and _several_places(discourse.text)


def _several_places(text: str) -> bool:
    """Return whether an article speaks of officials of several places: of two Carolinas."""
    return len({" ".join(match.group(1).split()) for match in _OFFICIALS.finditer(text)}) > 1


def _of_place(phrase: Phrase, words_: set[str]) -> bool:
    """Return whether a mention names a place or party: "the North Carolina officials"."""
    if any(name.kind == "place" for name in phrase.inside):
        return True
    parties = grammar("parties")
    return any(word in demonyms() or f"{word}s" in parties for word in words_)
