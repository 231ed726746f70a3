"""The same words of the same source, found twice, are one claim."""

from dataclasses import replace

import pytest

from claims.assessment.stage import without_repeats
from claims.values import Claim, Hop, Span

SENTENCE = Span(0, 60)


def claim(
    start: int, end: int, *, source: str = "s1", cue: int = 0, sure: float = 0.5, own: bool = False
) -> Claim:
    return Claim(
        sentence=1,
        attribution=None if own else 0,
        content=(Span(start, end),),
        text="",
        manner=None if own else "indirect",
        kind="fact",
        cue=(Span(cue, cue + 4),),
        chain=() if own else (Hop(source, None),),
        confidence=sure,
    )


def test_a_repeat_goes_and_the_cue_of_the_sentence_stays() -> None:
    here, elsewhere = claim(10, 60, cue=2), claim(10, 60, cue=80, sure=0.9)
    assert without_repeats([elsewhere, here], SENTENCE) == [here]


def test_the_surer_one_stays() -> None:
    unsure, sure = claim(14, 60, sure=0.4), claim(10, 60, sure=0.9)
    assert without_repeats([unsure, sure], SENTENCE) == [sure]


def test_parts_others_and_the_writers_own_stay() -> None:
    claims = [
        claim(10, 60, sure=0.9),
        claim(30, 60),
        claim(10, 60, source="s2"),
        claim(10, 60, own=True),
    ]
    assert set(without_repeats(claims, SENTENCE)) == set(claims)


@pytest.mark.parametrize(("sure", "stays"), [(0.51, 0), (0.49, 1)])
def test_an_outlet_and_whom_it_cites_make_one_claim(sure: float, stays: int) -> None:
    outlet = claim(10, 60, sure=sure)
    cited = replace(claim(10, 60), chain=(Hop("s1", None), Hop("s2", None)))
    assert without_repeats([outlet, cited], SENTENCE) == [(outlet, cited)[stays]]


def test_whom_somebody_quotes_in_a_part_of_it_has_a_claim_of_their_own() -> None:
    outer = claim(10, 60)
    inner = replace(claim(30, 60), chain=(Hop("s1", None), Hop("s2", None)))
    other = replace(claim(10, 60), chain=(Hop("s3", None), Hop("s2", None)))
    found = without_repeats([outer, inner, other], SENTENCE)
    assert sorted(found, key=str) == sorted([outer, inner, other], key=str)


def test_a_source_that_is_not_stated_is_nobodys_beginning() -> None:
    unstated = replace(claim(10, 60), chain=())
    stated = claim(10, 60)
    assert set(without_repeats([unstated, stated], SENTENCE)) == {unstated, stated}
