"""Merges and splits of stories: recorded, told, taken back; contradictions counted with them."""

from collections.abc import Iterable
from pathlib import Path

import pytest
from tracking_family import FAMILY, extraction_of

from claims.errors import DecisionError
from claims.store import Store, add_extractions, add_reviewer, begin_run, open_store, transaction
from claims.store.stories.decisions import (
    decide_together,
    read_decisions,
    record_together,
    told_decisions,
    undo_together,
)
from claims.store.stories.reading import story_of
from claims.store.stories.recomputing import retell_claims
from claims.store.stories.tracking import track_documents
from claims.tracking.comparison import Comparer

WANTED = ("a08", "a09", "a10", "a15")


@pytest.fixture
def store(tmp_path: Path) -> Iterable[Store]:
    with open_store(tmp_path / "claims.db") as opened:
        run = begin_run(opened, "add")
        articles = [extraction_of(one) for one in FAMILY if one.key in WANTED]
        add_extractions(opened, articles, run=run)
        track_documents(opened, Comparer())
        add_reviewer(opened, "ada", role="editor")
        yield opened


def claims(store: Store) -> dict[str, str]:
    rows = store.connection.execute(
        "SELECT substr(documents.url, -3), claims.id FROM claims"
        " JOIN documents ON documents.id = claims.document WHERE claims.number = 1"
    )
    return dict(rows.fetchall())


def counts(store: Store) -> dict[str, int]:
    """How many stories contradict that of each article's claim."""
    rows = store.connection.execute(
        "SELECT claim, contradicted FROM stories JOIN story_claims ON story = stories.id"
    )
    of = {identity: key for key, identity in claims(store).items()}
    return {of[claim]: count for claim, count in rows}


def test_a_decision_is_told_by_its_sides_and_taken_back_by_its_name(store: Store) -> None:
    of = claims(store)
    token = decide_together(
        store, [of["a10"]], [of["a15"]], together=True, reviewer="ada", note="same man"
    )
    retell_claims(store, [of["a10"], of["a15"]])
    assert story_of(store.connection, of["a10"]) == story_of(store.connection, of["a15"])
    (told,) = told_decisions(store.connection, [of["a15"]])
    assert (told.token, told.together, told.reviewer, told.note) == (token, True, "ada", "same man")
    assert (told.one, told.other) == ([of["a10"]], [of["a15"]])
    with transaction(store) as connection:
        assert sorted(undo_together(connection, token, reviewer="ada")) == sorted(
            [of["a10"], of["a15"]]
        )
    retell_claims(store, [of["a10"], of["a15"]])
    assert story_of(store.connection, of["a10"]) != story_of(store.connection, of["a15"])
    assert told_decisions(store.connection, [of["a15"]]) == []
    with transaction(store) as connection, pytest.raises(DecisionError, match="already"):
        undo_together(connection, token, reviewer="ada")


def test_all_sides_of_a_split_are_pairs(store: Store) -> None:
    of = claims(store)
    with transaction(store) as connection:
        record_together(
            connection, [of["a08"]], [of["a09"], of["a10"]], together=False, reviewer="ada"
        )
    pairs = {(one.left, one.right) for one in read_decisions(store.connection, [of["a09"]])}
    assert pairs == {(of["a08"], of["a09"]), (of["a08"], of["a10"])}
    retell_claims(store, [of["a08"], of["a09"]])
    assert story_of(store.connection, of["a08"]) != story_of(store.connection, of["a09"])


def test_contradictions_are_counted_as_stories_come_and_go(store: Store) -> None:
    assert counts(store) == {"a08": 1, "a09": 1, "a10": 1, "a15": 0}
    of = claims(store)
    token = decide_together(store, [of["a08"]], [of["a09"]], together=False, reviewer="ada")
    retell_claims(store, [of["a08"], of["a09"]])
    split = counts(store)
    assert split["a10"] == split["a08"] + split["a09"]
    with transaction(store) as connection:
        undo_together(connection, token, reviewer="ada")
    retell_claims(store, [of["a08"], of["a09"]])
    assert counts(store) == {"a08": 1, "a09": 1, "a10": 1, "a15": 0}
