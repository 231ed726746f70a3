"""The stage: attributions in, sources, mentions and chains out."""

from collections.abc import Sequence
from dataclasses import dataclass

from claims.sources.chains import Chain, ChainMaker
from claims.sources.descriptions import aliases, description, label, reason
from claims.sources.discourse import Discourse, open_discourse
from claims.sources.entities import Entity
from claims.values import Attribution, Document, Hop, Mention, Sentence, Source, Span


@dataclass(frozen=True, slots=True)
class Resolution:
    """Who is behind the attributions of an article.

    `sources` are in the order in which the chains come to them, `mentions` in that of the text.
    `chains` and `merged` have one entry for each attribution, in their order. A chain runs from the
    hop nearest to the writer to the originator and is empty where no source can be told. `merged`
    is the index of the attribution whose claim this one is a part of ("citing ..." beside
    "reported"), or None for an attribution that makes a claim of its own.
    """

    sources: tuple[Source, ...] = ()
    mentions: tuple[Mention, ...] = ()
    chains: tuple[tuple[Hop, ...], ...] = ()
    merged: tuple[int | None, ...] = ()


def resolve_sources(
    document: Document, sentences: Sequence[Sentence], attributions: Sequence[Attribution]
) -> Resolution:
    """Return the sources of an article, their mentions, and the chain of each attribution.

    `sentences` are those of the document, in order; `attributions` may come in any order and with
    any spans inside the text. Nothing is raised on odd input: a source that cannot be told leaves
    its chain empty.
    """
    if not attributions:
        return Resolution()
    discourse = open_discourse(document, sentences, attributions)
    chains = ChainMaker(document, sentences, attributions, discourse).make()
    keys = _keys(chains)
    spans = [sentence.span for sentence in sentences]
    return Resolution(
        tuple(_source(entity, key, discourse, spans) for entity, key in keys.items()),
        _mentions(keys, discourse),
        tuple(_hops(chain, keys) for chain in chains),
        tuple(chain.merged for chain in chains),
    )


def _keys(chains: Sequence[Chain]) -> dict[Entity, str]:
    """Number the entities of all chains in the order in which they come."""
    found: dict[Entity, str] = {}
    for chain in chains:
        for link in chain.links:
            found.setdefault(link.entity, f"s{len(found) + 1}")
    return found


def _hops(chain: Chain, keys: dict[Entity, str]) -> tuple[Hop, ...]:
    return tuple(
        Hop(keys[link.entity], link.mention, link.inferred, link.confidence, link.rule)
        for link in chain.links
    )


def _source(entity: Entity, key: str, discourse: Discourse, sentences: Sequence[Span]) -> Source:
    return Source(
        key,
        label(entity, discourse.text),
        entity.kind,
        entity.anonymous,
        entity.number,
        reason(entity, discourse, sentences),
        description(entity, discourse.text),
        aliases(entity, discourse.text),
    )


def _mentions(keys: dict[Entity, str], discourse: Discourse) -> tuple[Mention, ...]:
    """Return the places that speak of the sources: resolved mentions, and names anywhere."""
    found: dict[tuple[str, Span], Mention] = {}
    for _, entity, phrase in discourse.said:
        if entity in keys:
            # "her spokesman, Karl Voss" calls him by his name.
            form = "name" if phrase.appositive is not None else phrase.form
            found[keys[entity], phrase.span] = Mention(keys[entity], phrase.span, form)
    taken: dict[str, set[int]] = {}
    for key, span in found:
        taken.setdefault(key, set()).update(range(span.start, span.end))
    for entity, key in keys.items():
        for name in entity.names:
            if name.span.start not in taken.get(key, ()):
                found[key, name.whole] = Mention(key, name.whole, "name")
    return tuple(sorted(found.values(), key=lambda mention: (mention.span, mention.source)))
