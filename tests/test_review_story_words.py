"""Differences between wordings, word by word."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.review.story.word_differences import compare_words, likeness

TEXT = st.text(st.sampled_from("ab A.,’ \n-%é"), max_size=60)


@pytest.mark.parametrize(
    ("before", "after", "pieces"),
    [
        (
            "more than 20 were hurt",
            "30 were hurt",
            [("gone", "more than 20 "), ("new", "30 "), ("same", "were hurt")],
        ),
        ("The captain", "the captain", [("same", "the captain")]),
        (
            "It may close",
            "It will close",
            [("same", "It "), ("gone", "may "), ("new", "will "), ("same", "close")],
        ),
        ("gone for good", "", [("gone", "gone for good")]),
        ("", "new", [("new", "new")]),
        ("", "", []),
        ("word " * 3000, "other", [("gone", "word " * 3000), ("new", "other")]),
    ],
)
def test_pieces(before: str, after: str, pieces: list[tuple[str, str]]) -> None:
    assert [(one.kind, one.text) for one in compare_words(before, after)] == pieces


@given(TEXT, TEXT)
def test_pieces_rebuild_both_wordings(before: str, after: str) -> None:
    pieces = compare_words(before, after)
    assert "".join(one.text for one in pieces if one.kind != "gone") == after
    old = "".join(one.text for one in pieces if one.kind != "new")
    assert "".join(old.casefold().split()) == "".join(before.casefold().split())
    assert all(one.text for one in pieces)
    assert all(one.kind != two.kind for one, two in pairwise(pieces))


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("The plant leaked.", "the plant leaked", True),
        ("The plant leaked", "The plant leaked chlorine", False),
        ("20 hurt", "30 hurt", False),
    ],
)
def test_likeness(one: str, other: str, alike: bool) -> None:
    assert (likeness(one) == likeness(other)) is alike
