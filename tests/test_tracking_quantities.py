"""Numbers and days in a statement, and whether two of them can both be right."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.tracking.quantities import agree, read_quantities
from claims.values import Figure, Span

Found = list[tuple[str, str, str]]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("More than 20 attacks on U.S. forces", [("20", "attack", ">")]),
        ("killed three U.S. troops", [("3", "troop", "=")]),
        ("at least a dozen people died", [("12", "peopl", ">=")]),
        ("1,300 scientists", [("1300", "scientist", "=")]),
        ("up to 140 passengers", [("140", "passeng", "<=")]),
        ("about 1.5 million voters", [("1.5e+06", "voter", "~")]),
        ("profit rose 5.5 percent to $2.3 billion", [("5.5", "%", "="), ("2.3e+09", "$", "=")]),
        ("twenty-two soldiers", [("22", "soldier", "=")]),
        ("on January 29, 2024", [("2024-01-29", "day", "=")]),
        ("on 3 March", [("-03-03", "day", "=")]),
        ("in 2018", [("2018", "year", "=")]),
        ("one of the men", []),
        ("nobody", []),
        ("", []),
    ],
)
def test_reading(text: str, found: Found) -> None:
    assert [(one.value, one.unit, one.bound) for one in read_quantities(text)] == found


def test_resolved_dates_come_first() -> None:
    figure = Figure("date", "Tuesday", Span(3, 10), value="2024-03-05")
    (found,) = read_quantities("on Tuesday", [figure])
    assert (found.value, found.unit, found.words) == ("2024-03-05", "day", "Tuesday")


@pytest.mark.parametrize(
    ("one", "other", "both"),
    [
        ("20 attacks", "20 attacks", True),
        ("20 attacks", "30 attacks", False),
        ("more than 20 attacks", "30 attacks", True),
        ("more than 20 attacks", "18 attacks", False),
        ("up to 40 attacks", "30 attacks", True),
        ("about 100 attacks", "104 attacks", True),
        ("about 100 attacks", "140 attacks", False),
        ("on January 29", "on January 29, 2024", True),
        ("on January 29", "on January 30", False),
        ("in 2018", "in 2019", False),
    ],
)
def test_agreement(one: str, other: str, both: bool) -> None:
    (left,), (right,) = read_quantities(one), read_quantities(other)
    assert agree(left, right) is both
    assert agree(right, left) is both


@given(st.text())
def test_any_text_can_be_read(text: str) -> None:
    for one in read_quantities(text):
        assert agree(one, one)


@given(st.integers(min_value=2, max_value=10**9))
def test_numbers_keep_their_value(number: int) -> None:
    (found,) = [q for q in read_quantities(f"{number:,} votes") if q.unit != "year"] or (None,)
    if found is not None:
        assert found.number == pytest.approx(number, rel=1e-5)
