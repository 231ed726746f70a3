"""The chain of each attribution: from the source nearest to the writer to the originator.

Stated hops are read from the sentence (`relays`), or come from the attribution whose content holds
this one; inferred hops are what the article has made certain (`carrying`).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from claims.attributions.saying import says
from claims.sources.carrying import Carrier, Link, carried_from, relayed_outlet
from claims.sources.discourse import Discourse
from claims.sources.entities import Entity
from claims.sources.layout import Layout
from claims.sources.lexicons import grammar, organisations, word_file
from claims.sources.openings import identify_opening
from claims.sources.relays import cited, note_employers, publishes, told_outlets
from claims.sources.resolving import resolve_mention
from claims.sources.unplaced import place_pronoun
from claims.values import Attribution, Document, Sentence

_ADDRESSED = re.compile(r"[“\"'‘`]*(?P<name>[A-Z]\w+), [^.!?]*\byou\b")
_CITES = re.compile(r"\b(?:citing|cited|cites|quoting|quoted|quotes)\b")
_REPORTS = re.compile(r"\breport(?:s|ed|ing)?\b")


@dataclass(slots=True)
class Chain:
    """The links of one attribution, and the attribution that it is a part of, if any."""

    links: list[Link] = field(default_factory=list)
    merged: int | None = None


class ChainMaker:
    """Makes the chains of one article, in the order of the text."""

    def __init__(
        self,
        document: Document,
        sentences: Sequence[Sentence],
        attributions: Sequence[Attribution],
        discourse: Discourse,
    ) -> None:
        """Keep the article; `discourse` grows as mentions are resolved."""
        self.attributions = attributions
        self.discourse = discourse
        self.layout = Layout(sentences, attributions, discourse)
        self.publisher = publishes(document)
        self.own: dict[int, list[Link]] = {}

    def make(self) -> list[Chain]:
        """Return one chain for each attribution, in their order."""
        note_employers(self.discourse)
        order = self.layout.order
        late = [i for i in order if self.layout.source_text(i).lower() in grammar("speakers")]
        first_person = frozenset(late)
        waiting: dict[int, list[int]] = {}
        for index in [i for i in order if i not in first_person]:
            if self._waits(index):
                waiting.setdefault(self.attributions[index].parent or 0, []).append(index)
                continue
            for one in [index, *waiting.pop(index, [])]:
                self.own[one] = self._stated(one)
        for index in [*(i for rest in waiting.values() for i in rest), *late]:
            self.own[index] = self._stated(index)
        identify_opening(self.own, self.layout)
        for index in order:
            self._carry(index)
        self._infer()
        chains = [Chain(self._whole(index)) for index in range(len(self.attributions))]
        self._merge(chains)
        return chains

    def _quoted_third(self, index: int) -> bool:
        """Tell whether a quotation says "he said": whoever says it speaks of somebody else."""
        parent = self.layout.parent(index)
        quoted = parent is not None and self.attributions[parent].manner == "direct"
        return quoted and self.layout.source_text(index).lower() in ("he", "she")

    def _waits(self, index: int) -> bool:
        """Tell whether who speaks around an attribution, and is barred from it, comes later."""
        return self._quoted_third(index) and self.layout.parent(index) not in self.own

    def _stated(self, index: int) -> list[Link]:
        """Resolve the attribution's own source and the hops stated beside it."""
        attribution = self.attributions[index]
        if not attribution.source:
            return []
        span = attribution.source[0]
        self.discourse.anchor = min([span.start, *(c.start for c in attribution.content)])
        speaker = self._speaker(index)
        self.discourse.barred = speaker if self._quoted_third(index) else self._addressed(index)
        entity = resolve_mention(span, self.discourse, speaker=speaker)
        quoted = attribution.manner == "direct"
        if entity is None and (quoted or says(self.discourse.text, attribution)):
            entity = place_pronoun(span, self.discourse)
        if entity is None:
            return []
        told = told_outlets(attribution, self.layout.place(index), self.publisher, self.discourse)
        links = [Link(outlet, mention, "told") for outlet, mention in told if outlet is not entity]
        return [*links, Link(entity, span), *self._cited(index, entity)]

    def _addressed(self, index: int) -> Entity | None:
        """Return whom a quotation speaks to: "“Ann, you’ve got to go,” he said" is not Ann's."""
        attribution = self.attributions[index]
        if attribution.manner != "direct" or not attribution.content:
            return None
        said = attribution.content[0]
        match = _ADDRESSED.match(self.discourse.text, said.start, said.end)
        if match is None:
            return None
        return self.discourse.cast.by_start.get(match.start("name"))

    def _cited(self, index: int, entity: Entity) -> list[Link]:
        """Return the link to whom an outlet, document or body cites in the same sentence."""
        if entity.kind not in ("outlet", "document", "organisation"):
            return []
        attribution = self.attributions[index]
        behind = cited(attribution, self.layout.sentence(index), self.discourse)
        if behind is None:
            return []
        if _reports_news(entity, attribution, self.discourse.text):
            entity.kind = "outlet"
        source = resolve_mention(behind, self.discourse, speaker=None)
        return [] if source in (None, entity) else [Link(source, behind, "cited")]

    def _speaker(self, index: int) -> Entity | None:
        """Return who says the content that the attribution's source stands in."""
        parent = self.layout.parent(index)
        if parent is not None:
            return self.own[parent][-1].entity if self.own.get(parent) else None
        at = self.layout.position(index)
        for other in self.layout.near(index):
            contents = self.attributions[other].content
            if self.own.get(other) and any(c.start <= at < c.end for c in contents):
                return self.own[other][-1].entity
        return None

    def _carry(self, index: int) -> None:
        """Give an attribution without a source that of what it goes on with."""
        if self.attributions[index].source:
            return
        other = carried_from(index, self.own, self.layout)
        if other is not None:
            self.own[index] = [
                Link(link.entity, None, "quotation continues", True, 0.9)
                for link in self.own[other]
            ]

    def _infer(self) -> None:
        """Put before the stated links what the article has made certain."""
        relay = relayed_outlet(self.own, self.layout, self.publisher)
        carrier = Carrier(self.own, self.layout, relay)
        for index in self.layout.order:
            link = carrier.relay_of(index)
            if link is not None:
                self.own[index].insert(0, link)
                carrier.known.setdefault(self.own[index][-1].entity, link.entity)

    def _whole(self, index: int, seen: frozenset[int] = frozenset()) -> list[Link]:
        """Return the links of the attributions that hold this one, then its own."""
        parent, own = self.layout.parent(index), self.own[index]
        if parent is None or parent in seen or not own or own[0].rule == "quotation continues":
            return list(own)
        before = self._whole(parent, seen | {index})
        if before and before[-1].entity is own[0].entity:
            before = before[:-1]
        return before + own

    def _merge(self, chains: list[Chain]) -> None:
        """Mark "citing Y" as a part of the claim of "X reported"."""
        text = self.discourse.text
        for index, attribution in enumerate(self.attributions):
            if not any(_CITES.search(cue.of(text)) for cue in attribution.cue):
                continue
            places = (*attribution.source, *attribution.content)
            for other in self.layout.near(index):
                links = self.own[other]
                mention = links[-1].mention if len(links) > 1 else None
                cites = mention is not None and links[-1].rule == "cited"
                if cites and mention and any(place.overlaps(mention) for place in places):
                    chains[index].merged = other
                    chains[index].links = chains[other].links


def _reports_news(entity: Entity, attribution: Attribution, text: str) -> bool:
    """Tell whether a name that no list knows is an outlet's: "Northwire reported, citing ..."."""
    if entity.kind != "organisation" or not entity.names or entity.place:
        return False
    if not any(_REPORTS.search(cue.of(text)) for cue in attribution.cue):
        return False
    name = entity.names[0]
    known = name.text.lower() in organisations()
    return not known and name.words[-1].lower() not in word_file("organisation_words")
