"""The same words of the same source, found twice in one sentence, are one claim.

The model may see a statement under two cues ("According to Ann, it fell. Ann added: ..."): what
counts is the cue of the sentence itself, then the surer one. The very same words of an outlet and
of whom it cites ("Reuters reported, citing two aides") are one claim: among 5,832 annotated claims
one alone is otherwise.
"""

from collections.abc import Sequence
from typing import Final

from claims.values import Claim, Span

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
