"""Windows cover every piece, overlap, and keep to their size."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.inference.windows import cut_windows


def paragraphs(*sizes: int) -> np.ndarray:
    return np.repeat(np.arange(len(sizes)), sizes)


@pytest.mark.parametrize(
    ("sizes", "expected"),
    [
        ((), []),
        ((5,), [(0, 5)]),
        ((60, 30, 40), [(0, 90), (60, 130)]),  # ends with a paragraph, begins with one
        ((250,), [(0, 100), (60, 160), (120, 220), (180, 250)]),  # too long: cut
    ],
)
def test_cut(sizes: tuple[int, ...], expected: list[tuple[int, int]]) -> None:
    windows = cut_windows(paragraphs(*sizes), size=100, overlap=40)
    assert [(window.first, window.last) for window in windows] == expected


@given(st.lists(st.integers(1, 400), max_size=20), st.none() | st.integers(111, 222))
def test_cover(sizes: list[int], first_size: int | None) -> None:
    windows = cut_windows(paragraphs(*sizes), first_size=first_size)
    covered = np.zeros(sum(sizes), bool)
    for window in windows:
        assert 0 < len(window) <= 222
        covered[window.first : window.last] = True
    assert covered.all()
    assert all(a.first < b.first and a.last < b.last for a, b in pairwise(windows))
