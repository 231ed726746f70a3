"""Words with their places, and which of them look like verbs with a tense."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.english.tokens import find_words, is_finite, words_within
from claims.values import Span


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The U.S. didn’t say 2,800.", ["the", "u.s", "didn't", "say", "2,800"]),
        ("Iranian-backed, he said", ["iranian-backed", "he", "said"]),
        ("“—…”", []),
    ],
)
def test_words(text: str, words: list[str]) -> None:
    assert [word.lower for word in find_words(text, Span(0, len(text)))] == words


@pytest.mark.parametrize(
    ("previous", "word", "finite"),
    [
        ("he", "was", True),
        ("they", "began", True),
        ("police", "arrested", True),
        ("the", "combined", False),
        ("been", "combined", False),
        ("to", "plan", False),
        ("", "they've", True),
        ("a", "hundred", False),
        ("the", "house", False),
    ],
)
def test_is_finite(previous: str, word: str, finite: bool) -> None:
    assert is_finite(word, previous) is finite


@given(st.text(max_size=120))
def test_words_stand_where_they_say(text: str) -> None:
    for word in find_words(text, Span(0, len(text))):
        assert text[word.start : word.end].lower().replace("’", "'") == word.lower


def test_words_within() -> None:
    words = find_words("He said the U.S. would not go.", Span(0, 30))
    assert [word.lower for word in words_within(words, Span(8, 22))] == ["the", "u.s", "would"]
    assert words_within(words, Span(9, 10)) == [], "a part of a word is no word"
