"""The form of the annotation guide: one JSON object for each article.

`sources`, and `sentences` with their attributed claims, stand as an annotator would write them;
`attributions` lists, besides, every attribution as the text states it. Sentences of headlines and
captions are left out, and of the writer's own assertions only the sentence's status is given.
"""

from collections import defaultdict
from typing import Any

from claims.values import (
    Attribution,
    Claim,
    Extraction,
    Hop,
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
    stands in the object. Problems, if any, stand under "problems".
    """
    document = extraction.document
    claims: dict[int, list[Claim]] = defaultdict(list)
    for claim in extraction.claims:
        if claim.attribution is not None:
            claims[claim.sentence].append(claim)
    numbered = {sentence.number: sentence for sentence in extraction.sentences}
    form: JSONObject = {
        "id": identifier,
        "text": document.text,
        "published": document.published,
        "publisher": document.publisher,
        "sources": [_source(source) for source in extraction.sources],
        "sentences": [
            _sentence(numbered[assessed.sentence], assessed, claims[assessed.sentence])
            for assessed in extraction.assessments
        ],
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
    }


def _sentence(sentence: Sentence, assessed: SentenceAssessment, claims: list[Claim]) -> JSONObject:
    return {
        "span": _pair(sentence.span),
        "status": assessed.status,
        "disputable": assessed.disputable,
        "claims": [_claim(claim) for claim in claims],
    }


def _claim(claim: Claim) -> JSONObject:
    return {
        "content": _pairs(claim.content),
        "cue": _pairs(claim.cue),
        "manner": claim.manner,
        "kind": claim.kind,
        "certainty": claim.certainty,
        "negated": claim.negated,
        "chain": [_hop(hop) for hop in claim.chain],
        "standalone": claim.standalone,
        "confidence": round(claim.confidence, 4),
    }


def _hop(hop: Hop) -> JSONObject:
    return {
        "source": hop.source,
        "mention": None if hop.mention is None else _pair(hop.mention),
        "inferred": hop.inferred,
    }


def _attribution(attribution: Attribution) -> JSONObject:
    return {
        "source": _pairs(attribution.source),
        "cue": _pairs(attribution.cue),
        "content": _pairs(attribution.content),
        "manner": attribution.manner,
        "parent": attribution.parent,
        "confidence": round(attribution.confidence, 4),
    }
