"""Boxes of a graph: every line goes to the right, rings stand together, nothing lies on another."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.review.story.layout import place


@pytest.mark.parametrize(
    ("boxes", "lines", "rings", "columns"),
    [
        ("ab", ["ab"], [], {"a": 0, "b": 1}),
        ("abc", ["ab", "bc", "ac"], [], {"a": 0, "b": 1, "c": 2}),
        # Whoever relays directly stands right before the originator, however long others need.
        ("abcd", ["ab", "bc", "dc"], [], {"a": 0, "b": 1, "c": 2, "d": 1}),
        # One that names no source stands in the first column.
        ("abc", ["ab"], [], {"a": 0, "b": 1, "c": 0}),
        ("abc", ["ab", "ba", "ca"], ["ab"], {"a": 1, "b": 1, "c": 0}),
        ("ab", ["ab", "ba"], ["ab"], {"a": 0, "b": 0}),
        ("a", [], [], {"a": 0}),
    ],
)
def test_columns(boxes, lines, rings, columns):
    placed = place(list(boxes), [tuple(line) for line in lines], [tuple(ring) for ring in rings])
    assert {key: where.column for key, where in placed.places.items()} == columns


def test_a_ring_stands_together_and_a_long_line_has_a_way():
    lines = [("a", "b"), ("b", "c"), ("a", "c"), ("c", "d"), ("d", "c"), ("e", "d"), ("f", "c")]
    placed = place(list("abcdef"), lines, [("c", "d")])
    assert abs(placed.places["c"].row - placed.places["d"].row) == 1
    (way,) = placed.ways["a", "c"]
    assert way.column == 1
    assert way not in placed.places.values()


@st.composite
def graphs(draw):
    count = draw(st.integers(1, 12))
    pairs = st.tuples(st.integers(0, count - 1), st.integers(0, count - 1))
    lines = {(str(a), str(b)) for a, b in draw(st.lists(pairs, max_size=25)) if a < b}
    return [str(n) for n in range(count)], sorted(lines)


@given(graphs())
def test_lines_go_rightwards_and_no_box_lies_on_another(graph):
    boxes, lines = graph
    placed = place(boxes, lines)
    assert set(placed.places) == set(boxes)
    for one, other in lines:
        path = [placed.places[one], *placed.ways[one, other], placed.places[other]]
        assert all(left.column + 1 == right.column for left, right in pairwise(path))
    spots = [*placed.places.values(), *(spot for way in placed.ways.values() for spot in way)]
    assert len({(spot.column, spot.row) for spot in spots}) == len(spots)
    assert all(0 <= spot.column < placed.columns and 0 <= spot.row < placed.rows for spot in spots)
