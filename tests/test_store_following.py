"""The status of a sentence follows from what people make of its claims."""

from dataclasses import replace

import pytest

from claims.store.effects.sentence_status import followed
from claims.values import (
    Claim,
    Document,
    Extraction,
    Hop,
    Sentence,
    SentenceAssessment,
    Span,
)

TEXT = "The dam holds, and the wall leaks."
OWN = Claim(1, None, (Span(0, 13),), "The dam holds", None, "fact")
OTHER = Claim(1, None, (Span(19, 33),), "the wall leaks", None, "fact")
HOP = Hop("s1", None, True, 1.0, "person")


def said(claim: Claim) -> Claim:
    return replace(claim, chain=(HOP,), attribution=0)


def extraction(status, disputable, *claims: Claim) -> Extraction:
    return Extraction(
        document=Document(TEXT),
        sentences=(Sentence(1, Span(0, len(TEXT))),),
        claims=claims,
        assessments=(SentenceAssessment(1, status, disputable, "as found", 0.7),),
    )


@pytest.mark.parametrize(
    ("status", "disputable", "before", "now", "expected"),
    [
        ("unsourced", True, (OWN,), (said(OWN),), ("attributed", False)),
        ("unsourced", True, (OWN, OTHER), (said(OWN), OTHER), ("mixed", True)),
        ("attributed", False, (said(OWN),), (OWN,), ("unsourced", True)),
        ("attributed", False, (said(OWN),), (replace(OWN, kind="opinion"),), ("unsourced", False)),
        ("mixed", True, (said(OWN), OTHER), (said(OWN), said(OTHER)), ("attributed", False)),
        ("mixed", True, (said(OWN),), (said(OWN), said(OTHER)), ("mixed", True)),
        ("unsourced", True, (OWN,), (), ("none", False)),
        ("none", False, (), (OWN,), ("unsourced", True)),
        ("none", False, (), (said(OWN),), ("attributed", False)),
        ("unsourced", False, (OWN,), (OWN,), ("unsourced", False)),
        ("mixed", True, (said(OWN),), (said(replace(OWN, kind="opinion")),), ("mixed", True)),
    ],
)
def test_a_status_follows_from_the_claims(status, disputable, before, now, expected) -> None:
    [assessed] = followed(extraction(status, disputable, *now), before).assessments
    assert (assessed.status, assessed.disputable) == expected
    unchanged = (status, disputable) == expected
    assert (assessed.reason == "as found") == unchanged


def test_a_status_that_a_person_gave_stays() -> None:
    given = extraction("none", False, said(OWN))
    assert followed(given, (OWN,), decided={1}) == given
