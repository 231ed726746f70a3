"""Attributions and claims as rows, with their spans, hops and figures."""

from collections.abc import Mapping

from claims.sourcing import sourcing
from claims.store.extractions.article import Article, Row
from claims.store.ids import attribution_id, claim_id, mention_id, numbered, sentence_id
from claims.values import Attribution, Claim, Source, Span

__all__ = ["attribution_ids", "attribution_rows", "claim_ids", "claim_rows"]

ARROW = " → "


def attribution_ids(article: Article) -> list[str]:
    """Return the ids of the article's attributions, in their order."""
    words = [
        (article.words(found.cue), article.words(found.content))
        for found in article.extraction.attributions
    ]
    occurrences = numbered("\n".join(pair) for pair in words)
    return [
        attribution_id(article.id, cue, content, occurrence)
        for (cue, content), occurrence in zip(words, occurrences, strict=True)
    ]


def claim_ids(article: Article) -> list[str]:
    """Return the ids of the article's claims, in their order."""
    if article.identities.claims is not None:
        return list(article.identities.claims)
    words = [article.words(claim.content) for claim in article.extraction.claims]
    return [
        claim_id(article.id, content, occurrence)
        for content, occurrence in zip(words, numbered(words), strict=True)
    ]


def attribution_rows(article: Article) -> dict[str, list[Row]]:
    """Return the rows of `attributions` and their `spans`."""
    ids = attribution_ids(article)
    rows: list[Row] = []
    spans: list[Row] = []
    for number, found in enumerate(article.extraction.attributions, start=1):
        identity = ids[number - 1]
        rows.append(
            (
                identity,
                article.id,
                number,
                article.sentence_at(_first(found).start),
                None if found.parent is None else ids[found.parent],
                found.manner,
                article.words(found.source),
                article.words(found.cue),
                article.words(found.content),
                found.confidence,
                found.model,
            )
        )
        for role, parts in _roles(found):
            spans += [(identity, None, role, *article.place(span)) for span in parts]
    return {"attributions": rows, "spans": spans}


def _first(found: Attribution) -> Span:
    """Return the span by which the attribution's sentence is told."""
    return next(iter(found.content + found.cue + found.source))


def _roles(found: Attribution) -> tuple[tuple[str, tuple[Span, ...]], ...]:
    """Return the spans of an attribution by their role."""
    return (("source", found.source), ("cue", found.cue), ("content", found.content))


def claim_rows(article: Article, sources: Mapping[str, str]) -> dict[str, list[Row]]:
    """Return the rows of `claims` and their `spans`, `hops` and `figures`.

    `sources` holds the id of each source by its key.
    """
    ids = claim_ids(article)
    attributions = attribution_ids(article)
    known = _known(article, sources)
    disputed = {a.sentence for a in article.extraction.assessments if a.disputable}
    rows: dict[str, list[Row]] = {"claims": [], "spans": [], "hops": [], "figures": []}
    for number, claim in enumerate(article.extraction.claims, start=1):
        identity = ids[number - 1]
        chain = [known[hop.source] for hop in claim.chain]
        standing = sourcing(chain, attributed=claim.attribution is not None)
        rows["claims"].append(
            (
                identity,
                article.id,
                number,
                sentence_id(article.id, claim.sentence),
                None if claim.attribution is None else attributions[claim.attribution],
                claim.text,
                claim.standalone,
                ARROW.join(source.name for source in chain),
                standing,
                claim.kind,
                claim.certainty,
                claim.manner,
                int(claim.negated),
                int(standing == "unsourced" and claim.sentence in disputed),
                article.surviving(sources[claim.chain[-1].source]) if claim.chain else None,
                len(claim.chain),
                int(any(source.anonymous for source in chain)),
                len(claim.figures),
                claim.confidence,
            )
        )
        rows["spans"] += _own_spans(article, claim, identity)
        rows["hops"] += _hops(article, claim, identity, sources)
        rows["figures"] += _figures(article, claim, identity)
    return rows


def _known(article: Article, sources: Mapping[str, str]) -> dict[str, Source]:
    """Return the sources by their keys as chains show them; of two that are one, the first."""
    first: dict[str, Source] = {}
    for source in article.extraction.sources:
        first.setdefault(sources[source.key], source)
    return {key: article.shown_as(first[name], name) for key, name in sources.items()}


def _own_spans(article: Article, claim: Claim, identity: str) -> list[Row]:
    """Return the claim's spans, but for those that are its attribution's too."""
    if claim.attribution is None:
        inherited = Attribution((), (), (), "indirect")
    else:
        inherited = article.extraction.attributions[claim.attribution]
    own = [
        ("content", claim.content, inherited.content),
        ("cue", claim.cue, inherited.cue),
        ("certainty", claim.certainty_words, ()),
    ]
    return [
        (None, identity, role, *article.place(span))
        for role, spans, same in own
        if spans != same
        for span in spans
    ]


def _hops(article: Article, claim: Claim, identity: str, sources: Mapping[str, str]) -> list[Row]:
    """Return the rows of `hops` of one claim."""
    return [
        (
            identity,
            position,
            sources[hop.source],
            None
            if hop.mention is None
            else mention_id(article.id, sources[hop.source], hop.mention.start, hop.mention.end),
            int(hop.inferred),
            hop.confidence,
            hop.rule,
        )
        for position, hop in enumerate(claim.chain)
    ]


def _figures(article: Article, claim: Claim, identity: str) -> list[Row]:
    """Return the rows of `figures` of one claim."""
    rows: list[Row] = []
    for number, figure in enumerate(claim.figures, start=1):
        place = article.place(figure.span)
        rows.append(
            (
                identity,
                number,
                figure.kind,
                figure.text,
                figure.value,
                figure.unit,
                figure.bound,
                place.start,
                place.end,
                place.prefix,
                place.suffix,
            )
        )
    return rows
