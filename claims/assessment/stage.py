"""The stage: attributions and their chains in, claims and the status of each sentence out.

One attribution makes one claim in each sentence that its content runs through, so that the second
sentence of a quotation can be found, judged and traced by itself. What the writer asserts is a
claim with an empty chain. A sentence's status follows from what the attributions with a known
source leave over of it.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from claims.assessment.claim_making import ClaimMaker
from claims.assessment.coverage import Marked, measure_coverage, naming_part
from claims.assessment.statuses import Judgement, JudgementSettings, judge_sentence
from claims.inference import AttributionModel, Encoded, find_quotations
from claims.values import (
    Attribution,
    Claim,
    Document,
    Hop,
    Sentence,
    SentenceAssessment,
    Source,
    Span,
)

# The same words of the same source, found twice in one sentence, are one claim. The model may
# see a statement under two cues ("According to Ann, it fell. Ann added: ..."): what counts is
# the cue of the sentence itself, then the surer one. The very same words of an outlet and of
# whom it cites ("Reuters reported, citing two aides") are one claim: among 5,832 annotated
# claims one alone is otherwise.

_SAME: Final = 0.85


def without_repeats(claims: Sequence[Claim], sentence: Span) -> list[Claim]:
    """Return the claims of a sentence without those that repeat another one of the same chain, or
    of one that goes on from it or ends before it; the surer one stays."""
    kept: list[Claim] = []
    for claim in sorted(claims, key=lambda claim: _rank(claim, sentence), reverse=True):
        if not any(_repeats(claim, other) for other in kept):
            kept.append(claim)
    return kept


def _rank(claim: Claim, sentence: Span) -> tuple[bool, float]:
    return any(sentence.contains(cue) for cue in claim.cue), claim.confidence


def _repeats(claim: Claim, other: Claim) -> bool:
    """Return whether two claims of one chain have nearly all their words in common, or whether the
    chain of one goes on from the other's and they have the very same words."""
    if claim.attribution is None or other.attribution is None:
        return False
    short, long = sorted(([hop.source for hop in one.chain] for one in (claim, other)), key=len)
    if len(short) < len(long):
        return bool(short) and long[: len(short)] == short and claim.content == other.content
    if short != long:
        return False
    sizes = [sum(span.end - span.start for span in one.content) for one in (claim, other)]
    common = sum(
        max(0, min(one.end, two.end) - max(one.start, two.start))
        for one in claim.content
        for two in other.content
    )
    return common >= _SAME * max(1, *sizes)


@dataclass(frozen=True, slots=True)
class Assessment:
    """The claims of a document in the order of the text, and a value for each sentence that is no
    headline."""

    claims: tuple[Claim, ...] = ()
    assessments: tuple[SentenceAssessment, ...] = ()


def assess(
    document: Document,
    sentences: Sequence[Sentence],
    attributions: Sequence[Attribution],
    chains: Sequence[tuple[Hop, ...]],
    sources: Sequence[Source],
    encoded: Encoded,
    model: AttributionModel,
) -> Assessment:
    """Say what is claimed in each sentence, how, and whether a source is stated.

    `chains` has one chain for each attribution, empty where no source can be told; `encoded` is the
    document's text as `model` reads it. Headlines carry no claims. Raises ModelError where the
    weights are missing or damaged.
    """
    settings = JudgementSettings.read(model.decoding["judgement"])
    body = [_without_dateline(document, one) for one in sentences if not one.headline]
    counted = {
        index: chain
        for index, chain in enumerate(chains)
        if chain or attributions[index].manner == "direct"
    }
    parts = _by_sentence(body, attributions, counted)
    marked = marked_by_sentence(body, attributions, counted, document.text)
    quotations = find_quotations(document.text)
    maker = ClaimMaker(document, attributions, chains, sources, encoded, model, quotations)
    claims: list[Claim] = []
    assessments = []
    for place, sentence in enumerate(body):
        coverage = measure_coverage(document.text, sentence.span, marked[place])
        found = [maker.attributed(sentence, coverage.words, *part) for part in parts[place]]
        seen = model.judges.sentence(encoded.states(sentence.span.start, sentence.span.end))
        judgement = judge_sentence(
            seen, coverage, sentence.span, claims=bool(found), settings=settings
        )
        assessments.append(_assessment(sentence, judgement))
        if judgement.status in ("mixed", "unsourced"):
            found.append(maker.own(sentence, judgement.own, judgement.confidence))
        found = without_repeats(found, sentence.span)
        claims += sorted(found, key=lambda claim: claim.content[0].start if claim.content else 0)
    return Assessment(tuple(claims), tuple(assessments))


def _without_dateline(document: Document, sentence: Sentence) -> Sentence:
    """Leave out the dateline with which a sentence begins: it says where, and asserts nothing."""
    for region in document.regions:
        if region.kind == "dateline" and region.span.start == sentence.span.start:
            rest = document.text[region.span.end : sentence.span.end].lstrip()
            start = sentence.span.end - len(rest)
            return replace(sentence, span=Span(start, sentence.span.end)) if rest else sentence
    return sentence


def _assessment(sentence: Sentence, judgement: Judgement) -> SentenceAssessment:
    return SentenceAssessment(
        sentence.number,
        judgement.status,
        judgement.disputable,
        judgement.reason,
        round(judgement.confidence, 3),
    )


Part = tuple[int, tuple[Span, ...]]


def _by_sentence(
    body: Sequence[Sentence], attributions: Sequence[Attribution], counted: Iterable[int]
) -> dict[int, list[Part]]:
    """Cut each attribution's content at the ends of sentences: place in `body` → (attribution,
    its spans there).

    A piece without a letter or digit (a closing quotation mark) is no part.
    """
    parts: dict[int, list[Part]] = defaultdict(list)
    starts = [sentence.span.start for sentence in body]
    for index in counted:
        pieces: dict[int, list[Span]] = defaultdict(list)
        for span in attributions[index].content:
            for place, piece in _cut(body, starts, span):
                pieces[place].append(piece)
        for place, spans in pieces.items():
            parts[place].append((index, tuple(spans)))
    return parts


def _cut(body: Sequence[Sentence], starts: Sequence[int], span: Span) -> list[tuple[int, Span]]:
    """Return the places of the sentences that `span` overlaps, each with what of it lies there."""
    place = max(0, bisect_right(starts, span.start) - 1)
    found = []
    while place < len(body) and body[place].span.start < span.end:
        if body[place].span.overlaps(span):
            start, end = (
                max(span.start, body[place].span.start),
                min(span.end, body[place].span.end),
            )
            found.append((place, Span(start, end)))
        place += 1
    return found


def marked_by_sentence(
    body: Sequence[Sentence],
    attributions: Sequence[Attribution],
    counted: Mapping[int, tuple[Hop, ...]],
    text: str,
) -> dict[int, list[Marked]]:
    """Give each sentence what attributions with a source cover of it, with the roles."""
    marked: dict[int, list[Marked]] = defaultdict(list)
    starts = [sentence.span.start for sentence in body]
    for index, chain in counted.items():
        attribution = attributions[index]
        roles: list[Marked] = [(span, "content") for span in attribution.content]
        roles += [(span, "cue") for span in attribution.cue]
        roles += [(naming_part(text, span), "source") for span in attribution.source]
        roles += [
            (naming_part(text, hop.mention), "source") for hop in chain if hop.mention is not None
        ]
        for span, role in roles:
            for place, piece in _cut(body, starts, span):
                marked[place].append((piece, role))
    return marked
