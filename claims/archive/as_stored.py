"""An extraction as the store gives it back, without a database: for the digests of its rows.

`claims add` keeps digests of what it reads back of an article (`claims.store.extractions.digests`).
To take them here costs the desk nothing later. A test compares both ways.
"""

from collections import defaultdict
from dataclasses import replace

from claims.store.extractions.article import article_of
from claims.store.extractions.source_rows import all_mentions, source_ids
from claims.store.ids import mention_id
from claims.values import Claim, Extraction, Mention, Source

__all__ = ["as_stored"]


def as_stored(extraction: Extraction) -> Extraction:
    """Return an extraction as it is read back once it was stored; see `store.read_extraction`.

    Sources that turn out to be one are one, aliases are sorted, the places of hops are mentions,
    and problems and models are left out.
    """
    article = article_of(extraction)
    ids = source_ids(article)
    first: dict[str, str] = {}
    for source in extraction.sources:
        first.setdefault(ids[source.key], source.key)
    one = {key: first[identity] for key, identity in ids.items()}
    mentions: dict[str, Mention] = {}
    for mention in all_mentions(extraction):
        found = replace(mention, source=one[mention.source])
        identity = mention_id(article.id, ids[found.source], found.span.start, found.span.end)
        mentions[identity] = found
    assessed = {found.sentence: found for found in extraction.assessments}
    return replace(
        extraction,
        attributions=tuple(replace(found, via=()) for found in extraction.attributions),
        sources=_sources(extraction, ids, one),
        mentions=tuple(mentions.values()),
        claims=tuple(_claim(claim, extraction, one) for claim in extraction.claims),
        assessments=tuple(
            assessed[sentence.number]
            for sentence in extraction.sentences
            if sentence.number in assessed
        ),
        problems=(),
        models={},
    )


def _sources(
    extraction: Extraction, ids: dict[str, str], one: dict[str, str]
) -> tuple[Source, ...]:
    """Return the first of those that are one, with the names of all of them."""
    names: dict[str, set[str]] = defaultdict(set)
    for source in extraction.sources:
        names[ids[source.key]] |= {source.name, *source.aliases}
    return tuple(
        replace(source, aliases=tuple(sorted(names[ids[source.key]] - {source.name})))
        for source in extraction.sources
        if one[source.key] == source.key
    )


def _claim(claim: Claim, extraction: Extraction, one: dict[str, str]) -> Claim:
    """Return a claim with its hops' sources by their keys, and what it has of its attribution."""
    cue, content = claim.cue, claim.content
    if claim.attribution is not None:
        inherited = extraction.attributions[claim.attribution]
        cue, content = cue or inherited.cue, content or inherited.content
    chain = tuple(replace(hop, source=one[hop.source]) for hop in claim.chain)
    return replace(claim, cue=cue, content=content, chain=chain)
