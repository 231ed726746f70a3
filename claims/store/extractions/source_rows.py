"""Sources and mentions as rows: who is the same in every article, and who is known in one only."""

from collections import defaultdict
from collections.abc import Mapping

from claims.sources import shared_name, source_identity
from claims.store.extractions.article import Article, Row
from claims.store.ids import (
    local_source_id,
    mention_id,
    normalised_name,
    numbered,
    shared_source_id,
)
from claims.values import Extraction, Mention, Source, SourceKind

__all__ = [
    "all_mentions",
    "mention_rows",
    "named_source_id",
    "row_name",
    "shared_keys",
    "source_ids",
    "source_rows",
]


def named_source_id(kind: SourceKind | str, name: str) -> str:
    """Return the id of a named source, whichever of its standard names ("U.S.", "AP") is given."""
    return shared_source_id(kind, shared_name(kind, name))


def row_name(kind: SourceKind | str, name: str) -> str:
    """Return what a named source is called in its row: the full name where a list has it."""
    return name if kind == "person" else shared_name(kind, name)


def shared_keys(extraction: Extraction) -> frozenset[str]:
    """Return the keys of the sources that are one row for all articles.

    Those are the named ones: somewhere the article calls them by a name. "Residents" or "the
    company" of one article are not those of another, although they are not anonymous; nor is a
    person whom an article knows by a surname only ("Clinton"). A source that is never mentioned
    (an inferred hop) counts as named unless it is a group.
    """
    forms: dict[str, set[str]] = defaultdict(set)
    for mention in all_mentions(extraction):
        forms[mention.source].add(mention.form)
    return frozenset(
        source.key
        for source in extraction.sources
        if not source.anonymous
        and (source.kind != "person" or source_identity(source) is not None)
        and ("name" in forms[source.key] or (not forms[source.key] and source.kind != "group"))
    )


def source_ids(article: Article) -> dict[str, str]:
    """Return the id of each source by its key inside the article."""
    shared = shared_keys(article.extraction)
    local = [source for source in article.extraction.sources if source.key not in shared]
    occurrences = numbered(normalised_name(source.name) for source in local)
    ids = {
        source.key: local_source_id(article.id, source.name, occurrence)
        for source, occurrence in zip(local, occurrences, strict=True)
    }
    for source in article.extraction.sources:
        if source.key in shared:
            ids[source.key] = named_source_id(source.kind, source.name)
    return {**ids, **article.identities.sources}


def source_rows(article: Article, ids: Mapping[str, str]) -> dict[str, list[Row]]:
    """Return the rows of `sources`, `appearances` and `source_names`.

    Two sources of one article that turn out to be the same named one make one row, under the key
    of the first; the other's name stays among the names.
    """
    shared = shared_keys(article.extraction)
    given = article.identities.sources
    sources: dict[str, Row] = {}
    appearances: dict[str, Row] = {}
    names: set[Row] = set()
    for source in article.extraction.sources:
        identity = ids[source.key]
        shares = source.key in shared
        if source.key in given:  # entered by a person, who may have taken it from another article
            shares = identity != local_source_id(article.id, source.name, 0)
        home = None if shares else article.id
        name = row_name(source.kind, source.name) if home is None else source.name
        sources.setdefault(identity, (identity, name, *_details(source), home))
        # Counted as they are stored, so that reading them back gives the same positions.
        position = len(appearances) + 1
        appearances.setdefault(identity, _appearance(article.id, identity, position, source))
        names |= {(identity, name, article.id) for name in (source.name, *source.aliases)}
    return {
        "sources": list(sources.values()),
        "appearances": list(appearances.values()),
        "source_names": sorted(names, key=str),
    }


def _details(source: Source) -> Row:
    """Return the columns of `sources` that the article states, but for the name."""
    return (
        source.kind,
        int(source.anonymous),
        source.number,
        source.reason,
        source.description,
    )


def _appearance(document: str, identity: str, position: int, source: Source) -> Row:
    """Return one row of `appearances`."""
    return (
        document,
        identity,
        position,
        source.key,
        source.name,
        source.number,
        source.reason,
        source.description,
    )


def all_mentions(extraction: Extraction) -> tuple[Mention, ...]:
    """Return the mentions, and the places of hops that are not among them."""
    listed = {(mention.source, mention.span) for mention in extraction.mentions}
    names = {source.key: source.name for source in extraction.sources}
    added: dict[tuple[str, int, int], Mention] = {}
    for claim in extraction.claims:
        for hop in claim.chain:
            if hop.mention is None or (hop.source, hop.mention) in listed:
                continue
            words = hop.mention.of(extraction.document.text)
            named = normalised_name(words) == normalised_name(names[hop.source])
            added[hop.source, hop.mention.start, hop.mention.end] = Mention(
                hop.source, hop.mention, "name" if named else "nominal"
            )
    return extraction.mentions + tuple(added.values())


def mention_rows(article: Article, ids: Mapping[str, str]) -> list[Row]:
    """Return the rows of `mentions`."""
    rows: dict[str, Row] = {}
    for mention in all_mentions(article.extraction):
        source = ids[mention.source]
        place = article.place(mention.span)
        identity = mention_id(article.id, source, place.start, place.end)
        rows[identity] = (
            identity,
            source,
            article.id,
            article.sentence_at(place.start),
            place.exact,
            mention.form,
            place.start,
            place.end,
            place.prefix,
            place.suffix,
        )
    return list(rows.values())
