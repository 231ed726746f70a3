"""The SQL functions of the house rules, on words as they stand in articles."""

import pytest

from claims.checks.functions import bare_name, is_quotation, plain, says_how_many, shortened


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (None, ""),
        ("", ""),
        ("a\n b", "a b"),
        ("“We know,”", "We know,"),
        ("it was “good,” he said", "it was ‘good,’ he said"),
        ("word " * 30, "word " * 14 + "word…"),
        ("x" * 80, "x" * 80),
        ("x" * 81, "x" * 79 + "…"),
        ("x" * 200, "x" * 79 + "…"),
    ],
)
def test_shortened(text: str | None, expected: str) -> None:
    assert shortened(text) == expected
    assert len(shortened(text)) <= 80


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("“We don’t know,”", '"We don\'t know."', True),
        ("We  KNOW", "we know", True),
        ("We know", "We knew", False),
    ],
)
def test_plain(first: str, second: str, same: bool) -> None:
    assert (plain(first) == plain(second)) is same


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We will never give in.”", True),
        ('"We will never give in."', True),
        ("“We won.”", False),
        ("“We will never,” he said, “give in.”", False),
        ("He said: “We will never give in.”", False),
        ("", False),
        (None, False),
    ],
)
def test_is_quotation(text: str | None, expected: bool) -> None:
    assert is_quotation(text) is expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("two aides", True),
        ("a dozen officials", True),
        ("12 people", True),
        ("sources", False),
        ("several aides", False),
        ("someone", False),
        (None, False),
    ],
)
def test_says_how_many(name: str | None, expected: bool) -> None:
    assert says_how_many(name) is expected


@pytest.mark.parametrize(
    ("name", "bare"),
    [("The BBC", "bbc"), ("BBC", "bbc"), ("Theatre Post", "theatre post"), (None, "")],
)
def test_bare_name(name: str | None, bare: str) -> None:
    assert bare_name(name) == bare
