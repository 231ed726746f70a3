"""Planned windows cover every piece once, keep to their size, and keep together what belongs so."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.inference import AttributionModel
from claims.inference.pieces import Pieces, cut_pieces
from claims.inference.planning import plan_windows
from claims.inference.shapes import WINDOW_OVERLAP

SENTENCE = "The ministry said the bridge had been closed for two weeks."
OPEN = "“The bridge was closed for a whole two weeks, and nobody came."
CLOSED = "“Then they came and opened it again after the two weeks.”"


@pytest.fixture(scope="module")
def model() -> AttributionModel:
    return AttributionModel()


def lines_of(text: str, pieces: Pieces, size: int) -> list[str]:
    windows = plan_windows(text, pieces, size=size)
    return [text[pieces.starts[w.first] : pieces.ends[w.last - 1]] for w in windows]


def test_nothing(model: AttributionModel) -> None:
    assert plan_windows("", cut_pieces("", model.tokenizer)) == ()


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ([SENTENCE] * 3, [3]),  # short: one window
        ([SENTENCE] * 16, [8, 8]),  # long: two of one length
        ([SENTENCE] * 7 + [OPEN, CLOSED] + [SENTENCE] * 7, [7, 9]),  # the quotation whole
        ([SENTENCE] * 7 + [SENTENCE[:-7], "weeks."] + [SENTENCE] * 7, [7, 9]),  # the sentence whole
    ],
)
def test_borders(model: AttributionModel, lines: list[str], expected: list[int]) -> None:
    text = "\n\n".join(lines)
    found = lines_of(text, cut_pieces(text, model.tokenizer), 150)
    assert [part.count("\n\n") + 1 for part in found] == expected


def test_too_long_a_paragraph_is_cut_with_overlap(model: AttributionModel) -> None:
    text = "Short.\n" + " ".join([SENTENCE] * 30) + "\nShort."
    windows = plan_windows(text, cut_pieces(text, model.tokenizer))
    overlaps = [a.last - b.first for a, b in pairwise(windows)]
    assert set(overlaps) == {0, WINDOW_OVERLAP}


@given(st.lists(st.text(alphabet="ab. \n“”:", max_size=60), max_size=12), st.integers(60, 222))
def test_cover(model: AttributionModel, lines: list[str], size: int) -> None:
    text = "\n".join(lines)
    pieces = cut_pieces(text, model.tokenizer)
    windows = plan_windows(text, pieces, size=size)
    assert [w.first for w in windows[:1]] == [0][: len(pieces)]
    assert all(0 < len(window) <= size for window in windows)
    assert all(a.first < b.first <= a.last < b.last for a, b in pairwise(windows))
    assert [w.last for w in windows[-1:]] == [len(pieces)][: len(pieces)]
