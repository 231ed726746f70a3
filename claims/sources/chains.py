"""The chain of each attribution: from the source nearest to the writer to the originator.

Stated hops are read from the sentence (`relays`), or come from the attribution whose content holds
this one. Inferred hops need an article that has made them certain: one that relays an outlet's
unnamed sources and goes on with them, a quotation that goes on, one more example of an announcer's.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from claims.sources.cast import Entity
from claims.sources.discourse import Discourse
from claims.sources.lexicons import grammar
from claims.sources.relays import (
    Place,
    cited,
    is_publisher,
    note_employers,
    publishes,
    told_outlets,
)
from claims.sources.resolving import resolve_mention
from claims.values import Attribution, Document, Sentence, Span

_CARRIES_ON = re.compile(r"\b(?:also|added|adds|adding|continued|continues|went on|further)\b")
_CITES = re.compile(r"\b(?:citing|cited|cites|quoting|quoted|quotes)\b")
_PARTICIPLE = re.compile(r"^(?:\w+ly )?\w+ing\b")
_JOINED = re.compile(r"(?:\band|\bbut|,)\s+(?:\w+ly\s+|also\s+|then\s+)?$")
_MORE = re.compile(r"^(?:another|an?other|a second|a third|one other|other)\b", re.IGNORECASE)


@dataclass(slots=True)
class Link:
    """A hop before its source has a key."""

    entity: Entity
    mention: Span | None
    rule: str = "stated"
    inferred: bool = False
    confidence: float = 1.0


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
        self.sentences = sentences
        self.attributions = attributions
        self.discourse = discourse
        self.publisher = publishes(document)
        self.order = sorted(range(len(attributions)), key=self._position)
        self.own: dict[int, list[Link]] = {}
        self.chains = [Chain() for _ in attributions]
        self.relay: Entity | None = None

    def make(self) -> list[Chain]:
        """Return one chain for each attribution, in their order."""
        note_employers(self.discourse)
        late = [index for index in self.order if self._first_person(index)]
        for index in [index for index in self.order if index not in late] + late:
            self.own[index] = self._stated(index)
        self._identify_opening()
        for index in self.order:
            self._carry(index)
        self.relay = self._relayed_outlet()
        for index in self.order:
            self._infer(index)
        for index in range(len(self.attributions)):
            self.chains[index].links = self._whole(index, frozenset())
        self._merge()
        return self.chains

    # where things stand

    def _position(self, index: int) -> tuple[int, int]:
        attribution = self.attributions[index]
        spans = attribution.source or attribution.cue or attribution.content
        return (spans[0].start if spans else 0, index)

    def _sentence(self, index: int) -> Span:
        """Return the sentence in which the attribution is made."""
        attribution = self.attributions[index]
        spans = attribution.cue or attribution.source or attribution.content
        if not spans or not self.sentences:
            return Span(0, len(self.discourse.text))
        return self.sentences[self.discourse.sentence_at(spans[0].start)].span

    def _place(self, index: int) -> Place:
        """Return where the attribution may find the hops that it states."""
        parent = self._parent(index)
        sentence = self._sentence(index)
        within = (sentence,) if parent is None else self.attributions[parent].content
        around = [
            other
            for number, other in enumerate(self.attributions)
            if number not in (index, parent) and any(s.overlaps(sentence) for s in other.content)
        ]
        closed = [span for other in around for span in other.source]
        closed += [*self.attributions[index].content, *self.attributions[index].source]
        if parent is None:
            closed += [span for other in around for span in other.content]
        else:
            closed += self.attributions[parent].source
        own = self.attributions[index].cue
        cues = tuple(cue for other in around for cue in other.cue if cue not in own)
        return Place(sentence, within, tuple(closed), cues)

    def _first_person(self, index: int) -> bool:
        source = self.attributions[index].source
        return bool(source) and source[0].of(self.discourse.text).strip().lower() in grammar(
            "speakers"
        )

    def _speaker(self, index: int) -> Entity | None:
        """Return who says the content that the attribution's source stands in."""
        parent = self._parent(index)
        if parent is not None:
            return self.own[parent][-1].entity if self.own.get(parent) else None
        at = self._position(index)[0]
        for other, links in self.own.items():
            if links and any(c.start <= at < c.end for c in self.attributions[other].content):
                return links[-1].entity
        return None

    def _parent(self, index: int) -> int | None:
        parent = self.attributions[index].parent
        return parent if parent is not None and 0 <= parent < len(self.attributions) else None

    # what is stated

    def _stated(self, index: int) -> list[Link]:
        """Resolve the attribution's own source and the hops stated beside it."""
        attribution = self.attributions[index]
        if not attribution.source:
            return []
        span = attribution.source[0]
        self.discourse.anchor = min([span.start, *(c.start for c in attribution.content)])
        entity = resolve_mention(span, self.discourse, speaker=self._speaker(index))
        if entity is None:
            return []
        sentence = self._sentence(index)
        links = [
            Link(outlet, mention, "told")
            for outlet, mention in told_outlets(
                attribution, self._place(index), self.publisher, self.discourse
            )
            if outlet is not entity
        ]
        links.append(Link(entity, span))
        if entity.kind in ("outlet", "document"):
            behind = cited(attribution, sentence, self.discourse)
            if behind is not None:
                source = resolve_mention(behind, self.discourse, speaker=None)
                if source is not None and source is not entity:
                    links.append(Link(source, behind, "cited"))
        return links

    def _identify_opening(self) -> None:
        """Join "a federal appeals court" of the opening to the court named right after it."""
        for index in self.order:
            for link in self.own[index]:
                named = self._named_after(link)
                if named is not None:
                    self._replace(link.entity, named)

    def _named_after(self, link: Link) -> Entity | None:
        """Return who an unnamed singular source of the opening sentence turns out to be."""
        entity, opening = link.entity, self._opening_sentence()
        if entity.named or entity.number != "one" or link.mention is None or not entity.head:
            return None
        if self.discourse.sentence_at(link.mention.start) != opening or entity.head == "source":
            return None
        if not re.match(r"an? ", link.mention.of(self.discourse.text), re.IGNORECASE):
            return None
        for other in self.discourse.cast.entities:
            place = self.discourse.sentence_at(other.names[0].span.start)
            if opening < place <= opening + 3 and other.kind == entity.kind:
                words_of = {word.lower() for name in other.names for word in name.words}
                if entity.head in (other.roles if other.kind == "person" else words_of):
                    return other
        return None

    def _replace(self, entity: Entity, other: Entity) -> None:
        for links in self.own.values():
            for link in links:
                if link.entity is entity:
                    link.entity = other
        said = self.discourse.said
        said[:] = [(at, other if one is entity else one, phrase) for at, one, phrase in said]

    # what carries on

    def _carry(self, index: int) -> None:
        """Give an attribution without a source that of the quotation it goes on with."""
        attribution = self.attributions[index]
        if attribution.source or self.own[index]:
            return
        other = self._carried_from(index)
        if other is not None:
            self.own[index] = [
                Link(link.entity, None, "quotation continues", True, 0.9)
                for link in self.own[other]
            ]

    def _carried_from(self, index: int) -> int | None:
        attribution = self.attributions[index]
        if not attribution.content:
            return None
        if attribution.manner == "indirect":
            return self._participle(index)
        begin, end = attribution.content[0].start, attribution.content[-1].end
        before = [
            other
            for other in self.order
            if other != index
            and self.own.get(other)
            and self._ends(other) <= begin + 1
            and self._top(other)
        ]
        after = [
            other
            for other in self.order
            if other != index
            and self.own.get(other)
            and self._begins(other) >= end - 1
            and self._top(other)
        ]
        text = self.discourse.text
        previous = max(before, key=self._ends, default=None)
        following = min(after, key=self._begins, default=None)
        if (
            following is not None
            and _unclosed(text[begin:end])
            and not _opens(text[self._begins(following)])
        ):
            near = text[end : self._begins(following)]
            if not re.search(r"[”\"]", near) and len(near) < 600:
                return following
        return previous if previous is not None else None

    def _participle(self, index: int) -> int | None:
        """ "..., adding that": who said the rest of the sentence."""
        attribution = self.attributions[index]
        if not attribution.cue:
            return None
        cue, text = attribution.cue[0], self.discourse.text
        joined = _JOINED.search(text[max(0, cue.start - 30) : cue.start])
        if not joined and not _PARTICIPLE.match(cue.of(text)):
            return None
        sentence = self._sentence(index)
        earlier = [
            other
            for other in self.order
            if other != index
            and self.own.get(other)
            and sentence.start <= self._position(other)[0] < attribution.cue[0].start
        ]
        return max(earlier, key=lambda other: self._position(other)[0], default=None)

    def _begins(self, index: int) -> int:
        content = self.attributions[index].content
        return content[0].start if content else self._position(index)[0]

    def _ends(self, index: int) -> int:
        content = self.attributions[index].content
        return content[-1].end if content else self._position(index)[0]

    def _top(self, index: int) -> bool:
        return self.attributions[index].parent is None

    # what is inferred

    def _relayed_outlet(self) -> Entity | None:
        """Return the outlet whose report the article passes on, if it says so at its start."""
        opening = [index for index in self.order if self.own[index] and self._top(index)][:2]
        for index in opening:
            first = self.own[index][0]
            if (
                first.entity.kind != "outlet"
                or first.inferred
                or is_publisher(first.entity, self.publisher)
            ):
                continue
            if self.discourse.sentence_at(self._position(index)[0]) > self._opening_sentence() + 2:
                continue
            count = sum(
                any(link.entity is first.entity for link in links) for links in self.own.values()
            )
            cites_unnamed = len(self.own[index]) > 1 and self.own[index][-1].entity.anonymous
            if cites_unnamed or (first.rule == "stated" and count > 1):
                return first.entity
        return None

    def _opening_sentence(self) -> int:
        return next((i for i, sentence in enumerate(self.sentences) if not sentence.headline), 0)

    def _infer(self, index: int) -> None:
        """Put before the stated links what the article has made certain."""
        own = self.own[index]
        if not own or not self._top(index) or own[0].entity.kind == "outlet" or own[0].inferred:
            return
        if len(own) > 1:
            return
        known = self._carried_relay(index)
        if known is not None:
            own.insert(0, known)
        elif self.relay is not None and own[-1].entity.anonymous:
            own.insert(
                0, Link(self.relay, None, "article relays the outlet's unnamed sources", True, 0.8)
            )

    def _carried_relay(self, index: int) -> Link | None:
        """Find the relay of an earlier attribution that this one plainly goes on with."""
        shared = self._shared_relay(index)
        if shared is not None:
            return shared
        place = self.order.index(index)
        for other in reversed(self.order[:place]):
            if len(self.own[other]) > 1 and self._top(other):
                found = self._going_on(index, other)
                if found is not None or self._distance(other, index) > 1:
                    return found
        return None

    def _shared_relay(self, index: int) -> Link | None:
        """Return the outlet that the same source speaks to in the same sentence."""
        entity = self.own[index][-1].entity
        for other, links in self.own.items():
            told = len(links) > 1 and links[0].rule == "told" and links[-1].entity is entity
            if told and self._sentence(other) == self._sentence(index):
                return Link(links[0].entity, links[0].mention, "told")
        return None

    def _going_on(self, index: int, other: int) -> Link | None:
        """Return the relay of `other` if the attribution `index` goes on with what it relays."""
        entity, links = self.own[index][-1].entity, self.own[other]
        same = links[-1].entity is entity
        near = self._distance(other, index) <= 1
        mention = self.attributions[index].source[0].of(self.discourse.text)
        if same and entity.anonymous:
            return Link(links[0].entity, None, "known through this outlet only", True, 0.8)
        if same and near and _CARRIES_ON.search(self._frame(index)):
            return Link(links[0].entity, None, "goes on", True, 0.7)
        if near and entity.anonymous and _MORE.match(mention):
            return Link(links[0].entity, None, "one more example", True, 0.7)
        return None

    def _distance(self, one: int, other: int) -> int:
        """Return how many sentences lie from where one content ends to where the other is made."""
        end = max(self._ends(one), self._position(one)[0])
        return self.discourse.sentence_at(self._position(other)[0]) - self.discourse.sentence_at(
            max(0, end - 1)
        )

    def _frame(self, index: int) -> str:
        """Return the words of the sentence that are outside the attribution's content."""
        sentence = self._sentence(index)
        text = self.discourse.text
        kept, at = [], sentence.start
        for content in self.attributions[index].content:
            kept.append(text[at : max(at, content.start)])
            at = max(at, content.end)
        return " ".join([*kept, text[at : sentence.end]])

    # the whole

    def _whole(self, index: int, seen: frozenset[int]) -> list[Link]:
        parent = self._parent(index)
        own = self.own[index]
        if parent is None or parent in seen or parent == index or not own:
            return list(own)
        before = self._whole(parent, seen | {index})
        if own[0].rule == "quotation continues":
            return list(own)
        if before and before[-1].entity is own[0].entity:
            before = before[:-1]
        return before + own

    def _merge(self) -> None:
        """Mark "citing Y" as a part of the claim of "X reported"."""
        text = self.discourse.text
        for index, attribution in enumerate(self.attributions):
            if not any(_CITES.search(cue.of(text)) for cue in attribution.cue):
                continue
            for other, links in self.own.items():
                if other == index or len(links) < 2 or links[-1].rule != "cited":
                    continue
                mention = links[-1].mention
                places = (*attribution.source, *attribution.content)
                if mention and any(place.overlaps(mention) for place in places):
                    self.chains[index].merged = other
                    self.chains[index].links = self.chains[other].links


def _unclosed(content: str) -> bool:
    """Tell whether a quotation is still open at the end of a content."""
    if "“" in content or "”" in content:
        return content.rfind("“") > content.rfind("”")
    return content.count('"') % 2 == 1 and content.lstrip().startswith('"')


def _opens(mark: str) -> bool:
    return mark == "“"
