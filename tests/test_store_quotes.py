"""Text quotes find their words again, the right ones of several, or say that they are gone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.store.quotes import CONTEXT, TextQuote, find, quote
from claims.values import Span

TEXT = "One man said no. Two men said no. Nobody said yes."


@pytest.mark.parametrize(
    ("text", "span", "again"),
    [
        (TEXT, Span(8, 15), Span(8, 15)),
        ("Update. " + TEXT, Span(8, 15), Span(16, 23)),
        (TEXT.replace("One man said no. ", ""), Span(25, 32), Span(8, 15)),
        (TEXT.replace("One man", "A woman"), Span(25, 32), Span(25, 32)),
        (TEXT.replace("said no", "kept quiet"), Span(8, 15), None),
        ("", Span(0, 3), None),
        (TEXT, Span(3, 3), None),
    ],
)
def test_words_are_found_again(text: str, span: Span, again: Span | None) -> None:
    assert find(text, quote(TEXT, span)) == again


def test_context_ends_with_the_text() -> None:
    assert quote("abc", Span(1, 2)) == TextQuote("b", "a", "c")
    found = quote("x" * 100, Span(50, 51))
    assert (len(found.prefix), len(found.suffix)) == (CONTEXT, CONTEXT)


@st.composite
def text_and_span(draw: st.DrawFn) -> tuple[str, Span]:
    text = draw(st.text(st.sampled_from("ab .é😀\n"), min_size=1, max_size=200))
    start = draw(st.integers(0, len(text) - 1))
    return text, Span(start, draw(st.integers(start + 1, len(text))))


@given(text_and_span())
def test_in_the_same_text_the_same_words_with_the_same_context_are_found(case) -> None:
    text, span = case
    found = find(text, quote(text, span))
    assert found is not None
    assert quote(text, found) == quote(text, span)
    assert found.start <= span.start


@given(text_and_span(), st.text(st.sampled_from("xyz"), max_size=40))
def test_a_unique_quote_follows_what_is_put_before_it(case, added: str) -> None:
    text, span = case
    words = quote(text, span)
    if text.count(words.exact) == 1:
        assert find(added + text, words) == Span(span.start + len(added), span.end + len(added))
