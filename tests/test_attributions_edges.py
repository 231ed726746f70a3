"""Sources and relays end where their sentence does."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.attributions.edges import within_sentence
from claims.values import Span

TEXT = "« No water », said Amadou Sy, a teacher. The prefect, Claire Morel, said so. It rained."
STARTS = (0, TEXT.index("The prefect"), TEXT.index("It rained"))


def span(part: str) -> Span:
    at = TEXT.index(part)
    return Span(at, at + len(part))


@pytest.mark.parametrize(
    ("source", "cue", "kept"),
    [
        # over a sentence's end: the sentence of the cue
        ("Amadou Sy, a teacher. The prefect, Claire Morel", "said so", "The prefect, Claire Morel"),
        ("Amadou Sy, a teacher. The prefect", "said Amadou"[:4], "Amadou Sy, a teacher."),
        # in a sentence, be it the cue's or not
        ("The prefect, Claire Morel", "said so", "The prefect, Claire Morel"),
        ("Amadou Sy, a teacher", "said so", "Amadou Sy, a teacher"),
        # in neither: the part that is nearer to the cue
        ("a teacher. The prefect", "rained", "The prefect"),
        # no cue: the first part
        ("a teacher. The prefect", "", "a teacher."),
    ],
)
def test_sources_stay_in_their_sentence(source: str, cue: str, kept: str) -> None:
    found = within_sentence(span(source), (span(cue),) if cue else (), STARTS)
    assert found.of(TEXT).strip() == kept


@given(st.integers(0, 60), st.integers(1, 60), st.integers(0, 90), st.sets(st.integers(0, 90)))
def test_what_is_kept_lies_within(start: int, size: int, cue: int, starts: set[int]) -> None:
    whole = Span(start, start + size)
    found = within_sentence(whole, (Span(cue, cue + 1),), sorted(starts))
    assert whole.contains(found)
    assert found.start < found.end
