"""A text is cut at the ends of its marks, and nothing of it is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.review.article.marks import Mark, cut
from claims.values import Span

CASES = [
    pytest.param("abcdef", [], [("abcdef", "")], id="none"),
    pytest.param(
        "abcdef",
        [(2, 4, "content", "person")],
        [("ab", ""), ("cd", "content person"), ("ef", "")],
        id="one",
    ),
    pytest.param(
        "abcdef",
        [(0, 4, "content", "anonymous"), (2, 6, "content", "person")],
        [("ab", "content anonymous"), ("cd", "content person"), ("ef", "content person")],
        id="crossing",
    ),
    pytest.param(
        "abcdef",
        [(0, 6, "content", "anonymous"), (1, 2, "source", "person"), (3, 4, "cue", "person")],
        [
            ("a", "content anonymous"),
            ("b", "content anonymous source source-person"),
            ("c", "content anonymous"),
            ("d", "content anonymous cue cue-person"),
            ("ef", "content anonymous"),
        ],
        id="nested",
    ),
]


@pytest.mark.parametrize(("text", "marks", "expected"), CASES)
def test_pieces(text, marks, expected):
    given_marks = [Mark(Span(a, b), role, "c", look) for a, b, role, look in marks]
    pieces = cut(text, Span(0, len(text)), given_marks)
    assert [(piece.text, piece.classes) for piece in pieces] == expected


@st.composite
def marked_texts(draw):
    text = draw(st.text(max_size=60))
    place = st.integers(0, len(text))
    spans = draw(st.lists(st.tuples(place, place).map(sorted), max_size=8))
    whole = Span(*draw(st.tuples(place, place).map(sorted)))
    return text, whole, [Mark(Span(a, b), "content", str(n), "x") for n, (a, b) in enumerate(spans)]


@given(marked_texts())
def test_pieces_rebuild_the_text_and_know_their_marks(example):
    text, whole, marks = example
    pieces = cut(text, whole, marks)
    assert "".join(piece.text for piece in pieces) == whole.of(text)
    start = whole.start
    for piece in pieces:
        covering = {
            mark.claim
            for mark in marks
            if mark.span.start <= start and start + len(piece.text) <= mark.span.end
        }
        assert {mark.claim for mark in piece.marks} == (covering if piece.text else set())
        start += len(piece.text)


def test_a_piece_names_the_claims_it_belongs_to():
    marks = [
        Mark(Span(0, 9), "content", "outer", "x"),
        Mark(Span(2, 4), "content", "inner", "y"),
        Mark(Span(2, 4), "cue", "other", "y"),
    ]
    assert [piece.claims for piece in cut("123456789", Span(0, 9), marks)] == [
        "outer",
        "outer inner",
        "outer",
    ]
