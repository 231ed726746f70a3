"""Who said what in a text: the stage as a whole."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from claims.attributions.candidates import find_candidates
from claims.attributions.citing import add_cited
from claims.attributions.confidence import confidences
from claims.attributions.continuing import add_continued
from claims.attributions.decoding import Decoded, Range, decode, score
from claims.attributions.edges import (
    with_bracket,
    with_full_stop,
    with_sign,
    without_date,
    without_dateline,
    without_relative,
)
from claims.attributions.manner import manner_of, with_marks
from claims.attributions.minds import ALLOWANCE, is_of_mind, with_shared_subjects
from claims.attributions.nesting import choose, with_parents
from claims.attributions.phrases import add_phrases
from claims.attributions.saying import SAYING_ALLOWANCE, is_of_saying
from claims.attributions.segments import Weights
from claims.attributions.words import Words, group_words
from claims.inference import AttributionModel, Encoded, find_quotations
from claims.values import Attribution, Span

_NOBODY: Final = re.compile(r"no (?!one\b)", re.IGNORECASE)
# An article, a participle, a caption's label: nothing that could say anything.
_NOTHING: Final = re.compile(r"(?:(?i:the|an?)|[a-z]{3,}ing|FILE PHOTO|PHOTO)")
_EMPTY_CUE: Final = re.compile(r"(?:ha[sd]|have|is|are|was|were|first|then)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Decoding:
    """Thresholds and weights of decoding; fitted on dev, shipped beside the model in
    `decoding.json`.

    Cue thresholds say what is looked at, confidence thresholds what is kept.
    """

    flat_cue: float
    deep_cue: float
    flat_confidence: float
    deep_confidence: float
    confidence_weights: tuple[float, ...]
    segments: Weights

    @classmethod
    def read(cls, values: dict[str, Any]) -> "Decoding":
        """Make settings out of what `decoding.json` holds."""
        plain = {name: float(values[name]) for name in cls.__slots__[:4]}
        return cls(
            **plain,
            confidence_weights=tuple(map(float, values["confidence_weights"])),
            segments=Weights(**values["segments"]),
        )


def find_attributions(text: str, model: AttributionModel) -> tuple[Attribution, ...]:
    """Return every attribution that `text` states, in the order of their cues.

    Spans are half-open character offsets into `text`; cue and content are never empty; `parent` is
    an index into the result. Any string will do: what holds no attribution gives an empty tuple.
    """
    return attributions_of(model.encode(text), model)


def attributions_of(encoded: Encoded, model: AttributionModel) -> tuple[Attribution, ...]:
    """Return the attributions of a text that is encoded already (other stages use the encoding
    too)."""
    settings = Decoding.read(model.decoding)
    words = group_words(encoded.pieces)
    candidates = find_candidates(encoded.cues, words, settings.flat_cue, settings.deep_cue)
    decoded = decode(score(model, encoded, words, candidates), settings.segments)
    return assemble(encoded.text, words, decoded, settings, model.digest)


def assemble(
    text: str, words: Words, decoded: Sequence[Decoded], settings: Decoding, digest: str
) -> tuple[Attribution, ...]:
    """Turn what was decoded into attributions: kept or not, with marks, manner and parents."""
    quotations = find_quotations(text)
    decoded = [item for item in decoded if not _is_nobody(text, words, item)]
    flat = confidences(decoded, settings.confidence_weights)
    deep = confidences(decoded, settings.confidence_weights, deep=True)
    found = [
        _attribution(text, words, item, float(sure), quotations, digest)
        for item, sure in zip(decoded, flat, strict=True)
    ]
    found = with_shared_subjects(text, found)
    bars = [settings.deep_confidence - _allowance(text, item) for item in found]
    kept = choose(found, [float(sure) for sure in deep], settings.flat_confidence, bars)
    stated = add_phrases(text, kept, quotations)
    return with_parents(add_cited(text, add_continued(text, stated, quotations)))


def _allowance(text: str, item: Attribution) -> float:
    """Return by how much the bar is lower for an attribution inside another's content."""
    if is_of_saying(text, item):
        return SAYING_ALLOWANCE
    return ALLOWANCE if is_of_mind(text, item) else 0.0


def _is_nobody(text: str, words: Words, item: Decoded) -> bool:
    """Tell whether the source is none, "no injuries reported", or source or cue no word of its
    kind."""
    cue = _span(words, (item.candidate.first, item.candidate.last)).of(text)
    if _EMPTY_CUE.fullmatch(cue):
        return True
    source = _span(words, item.source).of(text) if item.source is not None else ""
    return _NOBODY.match(source) is not None or _NOTHING.fullmatch(source) is not None


def _attribution(
    text: str, words: Words, item: Decoded, sure: float, quotations: Sequence[Span], digest: str
) -> Attribution:
    """Turn ranges of words into spans of characters."""
    cue = without_date(text, _span(words, (item.candidate.first, item.candidate.last)))
    # Marks around cue and content alike are those of whoever says both.
    quotations = [quotation for quotation in quotations if not quotation.contains(cue)]
    source: tuple[Span, ...] = ()
    if item.source:
        named = without_dateline(text, _span(words, item.source))
        named = with_bracket(text, with_full_stop(text, named))
        source = (_clear_of(named, (cue,)),)
    content = tuple(
        without_relative(
            text,
            source,
            _clear_of(_content_edges(text, _span(words, part), quotations), (cue, *source)),
        )
        for part in item.contents
    )
    return Attribution(
        source=source,
        cue=(cue,),
        content=content,
        manner=manner_of(text, content, quotations),
        confidence=round(sure, 4),
        model=digest,
    )


def _content_edges(text: str, span: Span, quotations: Sequence[Span]) -> Span:
    """Take in the marks that belong to what is said, and leave the dateline out."""
    signed = with_bracket(text, with_sign(text, span))
    return without_dateline(text, with_marks(text, signed, quotations))


def _span(words: Words, part: Range) -> Span:
    return Span(int(words.starts[part[0]]), int(words.ends[part[1] - 1]))


def _clear_of(span: Span, others: Sequence[Span]) -> Span:
    """Cut off what widening has taken from source or cue."""
    start, end = span.start, span.end
    for other in others:
        if other.start < end and start < other.end:
            start, end = (
                (max(start, other.end), end)
                if other.start <= start
                else (start, min(end, other.start))
            )
    return Span(start, max(start, end))
