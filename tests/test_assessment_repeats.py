"""The same words of the same source, found twice, are one claim."""

from claims.assessment.repeats import without_repeats
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
