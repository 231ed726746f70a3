"""An extraction as rows: all tables that extraction fills, and the columns they are filled by.

`rows_of` is pure: the same extraction always gives the same rows, which is how `verify` finds
what somebody changed behind the program's back.
"""

from claims.store.extractions.article import Article, Identities, Row, article_of
from claims.store.extractions.claim_rows import attribution_rows, claim_rows
from claims.store.extractions.source_rows import mention_rows, source_ids, source_rows
from claims.store.ids import sentence_id
from claims.values import Extraction

__all__ = ["COLUMNS", "Rows", "rows_of"]

Rows = dict[str, list[Row]]
"""Rows by table, each with the columns of `COLUMNS`."""

_PLACE = ("start", "end", "prefix", "suffix")

COLUMNS: dict[str, tuple[str, ...]] = {
    "regions": ("document", "number", "kind", "start", "end", "text"),
    "sentences": (
        *("id", "document", "number", "text", "headline"),
        *("status", "disputable", "reason", "confidence", *_PLACE),
    ),
    "sources": (
        *("id", "name", "kind", "anonymous", "number", "reason", "description", "document"),
    ),
    "appearances": (
        *("document", "source", "position", "key", "name", "number", "reason", "description"),
    ),
    "source_names": ("source", "name", "document"),
    "mentions": ("id", "source", "document", "sentence", "text", "form", *_PLACE),
    "attributions": (
        *("id", "document", "number", "sentence", "parent", "manner"),
        *("source_text", "cue", "content_text", "confidence", "model"),
    ),
    "claims": (
        *("id", "document", "number", "sentence", "attribution", "text", "standalone", "chain"),
        *("sourcing", "kind", "certainty", "manner", "negated", "disputable"),
        *("source", "hops", "anonymous", "figures", "confidence"),
    ),
    "spans": ("attribution", "claim", "role", "exact", *_PLACE),
    "hops": ("claim", "position", "source", "mention", "inferred", "confidence", "rule"),
    "figures": ("claim", "number", "kind", "text", "value", "unit", "bound", *_PLACE),
}
"""The tables in the order in which they are filled."""


def rows_of(extraction: Extraction, identities: Identities | None = None) -> Rows:
    """Return all rows of an extraction but the one of `documents`.

    `identities` is what people decided about ids and sources.
    """
    article = article_of(extraction, identities)
    sources = source_ids(article)
    attributions = attribution_rows(article)
    claims = claim_rows(article, sources)
    return {
        "regions": _regions(article),
        "sentences": _sentences(article),
        **source_rows(article, sources),
        "mentions": mention_rows(article, sources),
        "attributions": attributions["attributions"],
        "claims": claims["claims"],
        "spans": attributions["spans"] + claims["spans"],
        "hops": claims["hops"],
        "figures": claims["figures"],
    }


def _regions(article: Article) -> list[Row]:
    """Return the rows of `regions`."""
    regions = article.extraction.document.regions
    return [
        (
            article.id,
            number,
            region.kind,
            region.span.start,
            region.span.end,
            region.span.of(article.text),
        )
        for number, region in enumerate(regions, start=1)
    ]


def _sentences(article: Article) -> list[Row]:
    """Return the rows of `sentences`."""
    assessments = {found.sentence: found for found in article.extraction.assessments}
    rows: list[Row] = []
    for sentence in article.extraction.sentences:
        found = assessments.get(sentence.number)
        place = article.place(sentence.span)
        judged: Row = (None, None, None, None)
        if found is not None:
            judged = (found.status, int(found.disputable), found.reason, found.confidence)
        rows.append(
            (
                sentence_id(article.id, sentence.number),
                article.id,
                sentence.number,
                place.exact,
                int(sentence.headline),
                *judged,
                place.start,
                place.end,
                place.prefix,
                place.suffix,
            )
        )
    return rows
