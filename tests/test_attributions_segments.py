"""The best segments are the best: compared with trying all of them."""

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.attributions.segments import BARRED, Scores, Weights, best_segments, weighed

WORDS = 5
# What a word can be: outside, inside a segment that began before, the first of a segment.
OUTSIDE, GOES_ON, BEGINS = range(3)


@st.composite
def scores(draw: st.DrawFn) -> Scores:
    values = st.lists(st.floats(-5, 5), min_size=WORDS, max_size=WORDS)
    return Scores(*(np.array([draw(values)]) for _ in Scores.__slots__))


def value(choice: tuple[int, ...], found: Scores) -> float:
    """The value of a choice of segments; a segment may follow another at once."""
    total = 0.0
    for at, state in enumerate(choice):
        if state != OUTSIDE:
            total += found.odds[0, at]
        if state == BEGINS:
            total += found.start[0, at]
        if state != OUTSIDE and (at + 1 == WORDS or choice[at + 1] != GOES_ON):
            total += found.end[0, at]
    return total


def possible(choice: tuple[int, ...]) -> bool:
    before = (OUTSIDE, *choice)
    return not any(
        state == GOES_ON and last == OUTSIDE for last, state in zip(before, choice, strict=False)
    )


@given(scores())
def test_best_segments(found: Scores) -> None:
    inside, begins = best_segments(found)
    chosen = tuple(
        BEGINS if first else GOES_ON if within else OUTSIDE
        for within, first in zip(inside[0], begins[0], strict=True)
    )
    assert possible(chosen)
    every = filter(possible, itertools.product(range(3), repeat=WORDS))
    np.testing.assert_allclose(value(chosen, found), max(value(c, found) for c in every), atol=1e-6)


def test_what_is_barred_is_in_no_segment() -> None:
    found = Scores(*(np.full((1, WORDS), 4.0) for _ in Scores.__slots__))
    found.bar(0, 1, 3)
    inside, _ = best_segments(weighed(found, Weights()))
    assert inside[0].tolist() == [True, False, False, True, True]


@pytest.mark.parametrize(("cost", "taken"), [(0.0, True), (9.0, False)])
def test_a_segment_must_be_worth_its_cost(cost: float, taken: bool) -> None:
    found = Scores(*(np.full((1, 1), 2.0) for _ in Scores.__slots__))
    inside, _ = best_segments(weighed(found, Weights(cost=cost)))
    assert bool(inside.any()) is taken


def test_limits_hold_for_what_is_not_barred() -> None:
    found = Scores(np.array([[9.0, BARRED]]), np.array([[9.0, 0.0]]), np.array([[-9.0, 0.0]]))
    limited = weighed(found, Weights(1.0, 1.0, 4.0, 6.0))
    assert limited.odds.tolist() == [[4.0, BARRED]]
    assert (limited.start[0, 0], limited.end[0, 0]) == (6.0, -6.0)
