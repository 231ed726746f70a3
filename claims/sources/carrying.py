"""Hops that the sentence does not state: what carries on, and what the article has made certain.

An attribution without a source goes on with a quotation or a sentence. A speaker may be known
through a relay that was stated before: the broadcaster whose interview goes on, the paper whose
report the article passes on. Whether it is so is asked of a small logistic model, for every
attribution and every relay of the article (`relay_features`).
"""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass

from claims.sources.entities import Entity
from claims.sources.layout import Layout, closes_between, still_open
from claims.sources.relays import is_publisher
from claims.values import Span

_PARTICIPLE = re.compile(r"^(?:\w+ly )?\w+ing\b")
_JOINED = re.compile(r"(?:\band|\bbut|,)\s+(?:\w+ly\s+|also\s+|then\s+)?$")
_LONGEST_GAP = 600


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
    """Return whether the attribution stands in no other one's content."""
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


@dataclass(slots=True)
class _Relay:
    """A relay of the article: where it is named, and which attributions state it."""

    entity: Entity
    places: list[int]
    stated: list[int]


class Carrier:
    """Finds the relay through which a speaker is known, attribution after attribution."""

    def __init__(self, own: Links, layout: Layout, publisher: frozenset[str]) -> None:
        """Keep what is stated."""
        self.own = own
        self.layout = layout
        self.carried: dict[int, Entity | None] = {}
        self.through: dict[Entity, Entity] = {}
        self.relays = _relays(own, layout, publisher)

    def candidates(self, index: int) -> list[tuple[Entity, dict[str, float]]]:
        """Return the relays that may stand before an attribution's speaker, with features.

        To be asked in the order of the text: what was decided for one counts for the next.
        """
        links = self.own[index]
        if not links or not attribution_is_top(index, self.layout):
            return []
        known = {id(link.entity) for link in links}
        found = []
        for relay in self.relays:
            if id(relay.entity) not in known and (features := self._features(index, relay)):
                found.append((relay.entity, features))
        return found

    def places(self, entity: Entity) -> list[int]:
        """Return where a relay is named."""
        return next((relay.places for relay in self.relays if relay.entity is entity), [])

    def likeliest(self, index: int, weights: Mapping[str, float]) -> Link | None:
        """Return the relay that is likelier carried on than not, as a link; "" in `weights` is the
        constant."""
        best: Link | None = None
        for entity, features in self.candidates(index):
            score = weights[""] + sum(weights.get(k, 0.0) * v for k, v in features.items())
            chance = 1.0 / (1.0 + math.exp(-score))
            if chance > (0.5 if best is None else best.confidence):
                best = Link(entity, None, "known through this relay", True, round(chance, 3))
        return best

    def decide(self, index: int, relay: Entity | None) -> None:
        """Keep what was decided for an attribution, for those that follow."""
        links = self.own[index]
        if not links:
            return
        self.carried[index] = relay
        if relay is not None or len(links) > 1:
            self.through[links[-1].entity] = relay or links[0].entity

    def _features(self, index: int, relay: _Relay) -> dict[str, float]:
        """Describe an attribution and a relay; empty where the relay comes much later."""
        layout, own = self.layout, self.own
        speaker = own[index][-1].entity
        at = layout.discourse.sentence_at
        here = at(layout.position(index))
        before = [p for p in relay.places if p <= layout.position(index)]
        after = [p for p in relay.places if p > layout.position(index) and at(p) - here <= 2]
        if not before and not after:
            return {}
        gap = here - at(before[-1]) if before else 0
        ahead = at(after[0]) - here if after else 9
        stated = [j for j in relay.stated if layout.ranks[j] < layout.ranks[index]]
        ahead_stated = [
            j
            for j in relay.stated
            if layout.ranks[j] > layout.ranks[index]
            and at(layout.position(j)) - here <= 2
            and own[j][-1].entity is speaker
        ]
        same = [j for j in stated if own[j][-1].entity is speaker]
        previous = layout.earlier(index)[:1]
        previous_same = bool(previous) and bool(own[previous[0]]) and (
            own[previous[0]][-1].entity is speaker
        )
        carried_before = bool(previous) and (
            self.carried.get(previous[0]) is relay.entity
            or any(link.entity is relay.entity for link in own[previous[0]][:-1])
        )
        since = stated[-1] if stated else None
        others = (
            len(
                {
                    id(own[j][-1].entity)
                    for j in layout.order[layout.ranks[since] + 1 : layout.ranks[index]]
                    if own[j] and own[j][-1].entity is not speaker
                }
            )
            if since is not None
            else 0
        )
        spoke_before = any(
            own[j]
            and own[j][-1].entity is speaker
            and (since is None or layout.ranks[j] < layout.ranks[relay.stated[0]])
            for j in layout.order[: layout.ranks[index]]
        )
        text = layout.discourse.text
        place = layout.sentences[at(before[-1])].span.of(text) if before and layout.sentences else ""
        attribution = layout.attributions[index]
        features = {
            "stated before": float(bool(stated)),
            "speaker through it": float(bool(same)),
            "last through it": float(self.through.get(speaker) is relay.entity),
            "last through another": float(
                speaker in self.through and self.through[speaker] is not relay.entity
            ),
            "gap": math.log1p(gap),
            "here": float(gap == 0 and bool(before)),
            "one before": float(gap == 1),
            "ahead": float(bool(after)) / (1 + ahead),
            "speaker ahead": float(bool(ahead_stated)),
            "others since": math.log1p(others),
            "previous same speaker": float(previous_same),
            "previous carried": float(carried_before),
            "previous both": float(carried_before and previous_same),
            "spoke before": float(spoke_before),
            "outlet": float(relay.entity.kind == "outlet"),
            "document": float(relay.entity.kind == "document"),
            "speaker unnamed": float(speaker.anonymous),
            "speaker outlet": float(speaker.kind in ("outlet", "document")),
            "speaker group": float(speaker.kind == "group"),
            "direct": float(attribution.manner == "direct"),
            "no cue": float(not attribution.cue),
            "pronoun": float(layout.source_text(index).lower() in ("he", "she", "they", "it")),
            "no source": float(not attribution.source),
            "first relay": float(relay is self.relays[0]),
            "only relay": float(len(self.relays) == 1),
            "named often": math.log1p(len(relay.places)),
            "stated often": math.log1p(len(relay.stated)),
            "interview": float("interview" in place),
            "has own relay": float(len(own[index]) > 1),
        }
        for name in ("stated before", "speaker through it", "last through it", "previous both"):
            features |= {
                f"{name} × {other}": features[name] * features[other]
                for other in ("gap", "others since", "pronoun", "direct", "outlet", "speaker unnamed")
            }
        return features


def _relays(own: Links, layout: Layout, publisher: frozenset[str]) -> list[_Relay]:
    """The relays of an article in the order of the text: those stated, and every outlet named."""
    found: dict[Entity, _Relay] = {}
    for index in layout.order:
        for link in own[index][:-1]:
            relay = found.setdefault(link.entity, _Relay(link.entity, [], []))
            relay.stated.append(index)
            if link.mention is not None:
                relay.places.append(link.mention.start)
    for index in layout.order:
        if own[index] and own[index][-1].entity.kind in ("outlet", "document"):
            link = own[index][-1]
            relay = found.setdefault(link.entity, _Relay(link.entity, [], []))
            if link.mention is not None:
                relay.places.append(link.mention.start)
    for entity in layout.discourse.cast.entities:
        if entity.kind == "outlet" and entity not in found:
            found[entity] = _Relay(entity, [], [])
        if entity in found:
            found[entity].places += [name.span.start for name in entity.names]
    kept = [relay for relay in found.values() if not is_publisher(relay.entity, publisher)]
    for relay in kept:
        relay.places = sorted(set(relay.places))
    return sorted((relay for relay in kept if relay.places), key=lambda relay: relay.places[0])
