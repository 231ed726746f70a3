"""What the dashboard draws, as places and lengths; and the stretches of time along an axis."""

import json
from itertools import pairwise
from urllib.parse import parse_qs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.review.dashboard import SOURCINGS, Asked, Tallies, Tally, asked_of
from claims.review.dashboard.lines import lines_over_time
from claims.review.dashboard.periods import MOST, moments, step_for
from claims.review.dashboard.plots import (
    HEIGHT,
    OUTLETS_SHOWN,
    bars_by_outlet,
    columns_over_time,
)
from claims.sources import outlet_spellings

COUNTS = st.builds(Tally, *[st.integers(0, 10**7)] * 7)


def over(*tallies: Tally) -> Tallies:
    times = moments("2024-01-01", f"2024-01-{len(tallies):02}")
    return Tallies(Tally(), {}, list(zip(times, tallies, strict=True)))


@given(COUNTS)
def test_marks_lie_end_to_end_and_fill_the_bar(tally: Tally) -> None:
    [bar] = bars_by_outlet(Tallies(tally, {"A": tally}), Asked())
    end = 0.0
    for mark in bar.marks:
        assert mark.at == pytest.approx(end, abs=0.002)
        end = mark.at + mark.size
    assert end == pytest.approx(100 if tally.claims else 0, abs=0.01)
    assert sum(mark.claims for mark in bar.marks) == tally.claims
    assert [mark.sourcing for mark in bar.marks] == [one for one in SOURCINGS if tally.of(one.name)]


@given(COUNTS)
def test_columns_stand_on_the_ground(tally: Tally) -> None:
    [column] = columns_over_time(over(tally), Asked())
    if tally.claims:
        assert column.marks[0].at + column.marks[0].size == pytest.approx(HEIGHT, abs=0.01)
        assert column.marks[-1].at == pytest.approx(0, abs=0.01)
    else:
        assert column.marks == ()


def test_a_time_without_claims_breaks_the_line() -> None:
    unnamed, none = Tally(named=1, anonymous=3), Tally()
    anonymous, unsourced = lines_over_time(over(unnamed, unnamed, none, unnamed), Asked())
    assert [len(run) for run in anonymous.runs] == [2, 1]
    assert {dot.y for dot in anonymous.dots} == {HEIGHT * 0.25}
    assert {dot.y for dot in unsourced.dots} == {HEIGHT}
    assert [dot.claims for dot in anonymous.dots] == [3, 3, 3]


def test_small_outlets_are_drawn_together() -> None:
    outlets: dict[str | None, Tally] = {
        f"Outlet {number}": Tally(named=100 - number) for number in range(OUTLETS_SHOWN + 3)
    }
    outlets[None] = Tally(unsourced=1)
    bars = bars_by_outlet(Tallies(Tally(), outlets), Asked(start="2024-01-01"))
    assert [bar.label for bar in bars[-2:]] == ["3 other outlets", "Outlet not stated"]
    assert "publisher__notin" in bars[-2].behind.query
    assert bars[-2].tally.claims == 88 + 87 + 86
    assert bars[-1].behind.query == "publisher__isnull=1&published__gte=2024-01-01"
    assert bars[0].chosen == "Outlet 0"
    assert not bars[-2].chosen


@pytest.mark.parametrize(
    ("first", "last", "keys"),
    [
        ("2024-02-28", "2024-03-01", ["2024-02-28", "2024-02-29", "2024-03-01"]),
        ("2023-12", "2024-02", ["2023-12", "2024-01", "2024-02"]),
        ("1999", "2001", ["1999", "2000", "2001"]),
        ("0001", "0002", ["0001", "0002"]),
        ("9999-12-30", "9999-12-31", ["9999-12-30", "9999-12-31"]),
    ],
)
def test_stretches_of_time(first: str, last: str, keys: list[str]) -> None:
    found = moments(first, last)
    assert [moment.key for moment in found] == keys
    assert all(one.until == next.start for one, next in pairwise(found))
    assert all(moment.start < moment.until for moment in found)


def test_only_the_latest_stretches_are_drawn() -> None:
    found = moments("1700", "2024")
    assert len(found) == MOST
    assert found[-1].key == "2024"


@given(st.dates(), st.dates())
def test_what_lies_between_two_days_can_be_drawn(one: object, other: object) -> None:
    first, last = sorted([str(one), str(other)])
    step = step_for(first, last)
    found = moments(first[:step], last[:step])
    assert found[-1].key == last[:step]
    assert len(found) <= MOST
    if step < len("2024"):
        return
    if step != len("2024"):
        assert found[0].key == first[:step], "days and months all fit"


@pytest.mark.parametrize(
    ("given_", "asked"),
    [
        ({}, Asked()),
        ({"outlet": " A ", "from": "2024-01-01", "to": "x"}, Asked("A", "2024-01-01", "")),
        ({"to": "2024-02-31"}, Asked()),
        ({"from": "20240218"}, Asked(start="2024-02-18")),
    ],
)
def test_what_is_asked(given_: dict[str, str], asked: Asked) -> None:
    assert asked_of(given_) == asked


def test_the_last_day_is_included() -> None:
    assert Asked(end="2024-02-29").until == "2024-03-01"
    assert Asked(end="9999-12-31").until > "9999-12-31T23:59"
    behind = Asked(end="2024-02-29").claims(until="2024-04-01", columns=(("sourcing", "named"),))
    assert behind.query == "sourcing=named&published__lt=2024-03-01"
    assert Asked().claims(columns=(("sourcing", "named"),)).address == "claims?sourcing=named"


@pytest.mark.parametrize(
    ("names", "groups"),
    [
        (("NYT", "Reuters", "nyt"), [("NYT", "nyt")]),
        (
            ("The New York Times", "NYT", "nytimes.com"),
            [("The New York Times", "NYT", "nytimes.com")],
        ),
        (("https://www.reuters.com/", "Reuters"), [("https://www.reuters.com/", "Reuters")]),
        (("Lind Post", "Harbour Post", "1843", "dpa"), []),
    ],
)
def test_an_outlet_is_one_however_it_is_written(
    names: tuple[str, ...], groups: list[tuple[str, ...]]
) -> None:
    found = outlet_spellings(names)
    assert found == {name: group for group in groups for name in group}


def test_the_claims_of_all_spellings_are_behind_a_bar() -> None:
    asked = Asked(spellings=outlet_spellings(("NYT", "nyt")))
    behind = parse_qs(asked.claims(outlet="nyt").query)
    assert json.loads(behind["publisher__in"][0]) == ["NYT", "nyt"]
    others = parse_qs(asked.claims(outlet=("NYT",)).query)
    assert json.loads(others["publisher__notin"][0]) == ["NYT", "nyt"]
    assert parse_qs(asked.claims(outlet="Post").query) == {"publisher__exact": ["Post"]}
