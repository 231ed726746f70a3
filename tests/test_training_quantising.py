"""Weights in int8: near to what they were, and never so large that a product saturates."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from claims.training.attribution.quantising import (
    LARGEST_PAIR,
    quantise_columns,
    quantise_products,
    without_saturation,
)

WEIGHTS = arrays(
    np.float32,
    st.tuples(st.integers(1, 9), st.integers(1, 4)),
    elements=st.floats(-4, 4, width=32),
)


def pair_sums(small: np.ndarray) -> np.ndarray:
    amounts = np.abs(small.astype(int))
    return amounts[0::2][: len(amounts) // 2] + amounts[1::2]


@given(WEIGHTS)
def test_no_product_saturates(columns: np.ndarray) -> None:
    small, scales = quantise_products(columns)
    assert (pair_sums(small) <= LARGEST_PAIR).all()
    # The least error is at most that of 64 steps, where no pair need be made smaller.
    bound = np.abs(columns).max(axis=0) / 64 / 2 * np.sqrt(len(columns)) + 1e-6
    assert (np.sqrt(np.square(small * scales - columns).sum(axis=0)) <= bound).all()


@pytest.mark.parametrize(
    ("pair", "smaller"),
    [
        ((100, 28), (100, 28)),
        ((100, 29), (99, 28)),
        ((127, 127), (64, 64)),
        ((-127, 1), (-127, 1)),
        ((-127, 2), (-126, 1)),
        ((0, 0), (0, 0)),
    ],
)
def test_neighbours_keep_their_proportion(pair: tuple[int, int], smaller: tuple[int, int]) -> None:
    found = without_saturation(np.array([[pair[0]], [pair[1]], [127]], np.int8))
    assert found.ravel().tolist() == [*smaller, 127]


def test_one_large_weight_takes_all_steps() -> None:
    small, scales = quantise_products(np.array([[1.0], [0.0], [0.0], [-1.0]]))
    assert small.ravel().tolist() == [127, 0, 0, -127]
    assert scales[0] == pytest.approx(1 / 127)


def test_every_column_has_its_scale() -> None:
    small, scales = quantise_columns(np.array([[1.0, 10.0], [-0.5, 5.0]]))
    assert small.tolist() == [[127, 127], [-64, 64]]
    assert scales == pytest.approx([1 / 127, 10 / 127])
