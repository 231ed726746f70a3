"""A quote is found on whole words, or not at all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.readers.locating import locate
from claims.values import Span

TEXT = (
    "Reuters said “the mayor’s aides — all of them — lied.” He isn't sure. "
    "The aides said he said so; caf\u0065\u0301 owners\n  agreed … or not."
)


@pytest.mark.parametrize(
    ("quote", "found"),
    [
        ("Reuters", "Reuters"),
        ("reuters", None),
        ("Reuter", None),
        ("euters", None),
        ("\"the mayor's aides", "“the mayor’s aides"),
        ("aides - all of them - lied", "aides — all of them — lied"),
        ("the mayor", "the mayor"),
        ("is", None),
        ("isn", None),
        ("isn't", "isn't"),
        ("cafe", None),
        ("owners agreed", "owners\n  agreed"),
        ("the mayor’s ... lied", "the mayor’s aides — all of them — lied"),
        ("the mayor’s … lied", "the mayor’s aides — all of them — lied"),
        ("the may ... lied", None),
        ("lied ... the mayor’s", None),
        (
            "said ... said",
            "said “the mayor’s aides — all of them — lied.” He isn't sure. The aides said",
        ),
        ("agreed … or not", "agreed … or not"),
        ("aides #2", "aides"),
        ("aides #3", None),
        ("aides #0", None),
        ("", None),
        ("...", None),
        ("” “", None),
        ("the mayor's aides were honest", None),
        ("x" * 5_000, None),
    ],
)
def test_a_quote_is_found_on_whole_words(quote: str, found: str | None) -> None:
    span = locate(TEXT, Span(0, len(TEXT)), quote)
    assert (span and span.of(TEXT)) == found


def test_a_second_place_is_told_by_its_number() -> None:
    first = locate(TEXT, Span(0, len(TEXT)), "aides")
    second = locate(TEXT, Span(0, len(TEXT)), "aides #2")
    assert first is not None
    assert second is not None
    assert first.start < second.start


def test_a_quote_is_looked_for_in_its_sentence_only() -> None:
    sentence = Span(TEXT.index("He"), TEXT.index("The aides"))
    assert locate(TEXT, sentence, "Reuters") is None
    assert locate(TEXT, sentence, "He") == Span(sentence.start, sentence.start + 2)


@given(st.text(max_size=60), st.text(max_size=20), st.integers(0, 60), st.integers(0, 60))
def test_whatever_is_found_lies_within_the_stretch(
    text: str, quote: str, one: int, other: int
) -> None:
    within = Span(*sorted((min(one, len(text)), min(other, len(text)))))
    span = locate(text, within, quote)
    assert span is None or (within.contains(span) and span.start < span.end)


@given(st.data())
def test_words_of_a_text_are_found(data: st.DataObject) -> None:
    words = TEXT.split()
    start = data.draw(st.integers(0, len(words) - 1))
    end = data.draw(st.integers(start + 1, len(words)))
    quote = " ".join(words[start:end])
    if "…" in quote or not any(map(str.isalnum, quote)):
        return
    span = locate(TEXT, Span(0, len(TEXT)), quote)
    assert span is not None
    assert span.of(TEXT).split() == words[start:end]


def test_time_does_not_explode_on_a_hostile_quote() -> None:
    text = "a b " * 5_000
    assert locate(text, Span(0, len(text)), "a ... a ... a ... a ... a ... a ... a ... z") is None
