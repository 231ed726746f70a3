"""Dates and amounts: text → what a fact-checker would write down."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.english.figures import find_figures
from claims.english.figures.finding import read_day
from claims.values import Figure, Span

SUNDAY = "2024-02-18"


def figures(text: str, published: str | None = SUNDAY) -> tuple[Figure, ...]:
    return find_figures(text, [Span(0, len(text))], published=published)


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("visited Baghdad last month", "last month", "2024-01"),
        ("met them on January 29", "January 29", "2024-01-29"),
        ("began on October 17 there", "October 17", "2023-10-17"),
        ("on Feb. 4, 2023, they left", "Feb. 4, 2023", "2023-02-04"),
        ("on 4 February 2023 they left", "4 February 2023", "2023-02-04"),
        ("the March 2016 agreement", "March 2016", "2016-03"),
        ("he was sworn in on 2021-01-20", "2021-01-20", "2021-01-20"),
        ("they resigned on Friday", "Friday", "2024-02-16"),
        ("they were sworn in on Sunday", "Sunday", "2024-02-18"),
        ("they will meet on Tuesday", "Tuesday", "2024-02-20"),
        ("last Monday the talks failed", "last Monday", "2024-02-12"),
        ("next Monday the talks resume", "next Monday", "2024-02-19"),
        ("he said yesterday", "yesterday", "2024-02-17"),
        ("the vote is tomorrow", "tomorrow", "2024-02-19"),
        ("two weeks ago it rained", "two weeks ago", "2024-W05"),
        ("it shut three years ago", "three years ago", "2021"),
        ("it opened a year ago", "a year ago", "2023"),
        ("this week they voted", "this week", "2024-W07"),
        ("last year they voted", "last year", "2023"),
        ("it closed in December", "December", "2023-12"),
        ("it fell in the 1970s", "1970s", "1970/1979"),
        ("a law of 1993", "1993", "1993"),
        ("last weekend it burned", "last weekend", "2024-02-10/2024-02-11"),
    ],
)
def test_dates(text: str, words: str, value: str) -> None:
    found = figures(text)
    assert [(figure.kind, figure.text, figure.value) for figure in found] == [
        ("date", words, value)
    ]


def test_earlier_counts_from_the_date_before_it() -> None:
    text = "They met on January 29, 2024. He was killed at that airport four years earlier."
    claim = Span(text.index("He"), len(text))
    assert find_figures(text, [claim], published=SUNDAY)[0].value == "2020"


def test_the_next_day_counts_from_the_date_before_it() -> None:
    text = "They met on January 29. The next day the group announced it."
    claim = Span(text.index("The next"), len(text))
    assert find_figures(text, [claim], published=SUNDAY)[0].value == "2024-01-30"


def test_without_a_day_of_publication_only_full_dates_have_a_value() -> None:
    found = figures("on January 29 and in March 2016 and last month", None)
    assert [figure.value for figure in found] == [None, "2016-03", None]


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("more than 28,000 Palestinians died", ("count", "28000", "Palestinians", ">")),
        ("at least 13 women", ("count", "13", "women", ">=")),
        ("killing three U.S. troops there", ("count", "3", "U.S. troops", "=")),
        ("twenty-nine people were injured", ("count", "29", "people", "=")),
        ("up to 6,000 protesters", ("count", "6000", "protesters", "<=")),
        ("about 12,000 registered voters were", ("count", "12000", "registered voters", "~")),
        ("compared to more than 20 in May", ("count", "20", None, ">")),
        ("107 or more died", ("count", "107", None, ">=")),
        ("11 million people", ("count", "11000000", "people", "=")),
        ("less than 48 hours after", ("duration", "48", "hours", "<")),
        ("a six-month plan", ("duration", "6", "months", "=")),
        ("a 44-year-old man", ("duration", "44", "years", "=")),
        ("she joined aged 14.", ("duration", "14", "years", "=")),
        ("Gomez, 40, had a career", ("duration", "40", "years", "=")),
        ("she joined aged seventeen", ("duration", "17", "years", "=")),
        (
            "four rotating battalion-sized units",
            ("count", "4", "rotating battalion-sized units", "="),
        ),
        ("nearly $2.5 billion in aid", ("money", "2500000000", "USD", "<")),
        ("worth 403 billion U.S. dollars", ("money", "403000000000", "USD", "=")),
        ("for 10 straight years", ("duration", "10", "years", "=")),
        ("£300m of it", ("money", "300000000", "GBP", "=")),
        ("fined 775 million euros", ("money", "775000000", "EUR", "=")),
        ("sits at 85 percent support", ("percentage", "85", "%", "=")),
        ("rose by 2.5% in", ("percentage", "2.5", "%", "=")),
        ("up 3 percentage points", ("percentage", "3", "percentage points", "=")),
        ("about 30km south", ("quantity", "30", "km", "~")),
        ("winds of 90 mph", ("quantity", "90", "mph", "=")),
        ("more than two dozen heads of state", ("count", "24", "heads", ">")),
        ("300m away", ("quantity", "300", "m", "=")),
        ("1.5m people", ("count", "1500000", "people", "=")),
        ("The wall will cost €3.4m", ("money", "3400000", "EUR", "=")),
        ("The wall will cost €3.4 million", ("money", "3400000", "EUR", "=")),
        ("£2bn", ("money", "2000000000", "GBP", "=")),
        ("two hundred and fifty", ("count", "250", None, "=")),
        ("12k", ("count", "12000", None, "=")),
        ("not more than 50 boats sank", ("count", "50", "boats", "<=")),
        ("not fewer than 50 boats sank", ("count", "50", "boats", ">=")),
        ("A dozen hens died", ("count", "12", "hens", "=")),
        ("Half a million hens died", ("count", "500000", "hens", "=")),
        ("a quarter of a million hens", ("count", "250000", "hens", "=")),
        ("one and a half million hens", ("count", "1500000", "hens", "=")),
        ("A hundred and forty firefighters", ("count", "140", "firefighters", "=")),
        ("two thousand three hundred", ("count", "2300", None, "=")),
        ("thirty five", ("count", "35", None, "=")),
        ("the toll has risen to nine", ("count", "9", None, "=")),
    ],
)
def test_amounts(text: str, row: tuple[str, str, str | None, str]) -> None:
    found = [one for one in figures(text) if one.kind != "date"]
    assert [(one.kind, one.value, one.unit, one.bound) for one in found] == [row]


@pytest.mark.parametrize(
    "text",
    [
        "One of them said so",
        "no one saw it",
        "at the Tower 22 base in Jordan",
        "in front of 131 West 23rd Street",
        "it went off around 8:30 p.m. there",
        "by a 2-1 vote",
        "the season of 2019-20",
        "two thirds of voters",
        "a talk of the two",
        "it tracks the S&P 500 and the S.& P. 500",
        "flew in a Boeing 737 to Rome",
        "",
        "...",
        "Towns devastated by the 9/11 attacks.",
        "The party won by 7/11 votes.",
    ],
)
def test_what_is_no_amount(text: str) -> None:
    assert figures(text) == ()


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("40-60 hens died", [("40", "hens", ">="), ("60", "hens", "<=")]),
        ("$40-60 million", [("40000000", "USD", ">="), ("60000000", "USD", "<=")]),
        ("fell 8 to 10 percent", [("8", "%", ">="), ("10", "%", "<=")]),
        ("took two or three weeks", [("2", "weeks", ">="), ("3", "weeks", "<=")]),
        (
            "between 3 and 5 million shares",
            [("3000000", "shares", ">="), ("5000000", "shares", "<=")],
        ),
        ("cost between $3 and $5 million", [("3000000", "USD", ">="), ("5000000", "USD", "<=")]),
        ("rose from 3 to 5 percent", [("3", "%", "="), ("5", "%", "=")]),
        ("gave 20 to 3 charities", [("20", None, "="), ("3", "charities", "=")]),
        ("with 3 hats and 5 million shares", [("3", "hats", "="), ("5000000", "shares", "=")]),
    ],
)
def test_both_ends_of_a_range(text: str, rows: list[tuple[str, str | None, str]]) -> None:
    assert [(one.value, one.unit, one.bound) for one in figures(text)] == rows


@given(
    st.text(max_size=200), st.sampled_from([SUNDAY, None, "yesterday", "2024-02-18T09:30:00+00:00"])
)
def test_any_text_gives_spans_that_hold_their_words(text: str, published: str | None) -> None:
    for figure in figures(text, published):
        assert figure.span.of(text) == figure.text


@given(
    st.lists(
        st.sampled_from(
            [
                "on Friday,",
                "last month",
                "three",
                "$5",
                "million",
                "1999",
                "Jan. 31",
                "percent",
                "ago",
            ]
        )
    )
)
def test_figures_do_not_overlap(words: list[str]) -> None:
    found = figures(" ".join(words))
    for left, right in pairwise(found):
        assert left.span.end <= right.span.start


@pytest.mark.parametrize("published", ["", "soon", None, "2024-13-01"])
def test_a_day_that_is_none_is_none(published: str | None) -> None:
    assert read_day(published) is None
