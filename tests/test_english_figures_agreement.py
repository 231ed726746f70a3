"""Whether two figures can both be right."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.english.figures import agree, find_figures
from claims.english.figures.agreement import days_of
from claims.values import Figure, Span


def figure(text: str) -> Figure:
    (found,) = find_figures(text, [Span(0, len(text))], published="2025-05-05")
    return found


@pytest.mark.parametrize(
    ("one", "other", "both"),
    [
        ("20 boats", "20 boats", True),
        ("20 boats", "30 boats", False),
        ("more than 20 boats", "30 boats", True),
        ("more than 20 boats", "18 boats", False),
        ("up to 50 boats", "not more than 50 boats", True),
        ("up to 50 boats", "51 boats", False),
        ("about 100 boats", "110 boats", True),
        ("about 100 boats", "112 boats", False),
        ("€3.4m", "€3.4 million", True),
        ("£2bn", "£2 billion", True),
        ("12k boats", "12,000 boats", True),
        ("two hundred and fifty boats", "250 boats", True),
        ("on January 29", "on 29 January 2025", True),
        ("on January 29", "on January 30", False),
        ("in January 2025", "on 29 January 2025", True),
        ("in 2018", "in 2019", False),
        ("last week", "on 30 April 2025", True),
        ("last week", "on 5 May 2025", False),
    ],
)
def test_agreement(one: str, other: str, both: bool) -> None:
    assert agree(figure(one), figure(other)) is both
    assert agree(figure(other), figure(one)) is both


def test_a_date_contradicts_no_number() -> None:
    assert agree(figure("in 2018"), figure("19 boats"))


def test_a_figure_without_a_value_contradicts_nothing() -> None:
    assert agree(Figure("date", "the next day", Span(0, 12)), figure("in 2018"))


@pytest.mark.parametrize(
    ("one", "other", "both"),
    [
        ("--01-29", "2024-01-29", True),
        ("--01-29", "--01-29", True),
        ("--01-29", "2024-01-30", False),
        ("--01-29", "2024-01", True),  # nothing speaks against it
    ],
)
def test_a_day_of_any_year(one: str, other: str, both: bool) -> None:
    left, right = (Figure("date", value, Span(0, 1), value) for value in (one, other))
    assert agree(left, right) is both
    assert agree(right, left) is both


@pytest.mark.parametrize(
    ("value", "days"),
    [
        ("2024", (date(2024, 1, 1), date(2024, 12, 31))),
        ("2024-12", (date(2024, 12, 1), date(2024, 12, 31))),
        ("2024-02", (date(2024, 2, 1), date(2024, 2, 29))),
        ("2024-W05", (date(2024, 1, 29), date(2024, 2, 4))),
        ("1970/1979", (date(1970, 1, 1), date(1979, 12, 31))),
        ("2024-02-10/2024-02-11", (date(2024, 2, 10), date(2024, 2, 11))),
        ("2024-02-30", None),
        ("soon", None),
        (None, None),
    ],
)
def test_days_of_a_value(value: str | None, days: tuple[date, date] | None) -> None:
    assert days_of(value) == days


@given(st.text(max_size=60))
def test_whatever_is_read_agrees_with_itself(text: str) -> None:
    for one in find_figures(text, [Span(0, len(text))], published="2025-05-05"):
        assert agree(one, one)
