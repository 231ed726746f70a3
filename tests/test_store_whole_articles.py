"""Articles as a whole: details corrected, articles removed and restored, and the trail whole."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from store_fakes import article, fake_extract, seed
from tracked_stores import dump

from claims.adding import add_articles, extract_decided
from claims.errors import DecisionError, StoreError
from claims.store import (
    Store,
    add_extractions,
    add_reviewer,
    begin_run,
    document_id,
    open_store,
    pending,
    read_document,
    rebuild,
    transaction,
    verify,
)
from claims.store.decisions import CorrectKind, Dismiss, Note, Rename, Undo, Verdict, decide
from claims.store.extractions.rows import COLUMNS
from claims.store.whole_articles.details import correct_details
from claims.store.whole_articles.removal import remove_article, removed
from claims.store.whole_articles.waiting import waiting
from claims.values import Document, Extraction

pytest_plugins = ["tracked_stores"]
FERRY = "https://example.org/ferry"


def extract_all(documents: Iterable[Document]) -> Iterator[Extraction]:
    yield from map(fake_extract, documents)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "claims.db") as opened:
        found = [seed(url=FERRY), *map(fake_extract, map(article, (1, 2)))]
        add_extractions(opened, found, run=begin_run(opened, "add"))
        for person, role in (("ed", "editor"), ("ann", "reviewer"), ("rea", "reader")):
            add_reviewer(opened, person, role=role)
        yield opened


def ferry(store: Store) -> str:
    [name] = store.connection.execute("SELECT id FROM documents WHERE url = ?", (FERRY,)).fetchone()
    return str(name)


def correct(store: Store, document: str, reviewer: str = "ann", **details: str):
    with transaction(store) as connection:
        return correct_details(connection, reviewer=reviewer, document=document, details=details)


def remove(store: Store, document: str, reviewer: str = "ed"):
    with transaction(store) as connection:
        return remove_article(connection, reviewer=reviewer, document=document, note="a hoax")


def undo(store: Store, review: int, reviewer: str = "ed") -> None:
    with transaction(store) as connection:
        decide(
            connection, reviewer=reviewer, target_kind="document", target="", action=Undo(review)
        )


def details(store: Store, document: str) -> dict[str, object]:
    cursor = store.connection.execute(
        "SELECT title, publisher, published, url, author FROM documents WHERE id = ?", (document,)
    )
    row = cursor.fetchone()
    return dict(zip([column[0] for column in cursor.description], row, strict=True))


def derived(store: Store) -> dict[str, list[object]]:
    """All derived rows, and what people's decisions made of them."""
    queries = {table: ", ".join(f'"{c}"' for c in columns) for table, columns in COLUMNS.items()}
    queries |= {"attachments": "*", "dismissed_claims": "*", "document_versions": "*"}
    queries |= {"claim_versions": "*", "sourcing_counts": "*", "claim_status": "*"}
    queries |= {"documents": "id, url, title, publisher, published, added, version, text, digest"}
    return {
        table: sorted(store.connection.execute(f"SELECT {what} FROM {table}").fetchall(), key=repr)  # noqa: S608  # constants
        for table, what in queries.items()
    }


def decisions(store: Store) -> list[tuple[object, ...]]:
    return store.connection.execute("SELECT id, action, target, hash FROM reviews").fetchall()


def decide_something(store: Store, document: str) -> None:
    """A verdict, a correction, a claim that is none, and another name for a source."""
    claims = [
        row[0]
        for row in store.connection.execute(
            "SELECT id FROM claims WHERE document = ? ORDER BY number", (document,)
        )
    ]
    [source] = store.connection.execute(
        "SELECT source FROM appearances JOIN sources ON sources.id = source"
        " WHERE appearances.document = ? AND sources.document IS NULL ORDER BY position",
        (document,),
    ).fetchone()
    made = (
        ("claim", claims[0], Verdict("false", note="No.")),
        ("claim", claims[1], CorrectKind("opinion")),
        ("claim", claims[2], Dismiss()),
        ("claim", claims[3], Note("Ask Ana")),
        ("source", source, Rename("Ana B. Berg")),
    )
    with transaction(store) as connection:
        for kind, target, action in made:
            decide(connection, reviewer="ann", target_kind=kind, target=target, action=action)


def test_corrected_details_take_effect_when_the_article_is_extracted_anew(store: Store) -> None:
    document = ferry(store)
    decide_something(store, document)
    before = {table: rows for table, rows in derived(store).items() if table == "claims"}
    decided = correct(store, document, title=" The  ferry ", published="18 Feb 2023", author="")
    assert decided is not None
    assert decided.documents == (document,)
    assert waiting(store.connection) == [document]
    assert verify(store) == ()
    assert extract_decided(store, extract_all=extract_all).updated == 0
    found = details(store, document)
    assert (found["title"], found["published"]) == ("The ferry", "2023-02-18")
    assert waiting(store.connection) == []
    assert verify(store) == ()
    assert {table: rows for table, rows in derived(store).items() if table == "claims"} == before
    again = extract_decided(store, extract_all=extract_all)
    assert (again.added, again.updated) == (0, 0)


def test_the_address_is_corrected_and_the_article_stays_itself(store: Store) -> None:
    document = ferry(store)
    decide_something(store, document)
    before = derived(store)
    correct(store, document, url="https://example.org/true")
    extract_decided(store, extract_all=extract_all)
    after = derived(store)
    assert details(store, document)["url"] == "https://example.org/true"
    assert {name: after[name] for name in COLUMNS} == {name: before[name] for name in COLUMNS}
    assert after["attachments"][:-1] == before["attachments"]
    assert verify(store) == ()
    # Rebuilding, and reading it again under either address, changes nothing.
    rebuild(store, fake_extract, run=begin_run(store, "rebuild"))
    assert details(store, document)["url"] == "https://example.org/true"
    for url in (FERRY, "https://example.org/true", "HTTPS://Example.org/true#top"):
        assert pending(store, seed(url=url).document) is None, url
    assert store.connection.execute("SELECT count(*) FROM documents").fetchone() == (3,)
    with transaction(store) as connection, pytest.raises(DecisionError, match="another article"):
        correct_details(
            connection,
            reviewer="ann",
            document=document_id(article(1)),
            details={"url": "https://example.org/true"},
        )


def test_what_is_read_again_stays_as_corrected(store: Store) -> None:
    first = article(1)
    document = document_id(first)
    correct(store, document, publisher="", author="Ann Lee")
    extract_decided(store, extract_all=extract_all)
    read = replace(
        first, text="Another text. Ana Berg said it burned.", author="Nobody", title="New"
    )
    waits = pending(store, read)
    assert waits is not None
    add_extractions(store, [fake_extract(waits)], run=begin_run(store, "add"))
    found = details(store, document)
    assert (found["publisher"], found["author"], found["title"]) == (None, "Ann Lee", "New")
    assert verify(store) == ()


def test_a_correction_that_is_taken_back_gives_way_to_what_was_there(store: Store) -> None:
    document = ferry(store)
    before = details(store, document)
    first = correct(store, document, title="One")
    extract_decided(store, extract_all=extract_all)
    second = correct(store, document, title="Two")
    extract_decided(store, extract_all=extract_all)
    undo(store, second.review)
    extract_decided(store, extract_all=extract_all)
    assert details(store, document)["title"] == "One"
    undo(store, first.review)
    extract_decided(store, extract_all=extract_all)
    assert details(store, document) == before
    assert verify(store) == ()


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"published": "last Friday"}, "is no date"),
        ({"published": "03/04/2024"}, "is no date"),
        ({"url": "javascript:alert(1)"}, "is no address"),
        ({"url": "https://example.org/notices/1"}, "another article has this address"),
        ({"title": "x" * 2001}, "longer than 2,000"),
    ],
)
def test_details_that_make_no_sense_are_refused(
    store: Store, given: dict[str, str], words: str
) -> None:
    with pytest.raises(DecisionError, match=words):
        correct(store, ferry(store), **given)
    assert decisions(store) == []


def test_details_that_are_the_same_are_no_decision(store: Store) -> None:
    document = ferry(store)
    same = {name: str(value or "") for name, value in details(store, document).items()}
    assert correct(store, document, **same) is None
    assert decisions(store) == []
    with pytest.raises(DecisionError, match="no article"):
        correct(store, "beef", title="x")
    with pytest.raises(DecisionError, match="reads only"):
        correct(store, document, reviewer="rea", title="x")


def test_a_removed_article_is_gone_and_comes_back_just_as_it_was(store: Store) -> None:
    document = ferry(store)
    newer = replace(seed(url=FERRY).document, text=seed().document.text + " It was late.")
    add_extractions(store, [fake_extract(newer)], run=begin_run(store, "add"))
    decide_something(store, document)
    correct(store, document, title="The ferry")
    extract_decided(store, extract_all=extract_all)
    before, trail = derived(store), decisions(store)
    assert before["document_versions"]
    assert before["claim_versions"]
    decided = remove(store, document)
    assert verify(store) == ()
    assert read_document(store, document) is None
    for table in ("claims", "sentences", "document_versions"):
        rows = store.connection.execute(
            f"SELECT count(*) FROM {table} WHERE document = ?",  # noqa: S608 - constants
            (document,),
        )
        assert rows.fetchone() == (0,)
    assert decisions(store)[: len(trail)] == trail
    assert store.connection.execute("SELECT count(*) FROM detached_reviews").fetchone() == (0,)
    [row] = removed(store.connection)
    assert (row.id, row.title, row.reviewer, row.note) == (document, "The ferry", "ed", "a hoax")
    assert not row.restoring
    undo(store, decided.review)
    assert [row.restoring for row in removed(store.connection)] == [True]
    extract_decided(store, extract_all=extract_all)
    assert removed(store.connection) == []
    after = derived(store)
    known = [row for row in after["attachments"] if row[0] <= len(trail)]
    assert known == before["attachments"]
    assert {**after, "attachments": 0} == {**before, "attachments": 0}
    assert verify(store) == ()


def test_a_removed_article_is_not_added_again_until_it_is_restored(
    store: Store, tmp_path: Path
) -> None:
    path = tmp_path / "dam.jsonl"
    path.write_text(json.dumps({"text": "Ana Berg said it burned.", "url": FERRY}), "utf8")
    decided = remove(store, ferry(store))
    outcomes = []
    summary = add_articles(
        store, [str(path)], extract_all=extract_all, watcher=outcomes.append, models={}
    )
    assert (summary.added, summary.problems) == (0, 1)
    assert "was removed by ed on" in outcomes[0].problem.reason
    # Nor by whoever stores without asking.
    summary = add_extractions(store, [seed(url=FERRY)], run=begin_run(store, "add"))
    assert (summary.added, summary.problems) == (0, 1)
    undo(store, decided.review)
    extract_decided(store, extract_all=extract_all)
    assert add_articles(store, [str(path)], extract_all=extract_all, models={}).updated == 1
    assert verify(store) == ()


def test_only_editors_remove_and_only_what_is_there(store: Store) -> None:
    with pytest.raises(DecisionError, match="for editors"):
        remove(store, ferry(store), reviewer="ann")
    with pytest.raises(StoreError, match="no document"):
        remove(store, "beef")
    assert read_document(store, ferry(store)) is not None


def test_what_was_damaged_is_told(store: Store) -> None:
    document = ferry(store)
    store.connection.execute(
        "UPDATE documents SET url = 'https://a.example' WHERE id = ?", [document]
    )
    assert "the id does not follow" in str(verify(store))
    store.connection.execute("UPDATE documents SET url = ? WHERE id = ?", [FERRY, document])
    remove(store, document)
    store.connection.execute(
        "UPDATE removed_documents SET article = json_set(article, '$.url', 'https://a.example')"
    )
    assert "removed_documents" in str(verify(store))


def test_the_others_tell_their_stories_without_a_removed_article(tracked_store: Store) -> None:
    before = dump(tracked_store)
    told = "SELECT DISTINCT document FROM story_claims JOIN claims ON claims.id = claim"
    documents = [row[0] for row in tracked_store.connection.execute(told).fetchall()]
    companions = tracked_store.connection.execute("SELECT count(*) FROM story_claims").fetchone()[0]
    [first] = tracked_store.connection.execute(
        "SELECT first_document FROM stories ORDER BY documents DESC LIMIT 1"
    ).fetchone()
    own = tracked_store.connection.execute(
        "SELECT count(*) FROM story_claims JOIN claims ON claims.id = claim WHERE document = ?",
        (first,),
    ).fetchone()[0]
    with transaction(tracked_store) as connection:
        remove_article(connection, reviewer="ada", document=first)
    left = {row[0] for row in tracked_store.connection.execute(told)}
    assert left <= set(documents) - {first}
    assert dump(tracked_store) != before
    # Whoever told the story with it tells it still, where somebody is left to tell it with.
    rows = tracked_store.connection.execute("SELECT count(*) FROM story_claims").fetchone()[0]
    assert rows >= companions - own - 2
    assert verify(tracked_store) == ()
