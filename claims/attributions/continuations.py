"""What goes on with what somebody has said: quotations that nobody claims, and whole sentences.

The model sees a window, and a cue may stand outside of it. On 95 annotated articles not used for it
quotations add 0.5 to the F1 of claims and 0.7 to that of chains, sentences 0.6 to that of claims
and 0.5 to that of unsourced sentences (`claims/models/attribution.md`).
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from claims.attributions.manner import manner_of
from claims.attributions.nesting import text_order, with_parents
from claims.inference import find_quotations
from claims.values import Attribution, Sentence, Span

_SURE = 0.75
"""The factor on the confidence of the quotation that another one goes on with."""

_OPENING = re.compile(
    r"[“\"‘'«»„]|(?:he|she|they|it|and|but|that|this|i|we|in|if|so|there|for|on|at)\b",
    re.IGNORECASE,
)
"""How a sentence begins that brings in nobody: who begins with a name or a role may be another one.
Costs 0.1 of the F1 of claims, as above, and gives 0.1 of that of chains."""

TOLD_ON = 0.7
"""The probability of being attributed from which a sentence without an attribution is told by the
source of the one before. From 0.5 to 0.95 the F1 of claims differs by 0.3."""


def add_continued(
    text: str, attributions: Sequence[Attribution], quotations: Sequence[Span]
) -> list[Attribution]:
    """Add the quotations that nobody claims and that go on with the one before.

    They do where they begin a paragraph right after one that holds a quotation of a known source,
    or stand in its paragraph, and hold at least three words. They have the cue and the source of
    the one that they go on with. What somebody is quoted as saying inside of one does not claim it
    (+0.1 for claims and for chains, as above).
    """
    spoken = [item for item in attributions if item.source and item.manner == "direct"]
    spoken.sort(key=lambda item: item.content[-1].end)
    ends = [item.content[-1].end for item in spoken]
    covered = [(*item.content, *item.cue, *item.source) for item in attributions]
    found = list(attributions)
    for quotation in quotations:
        if len(quotation.of(text).split()) < 3:
            continue
        if any(any(map(quotation.overlaps, s)) and not _inside(s, quotation) for s in covered):
            continue
        at = bisect_right(ends, quotation.start) - 1
        if at < 0:
            continue
        before = spoken[at]
        between = text[before.content[-1].end : quotation.start]
        if between.count("\n") > 2 or _starts_anew(text, quotation):
            continue
        found.append(
            replace(
                before,
                content=(quotation,),
                parent=None,
                confidence=round(before.confidence * _SURE, 4),
                model="quotation continues",
            )
        )
    return found


def _inside(spans: Sequence[Span], quotation: Span) -> bool:
    """Return whether spans are a part of a quotation, and none of them all of it."""
    return all(quotation.contains(span) and span != quotation for span in spans)


def _starts_anew(text: str, quotation: Span) -> bool:
    """Return whether words stand before a quotation in its paragraph: they may name its speaker."""
    line = text.rfind("\n", 0, quotation.start) + 1
    return any(map(str.isalnum, text[line : quotation.start]))


def add_told_on(
    text: str,
    attributions: Sequence[Attribution],
    sentences: Sequence[Sentence],
    attributed: Sequence[float],
) -> tuple[Attribution, ...]:
    """Add the sentences in which somebody goes on telling, though nothing says so again.

    `attributed` is the probability, for each of the sentences, that all of it is attributed. One
    that is probably so, and in which no attribution has source, cue or content, is told by the last
    source of the sentence before.
    """
    found = [replace(item, parent=None) for item in attributions]
    quotations = find_quotations(text)
    ends = sorted(
        ((item.content[-1].end, place) for place, item in enumerate(found) if item.source)
    )
    touched = [span for item in found for span in (*item.content, *item.cue, *item.source)]
    touched.sort()
    starts = [span.start for span in touched]
    for before, sentence, probability in zip(
        sentences, sentences[1:], attributed[1:], strict=False
    ):
        if probability < TOLD_ON or before.headline or sentence.headline:
            continue
        if any(span.overlaps(sentence.span) for span in _near(touched, starts, sentence.span)):
            continue
        if _OPENING.match(text, sentence.span.start) is None:
            continue
        at = bisect_right(ends, (sentence.span.start, len(found))) - 1
        if at < 0 or ends[at][0] <= before.span.start:
            continue
        told = replace(
            found[ends[at][1]],
            content=(sentence.span,),
            manner=manner_of(text, (sentence.span,), quotations),
            confidence=round(found[ends[at][1]].confidence * probability, 4),
            model="sentence goes on",
        )
        ends.insert(at + 1, (sentence.span.end, len(found)))
        found.append(told)
    if len(found) == len(attributions):
        return tuple(attributions)
    return with_parents(sorted(found, key=text_order))


def _near(spans: Sequence[Span], starts: Sequence[int], sentence: Span) -> Sequence[Span]:
    """Return the spans, in order, that may overlap a sentence: those that begin before its end, up
    to twenty before its start."""
    return spans[
        max(0, bisect_right(starts, sentence.start) - 20) : bisect_right(starts, sentence.end)
    ]
