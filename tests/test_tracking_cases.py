"""Small invented inputs that failed once, read, extracted, stored and tracked by the real program.

In tests/data/tracking: a denial (den), one person spelt three ways (nm), the frame left in the
compared words (fr), a sentence that came with a later version (up).
"""

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from claims.adding import add_articles
from claims.inference import AttributionModel
from claims.pipeline import extract_many
from claims.store import open_store
from claims.tracking import Comparer

FOLDER = Path(__file__).parent / "data" / "tracking"
RESIGNED = "%resign%"
CRANE = "%crane%captain%"
BRIDGE = "%bridge%"
NINE = "Nine people%"


@pytest.fixture(scope="module")
def connection(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    model = AttributionModel()
    with open_store(tmp_path_factory.mktemp("cases") / "claims.db") as store:
        add_articles(
            store,
            [str(path) for path in sorted(FOLDER.glob("*.jsonl"))],
            extract_all=lambda documents: extract_many(documents, model=model),
            comparer=Comparer(),
        )
        yield store.connection


def rows(connection: sqlite3.Connection, sql: str, *given: str) -> list[tuple[Any, ...]]:
    return connection.execute(sql, given).fetchall()


def stories_of(connection: sqlite3.Connection, words: str) -> dict[str, str]:
    """Return the story of the claim with these words, by article ("d1")."""
    found = rows(
        connection,
        "SELECT replace(documents.url, 'https://example.org/', ''), story_claims.story"
        " FROM claims JOIN documents ON documents.id = claims.document"
        " JOIN story_claims ON story_claims.claim = claims.id WHERE claims.text LIKE ?",
        words,
    )
    return dict(found)


@pytest.mark.parametrize("denial", ["d2", "d3", "d4", "d5"])
def test_a_denial_contradicts_and_is_no_voice_for_what_it_denies(
    connection: sqlite3.Connection, denial: str
) -> None:
    stories = stories_of(connection, RESIGNED)
    told, denied = stories["d1"], stories[denial]
    assert told != denied
    pair = sorted((told, denied))
    assert rows(
        connection, "SELECT relation FROM story_links WHERE story = ? AND other = ?", *pair
    ) == [("contradicts",)]
    assert rows(connection, "SELECT documents, originators FROM stories WHERE id = ?", told) == [
        (1, 1)
    ]


def test_one_person_is_one_however_spelt(connection: sqlite3.Connection) -> None:
    stories = stories_of(connection, BRIDGE)
    assert len({stories[name] for name in ("n1", "n2", "n3")}) == 1
    assert rows(
        connection, "SELECT documents, originators FROM stories WHERE id = ?", stories["n1"]
    ) == [(3, 1)]


def test_what_came_with_a_later_text_is_dated_by_it(connection: sqlite3.Connection) -> None:
    stories = stories_of(connection, CRANE)
    assert stories["u1"] == stories["u2"]
    assert rows(
        connection,
        "SELECT documents.url FROM stories JOIN documents ON documents.id = first_document"
        " WHERE stories.id = ?",
        stories["u2"],
    ) == [("https://example.org/u2",)]


def test_the_frame_does_not_keep_tellings_apart(connection: sqlite3.Connection) -> None:
    stories = stories_of(connection, NINE)
    assert stories["f1"] == stories["f2"]


def test_another_fact_from_the_same_mouth_is_another_story(connection: sqlite3.Connection) -> None:
    stories = stories_of(connection, "%collapsed on Sunday%") | stories_of(connection, NINE)
    assert stories["f3"] != stories["f2"]
