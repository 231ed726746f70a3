"""An article in the making: a claim of it gets other words, or another chain, by a person's hand.

Pure: `Draft` is filled by `applying` and handed on from correction to correction.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from claims.english.figures import find_figures
from claims.store.effects.places import manner_of, sentence_at, words_of
from claims.store.extractions.article import Shown
from claims.store.extractions.source_rows import named_source_id
from claims.store.ids import local_source_id, shared_source_id
from claims.store.quotes import TextQuote, find
from claims.values import Attribution, Claim, Extraction, Hop, Source, Span

__all__ = ["Draft", "entered_source_id", "with_chain", "with_content"]

PERSON = "person"
"""The model of an attribution, and the rule of a hop, that a person made."""


@dataclass(slots=True)
class Draft:
    """An article in the making."""

    document: str
    extraction: Extraction
    claims: dict[str, Claim]
    source_ids: dict[str, str]
    shown: Mapping[str, Shown]
    sources: list[Source]
    attributions: list[Attribution]
    entered: dict[str, str] = field(default_factory=dict)
    claim_marks: dict[str, int] = field(default_factory=dict)
    sentence_marks: dict[str, int] = field(default_factory=dict)
    dismissed: dict[str, int] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The article's text."""
        return self.extraction.document.text


def with_content(draft: Draft, claim: Claim, content: tuple[Span, ...]) -> Claim:
    """Return a claim with other words (spans of the text); figures are found again."""
    sentence = sentence_at(draft.extraction.sentences, content[0].start)
    return replace(
        claim,
        sentence=claim.sentence if sentence is None else sentence,
        content=content,
        text=words_of(draft.text, content),
        manner=None if claim.attribution is None else manner_of(draft.text, content),
        figures=find_figures(draft.text, content, published=draft.extraction.document.published),
        standalone=None,
    )


def with_chain(draft: Draft, claim: Claim, value: Mapping[str, Any]) -> Claim:
    """Return a claim with another chain; where it had no attribution, with one of a person's."""
    chain = tuple(_hop(draft, link) for link in value["hops"])
    if not chain:
        return replace(claim, chain=(), attribution=None, manner=None, cue=())
    if claim.attribution is not None:
        return replace(claim, chain=chain)
    mentions = tuple(hop.mention for hop in chain[-1:] if hop.mention is not None)
    manner = manner_of(draft.text, claim.content)
    draft.attributions.append(
        Attribution(mentions, claim.cue, claim.content, manner, confidence=1.0, model=PERSON)
    )
    return replace(claim, chain=chain, attribution=len(draft.attributions) - 1, manner=manner)


def _hop(draft: Draft, link: Mapping[str, Any]) -> Hop:
    """Return a link of a chain; its source is entered where the article did not have it."""
    place = None if link["mention"] is None else find(draft.text, TextQuote(**link["mention"]))
    return Hop(_key_of(draft, link), place, place is None, 1.0, PERSON)


def _key_of(draft: Draft, link: Mapping[str, Any]) -> str:
    """Return the key of a link's source, which is entered where it is new to the article."""
    known = {identity: key for key, identity in reversed(draft.source_ids.items())}
    if link["source"] in known:
        return known[link["source"]]
    identity = entered_source_id(draft.document, link)
    named = not (link["anonymous"] or link["kind"] == "group")
    if named and link["source"] not in (None, shared_source_id(link["kind"], link["name"])):
        identity = link["source"]  # of other articles too; under a short form it had another id
    if identity in known:
        return known[identity]
    key = f"p{len(draft.sources) + 1}"
    draft.sources.append(Source(key, link["name"], link["kind"], link["anonymous"], link["number"]))
    draft.source_ids[key] = draft.entered[key] = identity
    return key


def entered_source_id(document: str, link: Mapping[str, Any]) -> str:
    """Return the id of a source that a person entered, as extraction would give it."""
    if link["anonymous"] or link["kind"] == "group":
        return local_source_id(document, link["name"], 0)
    return named_source_id(link["kind"], link["name"])
