"""Columns over time: no gap in time, the highest fills the drawing, every claim is counted once."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.review.source.plots import HEIGHT, WIDTH, columns_of


@pytest.mark.parametrize(
    ("months", "times"),
    [
        ({}, []),
        ({"": 3, "soon": 1, "2024-13": 2}, []),
        ({"2024-02": 1}, ["2024-02"]),
        ({"2023-11": 2, "2024-02": 1}, ["2023-11", "2023-12", "2024-01", "2024-02"]),
        ({"2020-05": 2, "2024-02": 1}, ["2020", "2021", "2022", "2023", "2024"]),
    ],
)
def test_time_goes_on_without_gaps(months: dict[str, int], times: list[str]) -> None:
    assert [column.time for column in columns_of(months)] == times


def test_a_column_says_what_it_stands_for() -> None:
    first, _, last = columns_of({"2024-01": 4, "2024-03": 1})
    assert (first.words, first.claims, first.height) == ("Jan 2024", 4, HEIGHT)
    assert last.words == "Mar 2024"
    assert last.height == HEIGHT / 4
    assert first.y == 0


@given(
    st.dictionaries(
        st.tuples(st.integers(1990, 2030), st.integers(1, 12)).map(lambda m: f"{m[0]}-{m[1]:02}"),
        st.integers(1, 50_000),
    )
)
def test_all_claims_are_drawn_inside_the_drawing(months: dict[str, int]) -> None:
    columns = columns_of(months)
    assert sum(column.claims for column in columns) == sum(months.values())
    for column in columns:
        assert 0 <= column.x <= column.x + column.width <= WIDTH + 0.01
        assert 0 <= column.y <= column.y + column.height <= HEIGHT + 0.01
        assert (column.height > 0) == (column.claims > 0)
