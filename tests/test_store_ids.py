"""Ids follow from content, and from nothing else."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.store import ids
from claims.values import Document, Region, Span


@pytest.mark.parametrize(
    ("url", "canonical"),
    [
        ("https://Example.org/A/b?x=1&y=2#top", "https://example.org/A/b?x=1&y=2"),
        ("HTTPS://EXAMPLE.ORG", "https://example.org/"),
        ("https://example.org:443/a", "https://example.org/a"),
        ("http://example.org:80/a", "http://example.org/a"),
        ("http://example.org:8080/a", "http://example.org:8080/a"),
        ("  https://example.org/a\n", "https://example.org/a"),
        ("http://[", "http://["),
        ("javascript:alert(1)", "javascript:alert(1)"),
    ],
)
def test_an_address_has_one_form(url: str, canonical: str) -> None:
    assert ids.canonical_address(url) == canonical
    assert ids.canonical_address(canonical) == canonical


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (Document("a", url="https://e.org/1"), Document("b", url="https://E.org/1#x"), True),
        (Document("a", url="https://e.org/1"), Document("a", url="https://e.org/2"), False),
        (Document("a", url="https://e.org/1"), Document("a"), False),
        (Document("a", title="x", path="p"), Document("a", title="y", path="q"), True),
        (Document("a"), Document("a "), False),
        (Document("a", url=" "), Document("a"), True),
    ],
)
def test_articles_are_told_apart(one: Document, other: Document, same: bool) -> None:
    assert (ids.document_id(one) == ids.document_id(other)) is same


@pytest.mark.parametrize(
    ("change", "same"),
    [
        ({"path": "elsewhere.txt"}, True),
        ({"format": "html"}, True),
        ({"url": "https://e.org/1"}, True),
        ({"title": "Another"}, False),
        ({"published": "2024-02-19"}, False),
        ({"text": "b"}, False),
        ({"regions": (Region("headline", Span(0, 1)),)}, False),
    ],
)
def test_the_digest_tells_what_extraction_can_see(change: dict[str, object], same: bool) -> None:
    changed = Document(**{"text": "a", **change})
    assert (ids.document_digest(changed) == ids.document_digest(Document("a"))) is same


@pytest.mark.parametrize(
    ("name", "normalised"),
    [
        ("Reuters", "reuters"),
        ("the  White\nHouse", "white house"),
        ("The White House’s", "white house"),
        ("“Ana Berg,”", "ana berg"),
        ("ＵＮ", "un"),
        ("the", "the"),
        ("Theresa May", "theresa may"),
    ],
)
def test_a_name_has_one_form(name: str, normalised: str) -> None:
    assert ids.normalised_name(name) == normalised
    assert ids.normalised_name(normalised) == normalised


def test_a_named_source_is_the_same_whatever_its_spelling() -> None:
    assert ids.shared_source_id("organisation", "The White House") == ids.shared_source_id(
        "organisation", "White  House"
    )
    assert ids.shared_source_id("person", "Reuters") != ids.shared_source_id("outlet", "Reuters")


def test_ids_are_those_that_were_always_made() -> None:
    """Pinned: changing how ids are made would detach every decision ever taken."""
    assert ids.document_id(Document("The ferry stopped.")) == "24167a04883b233d"
    assert ids.document_id(Document("x", url="https://example.org/ferry")) == "34d886344f219c4c"
    assert ids.sentence_id("d0c", 3) == "5110102c65a96915"
    assert ids.claim_id("d0c", "the ferry stopped", 0) == "e9ba6a179654e068"
    assert ids.shared_source_id("person", "Ana Berg") == "2e0197033de707ab"
    assert ids.local_source_id("d0c", "a senior official", 1) == "3b75ebf26b4ecc99"


def test_equal_keys_are_numbered() -> None:
    assert ids.numbered(["a", "b", "a", "a"]) == [0, 0, 1, 2]


TEXT = st.text(st.characters(exclude_categories=["Cs"]))


@given(TEXT, TEXT, st.integers(0, 9))
def test_parts_of_an_id_stay_apart(one: str, other: str, occurrence: int) -> None:
    assert re.fullmatch("[0-9a-f]{16}", ids.claim_id(one, other, occurrence))
    if one != other:
        assert ids.claim_id(one, other, 0) != ids.claim_id(other, one, 0)
    assert ids.claim_id("d", one + other, 0) != ids.claim_id("d" + one, other, 0) or not one
