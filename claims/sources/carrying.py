"""Hops that the sentence does not state: what carries on, and what the article has made certain.

An attribution without a source carries on a quotation or a sentence. A source may be known through
a relay that was stated before: the outlet that an official told, the outlet whose report the
article passes on, the group whose examples are told one after another. A hop that is only
plausible is not made.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from claims.sources.entities import Entity
from claims.sources.layout import Layout, closes_between, still_open
from claims.sources.relays import is_publisher
from claims.values import Span

_CARRIES_ON = re.compile(r"\b(?:also|added|adds|adding|continued|continues|went on|further)\b")
_PARTICIPLE = re.compile(r"^(?:\w+ly )?\w+ing\b")
_JOINED = re.compile(r"(?:\band|\bbut|,)\s+(?:\w+ly\s+|also\s+|then\s+)?$")
_MORE = re.compile(r"^(?:another|an?other|a second|a third|one other|other)\b", re.IGNORECASE)
_LONGEST_GAP = 600
_FOR_OTHERS = frozenset({"spokesman", "spokeswoman", "spokesperson", "lawyer", "attorney"})
"""Who speaks for somebody to whoever asks: what they told one outlet makes it no relay."""


@dataclass(slots=True)
class Link:
    """A hop before its source has a key."""

    entity: Entity
    mention: Span | None
    rule: str = "stated"
    inferred: bool = False
    confidence: float = 1.0


Links = Mapping[int, list[Link]]


def carried_from(index: int, own: Links, layout: Layout) -> int | None:
    """Return the attribution whose source an attribution without one goes on with."""
    attribution = layout.attributions[index]
    if not attribution.content:
        return None
    if attribution.manner == "indirect":
        return _same_sentence(index, own, layout)
    begin, end, text = layout.begins(index), layout.ends(index), layout.discourse.text
    known = [i for i in layout.near(index) if own.get(i) and attribution_is_top(i, layout)]
    after = [i for i in known if layout.begins(i) >= end - 1]
    if after and still_open(text[begin:end]):
        following = min(after, key=layout.begins)
        start = layout.begins(following)
        if (
            text[start : start + 1] != "“"
            and start - end < _LONGEST_GAP
            and not closes_between(text, end, start)
        ):
            return following
    return max((i for i in known if layout.ends(i) <= begin + 1), key=layout.ends, default=None)


def attribution_is_top(index: int, layout: Layout) -> bool:
    """Tell whether the attribution stands in no other one's content."""
    return layout.parent(index) is None


def _same_sentence(index: int, own: Links, layout: Layout) -> int | None:
    """ "..., adding that", "agreed and seemed to think": who said the rest of the sentence."""
    attribution, text = layout.attributions[index], layout.discourse.text
    if not attribution.cue:
        return None
    cue = attribution.cue[0]
    joined = _JOINED.search(text[max(0, cue.start - 30) : cue.start])
    if not joined and not _PARTICIPLE.match(cue.of(text)):
        return None
    start = layout.sentence(index).start
    earlier = [
        i for i in layout.near(index) if own.get(i) and start <= layout.position(i) < cue.start
    ]
    return max(earlier, key=layout.position, default=None)


def relayed_outlet(own: Links, layout: Layout, publisher: frozenset[str]) -> Entity | None:
    """Return the outlet whose report the article passes on, if its opening says so.

    It does where the outlet is credited in the first three sentences, and either cites somebody
    unnamed there or is credited again.
    """
    top = (i for i in layout.order if own[i] and attribution_is_top(i, layout))
    for index, _ in zip(top, range(2), strict=False):
        first, last = own[index][0], own[index][-1]
        if first.entity.kind != "outlet" or first.inferred or is_publisher(first.entity, publisher):
            continue
        if layout.discourse.sentence_at(layout.position(index)) > layout.opening() + 2:
            continue
        count = sum(any(k.entity is first.entity for k in links) for links in own.values())
        cites_unnamed = len(own[index]) > 1 and last.entity.anonymous
        if first.rule == "told" and last.entity.head in _FOR_OTHERS:
            continue
        if cites_unnamed or (first.rule == "stated" and count > 1):
            return first.entity
    return None


class Carrier:
    """Finds the relay through which a source is known, attribution after attribution."""

    def __init__(self, own: Links, layout: Layout, relay: Entity | None) -> None:
        """Keep what is stated; `relay` is the outlet that the article passes on, if any."""
        self.own = own
        self.layout = layout
        self.relay = relay
        self.known: dict[Entity, Entity] = {}

    def relay_of(self, index: int) -> Link | None:
        """Return the link to put before the stated one, or None.

        To be asked in the order of the text: what it finds for one attribution counts for the next.
        """
        links = self.own[index]
        if not links or not attribution_is_top(index, self.layout):
            return None
        entity = links[-1].entity
        if len(links) > 1:
            self.known.setdefault(entity, links[0].entity)
            return None
        if links[0].inferred or entity.kind == "outlet":
            return None
        return self._same_sentence(index, entity) or self._before(index, entity)

    def _same_sentence(self, index: int, entity: Entity) -> Link | None:
        """Return the outlet that the same source speaks to in the same sentence."""
        for other in self.layout.near(index):
            links = self.own[other]
            told = len(links) > 1 and links[0].rule == "told" and links[-1].entity is entity
            if told and self.layout.sentence(other) == self.layout.sentence(index):
                return Link(links[0].entity, links[0].mention, "told")
        return None

    def _before(self, index: int, entity: Entity) -> Link | None:
        """Return the relay that what came before has made certain."""
        if entity.anonymous and entity in self.known:
            return Link(self.known[entity], None, "known through this relay only", True, 0.8)
        for other in self.layout.earlier(index):
            links = self.own[other]
            if len(links) > 1 and attribution_is_top(other, self.layout):
                if self.layout.distance(other, index) > 1:
                    break
                rule = self._goes_on(index, links[-1].entity is entity, entity)
                if rule:
                    return Link(links[0].entity, None, rule, True, 0.7)
        if self.relay is not None and entity.anonymous:
            return Link(self.relay, None, "the article relays this outlet's unnamed", True, 0.8)
        return None

    def _goes_on(self, index: int, same: bool, entity: Entity) -> str | None:
        """Return the rule by which a sentence goes on with what the one before it relays."""
        if same and _CARRIES_ON.search(self.layout.frame(index)):
            return "goes on"
        if entity.anonymous and _MORE.match(self.layout.source_text(index)):
            return "one more example"
        return None
