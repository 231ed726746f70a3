"""The form of the annotation guide: one JSON object for each article.

`sources`, and `sentences` with their attributed claims, stand as an annotator would write them. The
rest is what the program found besides, so that everything that is stored can leave: who answers for
each claim (`sourcing`), the writer's own claims (`own`) of each sentence, figures, mentions, every
attribution as the text states it, and headlines, bylines and captions, which are not sentences of
the body.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from claims.sourcing import sourcing
from claims.values import (
    Attribution,
    Claim,
    Extraction,
    Figure,
    Hop,
    Mention,
    Sentence,
    SentenceAssessment,
    Source,
    Span,
)

__all__ = ["guide_form"]

JSONObject = dict[str, Any]


def guide_form(extraction: Extraction, *, identifier: str) -> JSONObject:
    """Return the extraction in the form of the annotation guide.

    `identifier` becomes the object's "id". Offsets are half-open code points of the "text" that
    is in the object. Problems, if any, are under "problems".
    """
    document = extraction.document
    sources = {source.key: source for source in extraction.sources}
    claims: dict[int, list[JSONObject]] = defaultdict(list)
    own: dict[int, list[JSONObject]] = defaultdict(list)
    for claim in extraction.claims:
        if claim.attribution is None:
            own[claim.sentence].append(_own(claim, sources))
        else:
            claims[claim.sentence].append(_claim(claim, sources))
    numbered = {sentence.number: sentence for sentence in extraction.sentences}
    form: JSONObject = {
        "id": identifier,
        "text": document.text,
        "title": document.title,
        "author": document.author,
        "published": document.published,
        "publisher": document.publisher,
        "language": document.language,
        "url": document.url,
        "sources": [_source(source) for source in extraction.sources],
        "sentences": [
            _sentence(
                numbered[assessed.sentence],
                assessed,
                claims[assessed.sentence],
                own[assessed.sentence],
            )
            for assessed in extraction.assessments
        ],
        "headlines": [_pair(one.span) for one in extraction.sentences if one.headline],
        "regions": [{"kind": one.kind, "span": _pair(one.span)} for one in document.regions],
        "mentions": [_mention(mention) for mention in extraction.mentions],
        "attributions": [_attribution(attribution) for attribution in extraction.attributions],
    }
    if extraction.problems:
        form["problems"] = [
            {"stage": problem.stage, "reason": problem.reason} for problem in extraction.problems
        ]
    return form


def _pair(span: Span) -> list[int]:
    return [span.start, span.end]


def _pairs(spans: tuple[Span, ...]) -> list[list[int]]:
    return [_pair(span) for span in spans]


def _source(source: Source) -> JSONObject:
    return {
        "id": source.key,
        "name": source.name,
        "kind": source.kind,
        "anonymous": source.anonymous,
        "number": source.number,
        "reason": source.reason,
        "description": source.description,
        "aliases": list(source.aliases),
    }


def _sentence(
    sentence: Sentence,
    assessed: SentenceAssessment,
    claims: Sequence[JSONObject],
    own: Sequence[JSONObject],
) -> JSONObject:
    return {
        "span": _pair(sentence.span),
        "status": assessed.status,
        "disputable": assessed.disputable,
        "reason": assessed.reason,
        "confidence": round(assessed.confidence, 4),
        "claims": list(claims),
        "own": list(own),
    }


def _own(claim: Claim, sources: Mapping[str, Source]) -> JSONObject:
    """Return a claim of the writer's own, which has no chain, no cue and no manner."""
    return {
        name: value
        for name, value in _claim(claim, sources).items()
        if name not in ("cue", "manner", "chain")
    }


def _mention(mention: Mention) -> JSONObject:
    return {"source": mention.source, "span": _pair(mention.span), "form": mention.form}


def _figure(figure: Figure) -> JSONObject:
    return {
        "span": _pair(figure.span),
        "text": figure.text,
        "kind": figure.kind,
        "value": figure.value,
        "unit": figure.unit,
        "bound": figure.bound,
    }


def _claim(claim: Claim, sources: Mapping[str, Source]) -> JSONObject:
    chain = [sources[hop.source] for hop in claim.chain]
    return {
        "text": claim.text,
        "content": _pairs(claim.content),
        "cue": _pairs(claim.cue),
        "manner": claim.manner,
        "kind": claim.kind,
        "certainty": claim.certainty,
        "certainty_words": _pairs(claim.certainty_words),
        "negated": claim.negated,
        "chain": [_hop(hop) for hop in claim.chain],
        "sourcing": sourcing(chain, attributed=claim.attribution is not None),
        "standalone": claim.standalone,
        "figures": [_figure(figure) for figure in claim.figures],
        "confidence": round(claim.confidence, 4),
    }


def _hop(hop: Hop) -> JSONObject:
    return {
        "source": hop.source,
        "mention": None if hop.mention is None else _pair(hop.mention),
        "inferred": hop.inferred,
        "confidence": round(hop.confidence, 4),
        "rule": hop.rule,
    }


def _attribution(attribution: Attribution) -> JSONObject:
    return {
        "source": _pairs(attribution.source),
        "cue": _pairs(attribution.cue),
        "content": _pairs(attribution.content),
        "manner": attribution.manner,
        "parent": attribution.parent,
        "confidence": round(attribution.confidence, 4),
        "model": attribution.model,
    }
