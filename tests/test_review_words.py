"""Words to choose from, and chosen stretches grown to whole words and quotations."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.review.decisions.word_choice import pieces_of, snapped, words_in
from claims.values import Span

TEXT = "“The wall is safe. Nobody has to leave,” Ana Ruiz said, citing U.S. data of $4.5 million."


def whole(text):
    return Span(0, len(text))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "It cost $4.5 million, or 20% more.",
            ["It", "cost", "$4.5", "million", "or", "20%", "more"],
        ),
        ("Qaani’s well-known visit — last", ["Qaani’s", "well-known", "visit", "last"]),
        ("the U.S. forces", ["the", "U.S.", "forces"]),
        ("“Yes,” he said.", ["Yes", "he", "said"]),
        ("… — !", []),
        ("", []),
    ],
)
def test_words(text, words):
    assert [span.of(text) for span in words_in(text, whole(text))] == words


@given(st.text())
def test_pieces_rebuild_the_text_and_hold_words_in_their_order(text):
    pieces = pieces_of(text, whole(text))
    assert "".join(piece.text for piece in pieces) == text
    places = [piece.place for piece in pieces if piece.place is not None]
    assert places == sorted(places)
    assert all(piece.place is None or piece.place.of(text) == piece.text for piece in pieces)


@pytest.mark.parametrize(
    ("chosen", "grown"),
    [
        ("wall is", "wall is"),
        ("all i", "wall is"),
        ("The wall is safe. Nobody has to leave", "“The wall is safe. Nobody has to leave,”"),
        ("wall is safe. Nobody has to leave", "wall is safe. Nobody has to leave"),
        ("Ana Ruiz sai", "Ana Ruiz said"),
        ("safe. Nobody", "safe. Nobody"),
        (" ", None),
        ("$4.5 million.", "$4.5 million"),
    ],
)
def test_a_stretch_grows_to_whole_words_and_quotations(chosen, grown):
    start = TEXT.index(chosen)
    found = snapped(TEXT, Span(start, start + len(chosen)), [whole(TEXT)])
    assert (found.of(TEXT) if found else None) == grown


@given(st.text(), st.integers(0, 50), st.integers(0, 50))
def test_a_grown_stretch_holds_what_was_chosen_of_words(text, one, other):
    span = Span(min(one, other), max(one, other))
    found = snapped(text, span, [whole(text)])
    for word in words_in(text, whole(text)):
        assert not word.overlaps(span) or (found is not None and found.contains(word))
    assert found is None or found.end <= len(text)
    assert found is None or snapped(text, found, [whole(text)]) is not None
