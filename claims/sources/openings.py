"""Who the unnamed source of the opening is, where the article names them right after.

Wire copy opens with what was said and by what kind of person ("a U.S. expert has said"), and names
the person in the next sentences. Such a source is no unnamed one. In the 602 articles of
newsdiscourse the rule for people joins 19 openings to a name, by reading all of them rightly.
"""

import re
from collections.abc import Mapping

from claims.sources.carrying import Link
from claims.sources.entities import Entity
from claims.sources.layout import Layout

_INDEFINITE = re.compile(r"an? ", re.IGNORECASE)
_KNOWN = re.compile(r"the \w+", re.IGNORECASE)
"""Who is called so was spoken of before: "the officer"."""
_OFFICE = re.compile(r"the (?:[\w’'.-]+ ){1,}\w|(?:[A-Z][\w’'.-]* )+[a-z]", re.IGNORECASE)
"""Who holds an office that one person has: "the union's justice commissioner"."""
_OPENING = 20
"""Attributions that may stand in the opening sentence."""
_REACH = 3
"""Sentences after the opening in which the name is looked for."""
_KEPT_UNNAMED = re.compile(
    r"\b(?:familiar|knowledge|briefed|close to|anonym\w+|not to be|not be|declin\w+|unnamed"
    r"|involved in|another|second)\b",
    re.IGNORECASE,
)
"""What is said of those whom the article does not mean to name."""
_NEVER_NAMED = frozenset({"source", "person", "insider", "aide", "reporter", "journalist"})
_TOO_HIGH = frozenset({"president", "premier", "chancellor", "king", "queen", "pope", "minister"})
"""Whom nobody calls "an official" or "an expert"."""


def identify_opening(own: Mapping[int, list[Link]], layout: Layout) -> None:
    """Put the named in the place of the unnamed sources of the opening, in links and mentions.

    `own` holds the links of each attribution by its index; links are changed in place.
    """
    opening = _opening(layout)
    for index in layout.order[:_OPENING]:
        for link in own[index]:
            if not _is_of(opening, link, layout):
                continue
            named = _called_alike(link, opening, layout)
            named = named or _speaks_next(index, link, opening, own, layout)
            if named is not None:
                _replace(link.entity, named, own, layout)


def _opening(layout: Layout) -> int:
    """Return the number (from 0) of the first sentence that attributes, if it is an early one.

    What stands before it may be a headline or a byline that nobody marked as such.
    """
    first = layout.opening()
    if not layout.order:
        return first
    at = layout.discourse.sentence_at(layout.position(layout.order[0]))
    return at if first < at <= first + _REACH else first


def _is_of(opening: int, link: Link, layout: Layout) -> bool:
    """Tell whether a link is to an unnamed single source in the opening sentence."""
    entity = link.entity
    if entity.named or entity.number != "one" or link.mention is None:
        return False
    return layout.discourse.sentence_at(link.mention.start) == opening


def _called_alike(link: Link, opening: int, layout: Layout) -> Entity | None:
    """Return the one that is named soon after and called the same: "a court", "the High Court"."""
    entity, discourse = link.entity, layout.discourse
    said = link.mention.of(discourse.text) if link.mention else ""
    office = entity.kind == "person" and _OFFICE.match(said) is not None
    if entity.head in ("", "source") or not (office or _INDEFINITE.match(said)):
        return None
    if office and _holders(entity.head, layout) != 1:
        return None
    for other in discourse.cast.entities:
        place = discourse.sentence_at(other.names[0].span.start)
        reach = _REACH * (1 + office)
        if opening < place <= opening + reach and other.kind == entity.kind:
            called = {word.lower() for name in other.names for word in name.words}
            if entity.head in (other.roles if other.kind == "person" else called):
                return other
    return None


def _holders(role: str, layout: Layout) -> int:
    """Return how many people the article calls by a role: one holds an office."""
    return sum(
        other.kind == "person" and role in other.roles for other in layout.discourse.cast.entities
    )


def _speaks_next(
    index: int, link: Link, opening: int, own: Mapping[int, list[Link]], layout: Layout
) -> Entity | None:
    """Return the person who speaks next, if it is there that the article first names them."""
    entity, discourse = link.entity, layout.discourse
    said = link.mention.of(discourse.text) if link.mention else ""
    if entity.kind != "person" or entity.head in _NEVER_NAMED or _KNOWN.fullmatch(said):
        return None
    if _KEPT_UNNAMED.search(layout.sentence(index).of(discourse.text)):
        return None
    rank = layout.ranks[index]
    for after in layout.order[rank + 1 :]:
        place = discourse.sentence_at(layout.position(after))
        speaker = own[after][-1].entity if own[after] else entity
        if place > opening + _REACH:
            return None
        if place == opening or speaker is entity:
            continue
        return speaker if _is_introduced(speaker, entity, opening, layout) else None
    return None


def _is_introduced(speaker: Entity, entity: Entity, opening: int, layout: Layout) -> bool:
    """Tell whether a person is first named after the opening, and may be who it speaks of."""
    if speaker.kind != "person" or not speaker.names or len(speaker.names[0].words) < 2:
        return False
    first = layout.discourse.sentence_at(speaker.names[0].span.start)
    if entity.head in speaker.roles:
        return first != opening  # a headline may name them, too
    return first > opening and not speaker.roles & _TOO_HIGH


def _replace(entity: Entity, other: Entity, own: Mapping[int, list[Link]], layout: Layout) -> None:
    for links in own.values():
        for link in links:
            if link.entity is entity:
                link.entity = other
    said = layout.discourse.said
    said[:] = [(at, other if one is entity else one, phrase) for at, one, phrase in said]
