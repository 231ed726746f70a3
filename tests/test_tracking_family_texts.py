"""The family of articles as raw text: read, extracted, stored and tracked by the real program.

Every fact that an editor would tell of it is looked for twice: in the tables, and on the pages.
"""

import asyncio
import html
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tracking_family_texts import CONTRADICTIONS, EXPECTED, REFINEMENTS

from claims.review.server.desk import make_datasette
from claims.store import Store, open_store

STORY = pytest.mark.parametrize("text", EXPECTED)


@pytest.fixture(scope="module")
def store(family_database: Path) -> Iterator[Store]:
    with open_store(family_database, read_only=True) as opened:
        yield opened


def rows(store: Store, sql: str, *given: str) -> list[tuple[Any, ...]]:
    return store.connection.execute(sql, given).fetchall()


def key_of(store: Store, text: str) -> str:
    ((key,),) = rows(store, "SELECT id FROM stories WHERE text = ?", text)
    return str(key)


@STORY
def test_who_tells_it_and_when(store: Store, text: str) -> None:
    expected = EXPECTED[text]
    (row,) = rows(
        store,
        "SELECT first_seen, documents, voices, outlets, originators, circular, contradicted"
        " FROM stories WHERE text = ?",
        text,
    )
    count = len(expected.tellings)
    assert row == (
        *(expected.first_seen, count, expected.voices, count, expected.independent),
        *(expected.circular, len(expected.contradicted_by)),
    )
    tellings = rows(
        store,
        "SELECT documents.publisher FROM story_claims"
        " JOIN claims ON claims.id = story_claims.claim"
        " JOIN documents ON documents.id = claims.document"
        " WHERE story = ? GROUP BY documents.id ORDER BY min(position)",
        key_of(store, text),
    )
    assert tuple(outlet for (outlet,) in tellings) == expected.tellings


@STORY
def test_who_relays_whom_and_where_it_ends(store: Store, text: str) -> None:
    expected, key = EXPECTED[text], key_of(store, text)
    relays = rows(store, "SELECT teller_name, origin_name FROM story_relays WHERE story = ?", key)
    assert set(relays) == expected.relays
    ends = rows(store, "SELECT name, anonymous FROM story_originators WHERE story = ?", key)
    assert tuple((name, bool(unnamed)) for name, unnamed in ends) == expected.originators


@STORY
def test_what_changed_on_the_way(store: Store, text: str) -> None:
    found = rows(
        store,
        "SELECT story_drifts.kind, before, after, documents.publisher FROM story_drifts"
        " JOIN claims ON claims.id = later JOIN documents ON documents.id = claims.document"
        " WHERE story = ? ORDER BY story_drifts.number",
        key_of(store, text),
    )
    assert tuple(found) == EXPECTED[text].drifts


def related(store: Store, relation: str) -> set[tuple[str, str]]:
    found = rows(
        store,
        "SELECT one.text, two.text FROM story_links"
        " JOIN stories AS one ON one.id = story JOIN stories AS two ON two.id = other"
        " WHERE relation = ?",
        relation,
    )
    return set(found)


def test_what_contradicts_what(store: Store) -> None:
    assert {frozenset(pair) for pair in related(store, "contradicts")} == CONTRADICTIONS


def test_what_says_more_than_what(store: Store) -> None:
    assert related(store, "refines") == REFINEMENTS


def test_the_other_ferry_is_another_event(store: Store) -> None:
    found = rows(
        store,
        "SELECT count(*) FROM story_links JOIN stories"
        " ON stories.id IN (story_links.story, story_links.other)"
        " JOIN documents ON documents.id = first_document WHERE publisher = 'Tarnholm Echo'",
    )
    assert found == [(0,)]


@pytest.fixture(scope="module")
def pages(family_database: Path) -> dict[str, str]:
    """The pages of the stories in plain words, by the words of their first telling."""
    with open_store(family_database, read_only=True) as store:
        keys = {text: key_of(store, text) for text in EXPECTED}

    async def ask() -> dict[str, str]:
        datasette = make_datasette(family_database, owner="ann")
        found = {}
        for text, key in keys.items():
            answer = await datasette.client.get(f"/-/claims/story/{key}", actor={"id": "ann"})
            assert answer.status_code == 200, answer.text
            found[text] = plain(answer.text)
        return found

    return asyncio.run(ask())


def plain(page: str) -> str:
    """Return the words of a page, as somebody reads them who sees no mark-up."""
    text = html.unescape(re.sub(r"<[^>]*>", " ", page))
    return " ".join(text.split())


@STORY
def test_the_page_tells_the_story(pages: dict[str, str], text: str) -> None:
    assert EXPECTED[text].told in pages[text]


@STORY
def test_the_page_says_who_relays_whom(pages: dict[str, str], text: str) -> None:
    for teller, origin in EXPECTED[text].relays:
        said = f"{teller} (?:names|prints the text of) {re.escape(origin)} "
        assert re.search(said, pages[text]), (teller, origin)


@STORY
def test_the_page_shows_each_change_with_both_quotes(pages: dict[str, str], text: str) -> None:
    for kind, before, after, outlet in EXPECTED[text].drifts:
        place = pages[text].index(kind, pages[text].index("What changed on the way"))
        row = pages[text][place : place + 500]
        for said in (before.rstrip("."), after.rstrip("."), outlet):
            assert said in row


@STORY
def test_the_page_leads_to_what_contradicts_or_refines(pages: dict[str, str], text: str) -> None:
    expected, page = EXPECTED[text], pages[text]
    assert page.count("≠ contradicts it") == len(expected.contradicted_by)
    assert page.count("⊃ says more than this one") == len(expected.refined_by)
    for other in (*expected.contradicted_by, *expected.refined_by):
        assert other in page
