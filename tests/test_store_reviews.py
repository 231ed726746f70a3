"""Decisions: only ever added, chained, and attached to today's extraction by id or by words."""

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from store_fakes import ARTICLE, article, fake_extract, seed

from claims.errors import StoreError
from claims.store import (
    Review,
    Store,
    add_extractions,
    add_review,
    add_reviewer,
    begin_run,
    open_store,
    rebuild,
    verify,
)
from claims.values import Document, Extraction, Span

URL = "https://example.org/ferry"


@pytest.fixture
def store(tmp_path: Path):
    with open_store(tmp_path / "claims.db") as store:
        add_extractions(store, [seed(url=URL)], run=begin_run(store, "add"))
        add_reviewer(store, "ana", name="Ana", role="reviewer")
        yield store


def one(store: Store, statement: str, *parameters: object) -> tuple[object, ...]:
    [row] = store.connection.execute(statement, parameters)
    return row


def claim(store: Store, words: str) -> str:
    return one(store, "SELECT id FROM claims WHERE text LIKE ?", f"%{words}%")[0]


def decide(store: Store, target: str, action: str = "verdict", **more: object) -> int:
    details = {"target_kind": "claim", "reviewer": "ana", **more}
    return add_review(store, Review(target=target, action=action, **details))


def attached(store: Store) -> list[tuple[int, str, str]]:
    return store.connection.execute(
        "SELECT review, target, found_by FROM attachments ORDER BY review"
    ).fetchall()


def readd(store: Store, text: str) -> None:
    add_extractions(store, [seed(text, url=URL)], run=begin_run(store, "add"))


def test_a_decision_keeps_who_when_and_which_words(store: Store) -> None:
    target = claim(store, "more than 20")
    number = decide(
        store, target, value="false", note="Eleven.", evidence=("https://example.org/list",)
    )
    [row] = store.database["reviews"].rows
    assert number == row["id"] == 1
    assert (row["exact"], row["value"], row["note"]) == (
        "more than 20 people were hurt",
        "false",
        "Eleven.",
    )
    assert row["prefix"].endswith("A senior official said ")
    assert row["suffix"].startswith(". Reuters reported")
    assert row["evidence"] == '["https://example.org/list"]'
    assert (row["reviewer"], row["run"], row["previous"]) == ("ana", 1, "")
    status = one(store, "SELECT status, verdict, reviewer, decisions FROM claim_status")
    assert status == ("decided", "false", "ana", 1)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE reviews SET value = 'true'",
        "DELETE FROM reviews",
        "INSERT OR REPLACE INTO reviews SELECT * FROM reviews",
        "INSERT INTO reviews SELECT id + 1, target_kind, target, document, exact, prefix, suffix,"
        " action, field, value, note, evidence, undoes, reviewer, made, run, '', 'x' FROM reviews",
    ],
)
def test_decisions_cannot_be_changed(store: Store, statement: str) -> None:
    decide(store, claim(store, "more than 20"), value="false")
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        store.connection.execute(statement)
    assert store.database["reviews"].count == 1


def test_undoing_is_a_row_of_its_own(store: Store) -> None:
    target = claim(store, "more than 20")
    first = decide(store, target, value="false")
    assert one(store, "SELECT count(*) FROM claims_to_review") == (2,)
    second = decide(store, target, "undo", undoes=first)
    assert (first, second) == (1, 2)
    assert one(store, "SELECT count(*) FROM standing_reviews") == (0,)
    assert one(store, "SELECT count(*) FROM claim_status") == (0,)
    assert one(store, "SELECT count(*) FROM claims_to_review") == (3,)
    assert verify(store) == ()


def test_a_flag_can_be_taken_away(store: Store) -> None:
    target = claim(store, "more than 20")
    decide(store, target, "flag", value="misquoted")
    assert one(store, "SELECT status, flag FROM claim_status") == ("flagged", "misquoted")
    decide(store, target, "unflag")
    assert one(store, "SELECT status, flag FROM claim_status") == ("noted", None)


@pytest.mark.parametrize(
    ("review", "line"),
    [
        (Review(target_kind="claim", target="x", action="flag", reviewer="ana"), "no claim x"),
        (Review(target_kind="claim", target="", action="flag", reviewer="bo"), "no reviewer bo"),
        (
            Review(target_kind="claim", target="x", action="undo", reviewer="ana", undoes=9),
            "no decision 9",
        ),
        (Review(target_kind="claim", target="x", action="undo", reviewer="ana"), "names the"),
    ],
)
def test_a_decision_about_nothing_is_refused(store: Store, review: Review, line: str) -> None:
    with pytest.raises(StoreError, match=line):
        add_review(store, review)
    assert store.database["reviews"].count == 0


def test_an_undo_is_not_undone(store: Store) -> None:
    target = claim(store, "more than 20")
    decide(store, target, "undo", undoes=decide(store, target, value="false"))
    with pytest.raises(StoreError, match="make the decision again"):
        decide(store, target, "undo", undoes=2)


def test_a_rebuild_leaves_decisions_where_they_are(store: Store) -> None:
    decide(store, claim(store, "more than 20"), value="false")
    before = list(store.database["reviews"].rows), attached(store)
    rebuild(store, fake_extract, run=begin_run(store, "rebuild"))
    assert (list(store.database["reviews"].rows), attached(store)) == before


def test_a_decision_follows_its_words_into_a_changed_text(store: Store) -> None:
    decide(store, claim(store, "more than 20"), value="false")
    readd(store, "Update. " + ARTICLE.replace("A senior official", "An official"))
    assert attached(store) == [(1, claim(store, "more than 20"), "id")]
    assert one(store, "SELECT verdict FROM claim_status") == ("false",)


def test_a_decision_finds_its_words_when_the_extraction_cuts_them_otherwise(store: Store) -> None:
    decide(store, claim(store, "ferry was overloaded"), value="true")
    before = claim(store, "ferry was overloaded")

    def without_that(document: Document) -> Extraction:
        found = fake_extract(document)
        claims = [
            replace(c, content=(Span(c.content[0].start + 5, c.content[0].end),), text=c.text[5:])
            if c.text.startswith("that ")
            else c
            for c in found.claims
        ]
        return replace(found, claims=tuple(claims))

    rebuild(store, without_that, run=begin_run(store, "rebuild"))
    after = claim(store, "ferry was overloaded")
    assert after != before
    assert attached(store) == [(1, after, "quote")]
    assert one(store, "SELECT verdict FROM claim_status WHERE claim = ?", after) == ("true",)
    assert verify(store) == ()


def test_of_two_claims_with_the_same_words_the_right_one_is_kept(store: Store) -> None:
    rows = store.connection.execute(
        "SELECT id FROM claims WHERE text = 'the engine had been checked' ORDER BY number"
    ).fetchall()
    decide(store, rows[1][0], value="true")
    assert one(store, "SELECT prefix FROM reviews")[0].endswith("overloaded. Ana Berg said ")


def test_what_no_longer_attaches_is_listed_and_comes_back(store: Store) -> None:
    decide(store, claim(store, "more than 20"), value="false", note="Eleven.")
    readd(store, ARTICLE.replace("more than 20 people were", "nobody was"))
    assert attached(store) == []
    assert one(store, "SELECT id, exact, value, note FROM detached_reviews") == (
        1,
        "more than 20 people were hurt",
        "false",
        "Eleven.",
    )
    assert one(store, "SELECT count(*) FROM claim_status") == (0,)
    readd(store, ARTICLE)
    assert [found_by for _, _, found_by in attached(store)] == ["id"]
    assert one(store, "SELECT count(*) FROM detached_reviews") == (0,)


def test_what_no_longer_attaches_can_be_undone(store: Store) -> None:
    target = claim(store, "more than 20")
    decide(store, target, value="false")
    readd(store, "The ferry stopped.")
    decide(store, target, "undo", undoes=1)
    assert one(store, "SELECT count(*) FROM detached_reviews") == (0,)
    assert verify(store) == ()


def test_decisions_on_sources_sentences_and_articles_attach(store: Store) -> None:
    named = one(store, "SELECT id FROM sources WHERE name = 'Ana Berg'")[0]
    nameless = one(store, "SELECT id FROM sources WHERE name = 'A senior official'")[0]
    sentence = one(store, "SELECT id FROM sentences WHERE number = 3")[0]
    document = one(store, "SELECT id FROM documents")[0]
    decide(store, named, "rename", target_kind="source", value="Ana Maria Berg")
    decide(store, nameless, "note", target_kind="source", note="Who?")
    decide(store, sentence, "correct", target_kind="sentence", field="status", value="mixed")
    decide(store, document, "assign", target_kind="document", value="ana")
    decide(store, sentence, "add", target_kind="sentence", place=Span(88, 120))
    assert one(store, "SELECT exact FROM reviews WHERE action = 'add'") == (ARTICLE[88:120],)
    before = attached(store)
    assert [found_by for _, _, found_by in before] == ["id"] * 5
    rebuild(store, fake_extract, run=begin_run(store, "rebuild"))
    assert attached(store) == before
    readd(store, "Another text.")
    assert {review for review, _, _ in attached(store)} == {4}
    add_extractions(
        store, [fake_extract(article(1))], run=begin_run(store, "add")
    )  # speaks of Ana Berg again
    assert {review for review, _, _ in attached(store)} == {1, 4}


def test_the_trail_goes_on_over_many_decisions(store: Store) -> None:
    target = claim(store, "more than 20")
    numbers = [decide(store, target, "note", note=f"Note {n}") for n in range(20)]
    assert numbers == list(range(1, 21))
    assert verify(store) == ()
