"""The best segments are the best: compared with trying all of them."""

import itertools

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from claims.attributions.segments import Scores, Weights, best_contents, best_sources

WORDS = 6


@st.composite
def scores(draw: st.DrawFn) -> Scores:
    values = st.lists(st.floats(-5, 5), min_size=WORDS, max_size=WORDS)
    return Scores(*(np.array([draw(values)]) for _ in Scores.__slots__))


@given(scores())
def test_best_source(given_scores: Scores) -> None:
    (span,), (value,) = best_sources(given_scores, Weights())
    best = max(
        given_scores.source[0, a:b].sum()
        + given_scores.source_start[0, a]
        + given_scores.source_end[0, b - 1]
        for a, b in itertools.combinations(range(WORDS + 1), 2)
    )
    a, b = span
    mine = (
        given_scores.source[0, a:b].sum()
        + given_scores.source_start[0, a]
        + given_scores.source_end[0, b - 1]
    )
    np.testing.assert_allclose([value, mine], best, atol=1e-6)


def content_value(chosen: tuple[bool, ...], given_scores: Scores) -> float:
    """The value of a choice of words, segments being runs of chosen words."""
    total, before = 0.0, False
    for at, taken in enumerate((*chosen, False)):
        if taken:
            total += given_scores.content[0, at]
        if taken and not before:
            total += given_scores.content_start[0, at]
        if before and not taken:
            total += given_scores.content_end[0, at - 1]
        before = taken
    return total


@given(scores())
def test_best_contents(given_scores: Scores) -> None:
    chosen = tuple(map(bool, best_contents(given_scores, Weights())[0]))
    best = max(
        content_value(choice, given_scores)
        for choice in itertools.product((False, True), repeat=WORDS)
    )
    np.testing.assert_allclose(content_value(chosen, given_scores), best, atol=1e-6)
