"""What a corrected claim changes of its sentence: with a source, in part, or without one.

The status of a sentence follows from its claims where a person changed who says one of them, added
one or said that one is none; so the numbers of an article agree with what is in it. A status
that a person gave stays. Pure.
"""

from collections.abc import Collection, Iterable
from dataclasses import replace

from claims.values import Claim, Extraction, SentenceAssessment, SentenceStatus

__all__ = ["followed"]

REASON = "a person corrected its claims"


def followed(
    extraction: Extraction, before: Iterable[Claim], *, decided: Collection[int] = ()
) -> Extraction:
    """Return the extraction with the status of each sentence that follows from its claims.

    `before` are the claims as they were found; only sentences whose claims have changed since are
    touched. `decided` are the numbers of sentences whose status a person gave.
    """
    earlier: dict[int, list[Claim]] = {}
    for claim in before:
        earlier.setdefault(claim.sentence, []).append(claim)
    now: dict[int, list[Claim]] = {}
    for claim in extraction.claims:
        now.setdefault(claim.sentence, []).append(claim)
    assessments = tuple(
        assessed
        if assessed.sentence in decided
        else _followed(assessed, earlier.get(assessed.sentence, []), now.get(assessed.sentence, []))
        for assessed in extraction.assessments
    )
    return replace(extraction, assessments=assessments)


def _followed(
    assessed: SentenceAssessment, before: list[Claim], now: list[Claim]
) -> SentenceAssessment:
    """Return the assessment of one sentence, given its claims before and now."""
    sourced = [bool(claim.attribution is not None or claim.chain) for claim in now]
    was = [bool(claim.attribution is not None or claim.chain) for claim in before]
    if sourced == was:
        return assessed
    status = _status(assessed.status, was, sourced)
    if status == assessed.status:
        return assessed
    lacking = status in ("mixed", "unsourced")
    fact = any(claim.kind == "fact" and not claim.chain for claim in now)
    return replace(
        assessed,
        status=status,
        disputable=lacking and (assessed.disputable or fact),
        reason=REASON,
        confidence=1.0,
    )


def _status(before: SentenceStatus, was: list[bool], sourced: list[bool]) -> SentenceStatus:
    """Return the status that follows; `was` and `sourced` say of each claim whether it has one."""
    if not sourced:
        return "none"
    if all(sourced):
        # Of a mixed sentence a part stays the writer's own, unless that part was a claim.
        return "mixed" if before == "mixed" and all(was) else "attributed"
    return "mixed" if any(sourced) else "unsourced"
