"""How the judge of sentences and what is covered are joined into a status."""

import numpy as np
import pytest

from claims.assessment.coverage import Marked, measure_coverage
from claims.assessment.statuses import JudgementSettings, asking, judge_sentence
from claims.inference.judges import SentenceJudgement
from claims.values import Span

TEXT = "Ann Lee, who won in May, said that it rained all day."
CLAIMED: list[Marked] = [
    (Span(0, 7), "source"),
    (Span(25, 29), "cue"),
    (Span(30, 52), "content"),
]
# Only what the judge says counts: the first four figures are its log-odds.
SETTINGS = JudgementSettings(
    tuple(tuple(float(row == column) for column in range(4)) for row in range(12)), 0.4
)


@pytest.mark.parametrize(
    ("judged", "marked", "status"),
    [
        ((0.6, 0.3, 0.1, 0.0), CLAIMED, "attributed"),
        ((0.3, 0.6, 0.1, 0.0), CLAIMED, "mixed"),
        ((0.2, 0.1, 0.6, 0.1), CLAIMED, "attributed"),  # with a claim it is never unsourced
        ((0.6, 0.3, 0.06, 0.04), [], "unsourced"),  # without one it is never attributed
        ((0.69, 0.1, 0.2, 0.01), [], "unsourced"),
        ((0.71, 0.1, 0.18, 0.01), [], "none"),  # somebody's words, though not clear whose
        ((0.71, 0.1, 0.18, 0.01), CLAIMED, "attributed"),
        ((0.6, 0.3, 0.04, 0.06), [], "unsourced"),  # as likely as not: it is asked
        ((0.6, 0.3, 0.03, 0.07), [], "none"),
    ],
)
def test_status(judged: tuple[float, ...], marked: list[Marked], status: str) -> None:
    coverage = measure_coverage(TEXT, Span(0, len(TEXT)), marked)
    found = judge_sentence(
        SentenceJudgement(np.array(judged, np.float32), 0.0),
        coverage,
        Span(0, len(TEXT)),
        claims=bool(marked),
        settings=SETTINGS,
    )
    assert found.status == status
    assert 0.0 < found.confidence <= 1.0


@pytest.mark.parametrize(("probability", "asks"), [(0.49, False), (0.5, True)])
def test_an_editor_asks_from_a_probability_on(probability: float, asks: bool) -> None:
    coverage = measure_coverage(TEXT, Span(0, len(TEXT)), CLAIMED)
    judged = SentenceJudgement(np.array((0.1, 0.7, 0.1, 0.1), np.float32), probability)
    found = judge_sentence(judged, coverage, Span(0, len(TEXT)), claims=True, settings=SETTINGS)
    assert found.disputable is asks
    assert [span.of(TEXT) for span in found.own] == ["Ann Lee, who won in May"]
    assert found.reason.endswith(f"({0.8 * probability:.2f})")


@pytest.mark.parametrize(
    ("statuses", "asked"),
    [((0.0, 0.5, 0.5, 0.0), 0.6), ((0.5, 0.2, 0.3, 0.0), 0.3), ((0.6, 0.0, 0.0, 0.4), 0.0)],
)
def test_only_what_the_writer_asserts_is_asked_for(
    statuses: tuple[float, ...], asked: float
) -> None:
    found = asking(SentenceJudgement(np.array(statuses, np.float32), 0.6))
    assert found == pytest.approx(asked)


def test_a_sentence_without_a_word_asserts_nothing() -> None:
    judged = SentenceJudgement(np.array((0.1, 0.1, 0.7, 0.1), np.float32), 0.9)
    coverage = measure_coverage("—", Span(0, 1), [])
    found = judge_sentence(judged, coverage, Span(0, 1), claims=False, settings=SETTINGS)
    assert (found.status, found.disputable) == ("none", False)
