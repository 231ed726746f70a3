"""Stories in the database: found as articles come, in any order, and kept right afterwards."""

import random
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from tracked_stores import COMPARER, add, dump, names, stories
from tracking_family import FAMILY, STORIES

from claims.store import Store, open_store, transaction
from claims.store.decisions.reviewing import add_review
from claims.store.extractions.silent_edits import read_silent_edits
from claims.store.record.reviews import Review
from claims.store.stories.decisions import decide_together
from claims.store.stories.reading import read_relations, read_story, story_of
from claims.store.stories.recomputing import retell_claims
from claims.store.stories.searching import find_claims
from claims.store.stories.tracking import track_documents, untracked
from claims.store.stories.vectors import catch_up, index_folder, open_neighbours


@pytest.fixture
def store(tracked_store: Store) -> Store:
    return tracked_store


def test_stories_are_found(store: Store) -> None:
    assert stories(store) == set(STORIES.values())
    assert untracked(store) == []


@pytest.mark.parametrize("seed", range(2))
def test_any_order_gives_the_same_rows(store: Store, tmp_path: Path, seed: int) -> None:
    articles = list(FAMILY)
    random.Random(seed).shuffle(articles)
    with open_store(tmp_path / "other.db") as other:
        add(other, articles)
        assert dump(other) == dump(store)


def test_stories_that_a_kill_kept_from_being_told_are_told_next_time(store: Store) -> None:
    before = dump(store)
    with transaction(store) as connection:
        connection.execute("DELETE FROM stories")
    assert stories(store) == set()
    track_documents(store, COMPARER)
    assert dump(store) == before


def test_an_index_takes_in_what_another_process_adds(tmp_path: Path) -> None:
    """Two that add at once, in turns: the same stories as one after the other."""
    with open_store(tmp_path / "other.db") as other, open_store(tmp_path / "other.db") as second:
        index = open_neighbours(second)
        add(other, list(FAMILY)[:8])
        catch_up(second.connection, index)
        assert (
            index.last == other.connection.execute("SELECT max(id) FROM embeddings").fetchone()[0]
        )


def test_a_story_as_editors_query_it(store: Store) -> None:
    row = store.connection.execute(
        "SELECT first_seen, last_seen, claims, documents, voices, outlets, originators, circular,"
        " drifts FROM stories WHERE text LIKE 'the captain of the ferry had switched%'"
    ).fetchone()
    assert row == ("2024-03-05T21:00:00+00:00", "2024-03-07T05:00:00+00:00", 6, 6, 4, 6, 1, 0, 1)
    ring = store.connection.execute("SELECT text, originators FROM stories WHERE circular")
    assert [(text[:18], count) for text, count in ring] == [("The chemical plant", 1)]
    relations = store.connection.execute(
        "SELECT relation, count(*) FROM story_links GROUP BY relation ORDER BY relation"
    ).fetchall()
    assert dict(relations)["contradicts"] >= 2
    assert dict(relations)["refines"] >= 1


def test_a_story_is_read_back_whole(store: Store) -> None:
    story = read_story(store.connection, story_of(store.connection, names(store)["a01.1"]) or "")
    assert story is not None
    assert len(story.tellings) == 6
    assert [one.kind for one in story.drifts] == ["source dropped"]
    assert any(one.relation == "contradicts" for one in read_relations(store.connection, story.key))
    assert read_story(store.connection, "none") is None


def test_merges_and_splits_outlive_extraction(store: Store) -> None:
    keys = names(store)
    decide_together(store, [keys["a10.1"]], [keys["a15.1"]], together=True, reviewer="ada")
    decide_together(
        store, [keys["a09.1"]], [keys["a08.1"]], together=False, reviewer="ada", note="not sure"
    )
    retell_claims(store, [keys[key] for key in ("a10.1", "a15.1", "a08.1", "a09.1")])
    wanted = stories(store)
    assert ("a15.1", "a10.1") in wanted
    assert {("a08.1",), ("a09.1",)} <= wanted
    # Extracting an article anew forgets its claims and their stories, but no decision.
    for key in ("a09", "a10"):
        article = next(one for one in FAMILY if one.key == key)
        changed = replace(article, text=f"{article.text}\nMore will follow.")
        add(store, [changed])
    assert stories(store) == wanted


def test_an_undone_merge_is_taken_back(store: Store) -> None:
    keys = names(store)
    decide_together(store, [keys["a10.1"]], [keys["a15.1"]], together=True, reviewer="ada")
    retell_claims(store, [keys["a10.1"]])
    (number,) = store.connection.execute(
        "SELECT id FROM reviews WHERE target = ?", (keys["a10.1"],)
    ).fetchone()
    add_review(
        store,
        Review(
            target_kind="claim",
            target=keys["a10.1"],
            action="undo",
            undoes=number,
            reviewer="ada",
        ),
    )
    retell_claims(store, [keys["a10.1"], keys["a15.1"]])
    assert stories(store) == set(STORIES.values())


def test_silent_edits_are_shown_claim_by_claim(store: Store) -> None:
    article = next(one for one in FAMILY if one.key == "a06")
    injured = article.tellings[1]
    changed = replace(
        article,
        text=article.text.replace("30 passengers", "34 passengers").replace(
            "The captain of the ferry switched off the radar in the channel.\n", ""
        ),
        tellings=(replace(injured, text=injured.text.replace("30", "34")),),
    )
    add(store, [changed])
    (document,) = store.connection.execute(
        "SELECT id FROM documents WHERE url = 'https://example.org/a06'"
    ).fetchone()
    edits = read_silent_edits(store.connection, document)
    assert [(one.version, one.edit.kind, one.edit.changed) for one in edits] == [
        (1, "altered", ("wording",)),
        (1, "dropped", ()),
    ]
    altered = edits[0].edit
    assert altered.before is not None
    assert altered.after is not None
    assert altered.before.text.startswith("30")
    assert altered.after.text.startswith("34")
    assert ("a01.1", "a02.1", "a03.1", "a04.1", "a05.1") in {group[:5] for group in stories(store)}


def test_the_index_is_made_anew_where_it_is_lost(store: Store) -> None:
    shutil.rmtree(index_folder(store), ignore_errors=True)
    assert len(open_neighbours(store)) == len(names(store))


@pytest.mark.parametrize(
    ("statement", "first"),
    [
        ("Did the captain switch off the radar?", "a0"),
        ("Brandt resigns", "a09"),
        ("chlorine in the river", "a1"),
        ("Tarnholm", "a15"),
    ],
)
def test_a_statement_finds_its_claims(store: Store, statement: str, first: str) -> None:
    keys = {identity: key for key, identity in names(store).items()}
    found = find_claims(store.connection, open_neighbours(store), COMPARER, statement, count=3)
    assert keys[found[0].telling.key].startswith(first)
    assert found[0].story == story_of(store.connection, found[0].telling.key)
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)


@pytest.mark.parametrize("statement", ["", "?", '"', "AND OR NOT", "a* NEAR(b)", "it; DROP TABLE"])
def test_any_statement_may_be_asked(store: Store, statement: str) -> None:
    find_claims(store.connection, open_neighbours(store), COMPARER, statement)
