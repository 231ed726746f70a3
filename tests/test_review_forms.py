"""What people type and addresses carry is read without ever failing."""

import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.review.frame.fields import Place, inner_path, like, match, place_of


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("dam", '"dam"'),
        ("  dam  holds ", '"dam" "holds"'),
        ('"the dam" holds', '"the dam" "holds"'),
        ("milit*", '"milit"*'),
        ("U.S.", '"U.S."'),
        ('unclosed "quote', '"unclosed" "quote"'),
        ("NEAR(a b) OR -c", '"NEAR(a" "b)" "OR" "-c"'),
        pytest.param("dam\0holds", '"dam" "holds"', id="a null byte"),
        ("*", None),
        ('""', None),
        ("", None),
        ("؟ — …", None),
    ],
)
def test_match(words, expected):
    assert match(words) == expected


SEARCHED = sqlite3.connect(":memory:")
SEARCHED.execute("CREATE VIRTUAL TABLE t USING fts5 (text)")


@given(st.text())
def test_any_words_make_a_query_that_sqlite_takes(words):
    query = match(words)
    if query is not None:
        SEARCHED.execute("SELECT * FROM t WHERE t MATCH ?", [query]).fetchall()


@given(st.text(max_size=20))
def test_like_finds_the_words_and_only_them(words):
    if "\x00" in words:
        return
    for text in (words, f"a{words}b", "100% of_it"):
        found = SEARCHED.execute("SELECT ? LIKE ? ESCAPE '\\'", [text, like(words)]).fetchone()[0]
        assert bool(found) == (words.lower() in text.lower()) or not words.isascii()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12@2024-05-02T10:00:00+00:00", Place("2024-05-02T10:00:00+00:00", 12)),
        ("12@", None),
        ("x@2024", None),
        ("1@' OR 1=1 --", None),
        ("", None),
        (None, None),
    ],
)
def test_place(text, expected):
    assert place_of(text) == expected
    if expected is not None:
        assert place_of(str(expected)) == expected


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/-/claims/articles", "/-/claims/articles"),
        ("/a?b=c#d", "/a?b=c#d"),
        ("//evil.example/", "/"),
        ("/\\evil.example/", "/"),
        ("https://evil.example/", "/"),
        ("javascript:alert(1)", "/"),
        ("/a\r\nSet-Cookie: x=y", "/"),
        ("", "/"),
        (None, "/"),
    ],
)
def test_inner_path(path, expected):
    assert inner_path(path) == expected
