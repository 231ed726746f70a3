"""Who said what in a text: the stage as a whole."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from claims.attributions.bounds import bounded
from claims.attributions.candidates import Candidate, find_candidates
from claims.attributions.continuations import add_continued
from claims.attributions.decoding import ROLES, Decoded, Range, decode, score
from claims.attributions.edges import with_bracket, with_full_stop, with_sign, without_dateline
from claims.attributions.manner import manner_of, with_marks
from claims.attributions.nesting import joined, text_order, with_parents
from claims.attributions.segments import Weights
from claims.attributions.words import Words, group_words
from claims.inference import AttributionModel, Encoded, find_quotations
from claims.inference.shapes import CONVENTIONS, GUIDE
from claims.values import Attribution, Sentence, Span

# How sure an attribution is as a whole: cue, source and content together.


def confidences(decoded: Sequence[Decoded], weights: Sequence[float]) -> NDArray[np.float64]:
    """Return the probability that each attribution has the right source and the right content.

    A logistic model of the figures of each (see `decoding`), with its constant last in `weights`.
    """
    if not decoded:
        return np.zeros(0)
    figures = np.stack([item.figures for item in decoded])
    return np.asarray(1.0 / (1.0 + np.exp(-figures @ np.asarray(weights))), dtype=np.float64)


_JOINING = re.compile(r"[\s,]*(?:and|or|as well as|&)?[\s,]*(?:both |also )?")
_AS_SAYING = re.compile(r"as (?:having )?(?:said|saying) ")
_APPOSED = re.compile(r"\s*,\s*")


@dataclass(frozen=True, slots=True)
class Decoding:
    """Thresholds and weights of decoding under one convention; fitted on articles that the network
    was not trained on, shipped beside the model in `decoding.json`.

    `cue` says what is looked at, `confidence` what is kept.
    """

    cue: float
    confidence: float
    confidence_weights: tuple[float, ...]
    segments: Mapping[str, Weights]

    @classmethod
    def read(cls, values: Mapping[str, Any]) -> "Decoding":
        """Make settings out of what `decoding.json` holds for a convention."""
        return cls(
            float(values["cue"]),
            float(values["confidence"]),
            tuple(map(float, values["confidence_weights"])),
            {role: Weights(**values["segments"][role]) for role in ROLES},
        )


def find_attributions(text: str, model: AttributionModel) -> tuple[Attribution, ...]:
    """Return every attribution that `text` states, in the order of their cues.

    Spans are half-open character offsets into `text`; cue and content are never empty; `parent` is
    an index into the result. Any string will do: what holds no attribution gives an empty tuple.
    """
    return attributions_of(model.encode(text), model)


def attributions_of(
    encoded: Encoded,
    model: AttributionModel,
    convention: int = GUIDE,
    sentences: Sequence[Sentence] = (),
) -> tuple[Attribution, ...]:
    """Return the attributions of a text that is encoded already (other stages use the encoding
    too), as one of CONVENTIONS has them; no content runs back over the end of `sentences` but in
    quotation marks."""
    settings = Decoding.read(model.decoding[CONVENTIONS[convention]])
    words = group_words(encoded.pieces)
    candidates = find_candidates(encoded.cues[:, convention], words, settings.cue)
    spans = [sentence.span for sentence in sentences]
    scored = score(model, encoded, words, candidates, convention, spans)
    decoded = decode(scored, settings.segments)
    return assemble(encoded.text, words, decoded, settings, model.digest)


def assemble(
    text: str, words: Words, decoded: Sequence[Decoded], settings: Decoding, digest: str
) -> tuple[Attribution, ...]:
    """Turn what was decoded into attributions: kept or not, with marks, manner and parents.

    A cue with two sources makes two attributions, and a cue in two parts ("quoted ... as saying")
    makes one.
    """
    quotations = find_quotations(text)
    sure = confidences(decoded, settings.confidence_weights)
    found = [
        _attribution(text, words, item, source, float(confidence), quotations, digest)
        for item, confidence in zip(decoded, sure, strict=True)
        if confidence >= settings.confidence
        for source in (_named_sources(text, words, item) or (None,))
    ]
    kept = [item for item in found if any(span.start < span.end for span in item.content)]
    own = bounded(text, joined(kept), quotations)
    return with_parents(sorted(add_continued(text, own, quotations), key=text_order))


def _named_sources(text: str, words: Words, item: Decoded) -> tuple[Range, ...]:
    """Return the sources of a cue: several only where they are joined, "A, B and C said".

    Two with a mere comma between them are one, in apposition: "the company, Brandt Steel". Of
    others the nearest to the cue counts: two segments far apart are two tries at one source.
    """
    joint: list[Range] = []
    for part in sorted(item.source, key=lambda part: _distance(part, item.candidate)):
        near = [one for one in joint if _are_joined(text, words, *sorted((one, part)))]
        if not joint or near:
            joint.append(part)
    joint.sort()
    if len(joint) == 2 and _are_apposed(text, words, *joint):
        return ((joint[0][0], joint[1][1]),)
    return tuple(joint)


def _distance(part: Range, cue: Candidate) -> int:
    return max(part[0] - cue.last, cue.first - part[1], 0)


def _are_joined(text: str, words: Words, one: Range, other: Range) -> bool:
    """Return whether nothing but a conjunction or a comma is between two ranges of words."""
    return _JOINING.fullmatch(text, _span(words, one).end, _span(words, other).start) is not None


def _are_apposed(text: str, words: Words, one: Range, other: Range) -> bool:
    """Return whether a mere comma is between two ranges of words, the first of them first."""
    return _APPOSED.fullmatch(text, _span(words, one).end, _span(words, other).start) is not None


def _attribution(
    text: str,
    words: Words,
    item: Decoded,
    named: Range | None,
    sure: float,
    quotations: Sequence[Span],
    digest: str,
) -> Attribution:
    """Turn ranges of words into spans of characters, for one of the sources."""
    via = item.via
    if named is not None:
        for part in item.via:
            if _are_apposed(text, words, part, named):  # "the newspaper, Marca"
                named, via = (part[0], named[1]), tuple(one for one in via if one != part)
    cue = _span(words, (item.candidate.first, item.candidate.last))
    # Marks around cue and content alike are those of whoever says both.
    quotations = [quotation for quotation in quotations if not quotation.contains(cue)]
    source = () if named is None else (_clear_of(_named(text, words, named), (cue,)),)
    taken = (cue, *(_span(words, part) for part in (*item.source, *via)))
    content = tuple(
        span
        for part in item.content
        if (span := _clear_of(_content_edges(text, _span(words, part), quotations), taken)).start
        < span.end
    )
    return Attribution(
        source=source,
        cue=(cue,),
        content=content,
        manner=manner_of(text, content, quotations),
        confidence=round(sure, 4),
        model=digest,
        via=tuple(_clear_of(_named(text, words, part), (cue, *source)) for part in via),
    )


def _named(text: str, words: Words, part: Range) -> Span:
    """A source or relay, with the full stop of its abbreviation and the bracket that it opens."""
    return with_bracket(text, with_full_stop(text, without_dateline(text, _span(words, part))))


def _content_edges(text: str, span: Span, quotations: Sequence[Span]) -> Span:
    """Take in the marks that belong to what is said, and leave the dateline out, and "as saying".

    "Quoted Ann Berg, a nurse, as saying that" is one attribution, which has two cues.
    """
    lead = _AS_SAYING.match(text, span.start, span.end)
    span = Span(lead.end(), span.end) if lead else span
    signed = with_bracket(text, with_sign(text, span))
    return without_dateline(text, with_marks(text, signed, quotations))


def _span(words: Words, part: Range) -> Span:
    return Span(int(words.starts[part[0]]), int(words.ends[part[1] - 1]))


def _clear_of(span: Span, others: Sequence[Span]) -> Span:
    """Cut off what widening has taken from another role."""
    start, end = span.start, span.end
    for other in others:
        if other.start < end and start < other.end:
            start, end = (
                (max(start, other.end), end)
                if other.start <= start
                else (start, min(end, other.start))
            )
    return Span(start, max(start, end))
