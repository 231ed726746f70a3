"""Adding articles: whole ones, once, whatever comes in between."""

import sqlite3
import threading
import time
from dataclasses import replace
from pathlib import Path

import pytest
from store_fakes import ARTICLE, article, fake_extract, seed

from claims.store import (
    AddSummary,
    Store,
    add_extractions,
    begin_run,
    document_ids,
    finish_run,
    open_store,
    pending,
    read_document,
    read_extraction,
    transaction,
)
from claims.store.storing.writing import write_batches
from claims.values import Attribution, Document, Extraction, Mention, Problem, Sentence, Span

TABLES = (
    "documents",
    "regions",
    "sentences",
    "sources",
    "appearances",
    "source_names",
    "mentions",
    "attributions",
    "claims",
    "spans",
    "hops",
    "figures",
    "problems",
)


@pytest.fixture
def store(tmp_path: Path):
    with open_store(tmp_path / "claims.db") as store:
        yield store


def add(store: Store, *extractions: Extraction, batch: int = 50) -> AddSummary:
    return add_extractions(store, extractions, run=begin_run(store, "add"), batch=batch)


def everything(store: Store) -> dict[str, list[tuple[object, ...]]]:
    return {
        table: sorted(store.connection.execute(f"SELECT * FROM {table}").fetchall(), key=repr)  # noqa: S608 - names from the list above
        for table in TABLES
    }


def test_what_is_stored_reads_back_as_it_was(store: Store) -> None:
    extraction = seed(url="https://example.org/ferry", title="Ferry stops", language="en")
    assert add(store, extraction) == AddSummary(added=1)
    [identity] = document_ids(store)
    assert read_extraction(store, identity) == extraction
    assert read_document(store, identity) == extraction.document


def test_the_same_article_again_changes_nothing(store: Store) -> None:
    add(store, seed(), *map(fake_extract, map(article, range(5))))
    before = everything(store)
    assert add(store, seed(), *map(fake_extract, map(article, range(5)))) == AddSummary(unchanged=6)
    assert everything(store) == before


def test_an_article_twice_in_one_batch_is_stored_once(store: Store) -> None:
    assert add(store, seed(), seed()) == AddSummary(added=1, unchanged=1)


def test_a_named_source_is_one_row_and_an_anonymous_one_belongs_to_its_article(
    store: Store,
) -> None:
    add(store, fake_extract(article(1)), fake_extract(article(2)))
    rows = store.connection.execute(
        "SELECT name, anonymous, document IS NULL FROM sources ORDER BY name"
    ).fetchall()
    assert rows == [
        ("A dock worker", 1, 0),
        ("A dock worker", 1, 0),
        ("Ana Berg", 0, 1),
    ]
    names = store.connection.execute("SELECT DISTINCT name FROM source_names ORDER BY 1").fetchall()
    assert names == [("A dock worker",), ("Ana Berg",), ("Berg",)]


def test_a_nameless_source_of_one_article_is_not_that_of_another(store: Store) -> None:
    """ "Residents" are no anonymous source, and still other people in every article."""

    def residents(number: int) -> Extraction:
        found = fake_extract(article(number))
        crowd = replace(found.sources[1], name="residents", kind="group", anonymous=False)
        return replace(found, sources=(found.sources[0], crowd))

    add(store, residents(1), residents(2))
    rows = store.connection.execute(
        "SELECT document FROM sources WHERE name = 'residents' ORDER BY 1"
    ).fetchall()
    assert rows == [(identity,) for identity in sorted(document_ids(store))]
    sourcing = store.connection.execute(
        "SELECT DISTINCT sourcing FROM claims ORDER BY sourcing"
    ).fetchall()
    assert sourcing == [("group",), ("named",), ("unsourced",)]


def test_a_changed_text_at_the_same_address_becomes_a_version(store: Store) -> None:
    url = "https://example.org/ferry"
    add(store, seed(url=url), fake_extract(article(1)))
    changed = seed(ARTICLE.replace("more than 20", "more than 30"), url=url)
    assert add(store, changed) == AddSummary(updated=1)
    identity = document_ids(store)[0]
    assert read_extraction(store, identity) == changed
    versions = store.connection.execute("SELECT document, version, text FROM document_versions")
    assert versions.fetchall() == [(identity, 1, ARTICLE)]
    assert store.database["documents"].get(identity)["version"] == 2


def test_changed_details_are_no_new_version(store: Store) -> None:
    add(store, seed())
    assert add(store, seed(published="2024-02-19")) == AddSummary(updated=1)
    [row] = store.database["documents"].rows
    assert (row["published"], row["version"]) == ("2024-02-19", 1)
    assert store.database["document_versions"].count == 0


def test_a_changed_article_leaves_no_source_behind(store: Store) -> None:
    url = "https://example.org/ferry"
    add(store, seed(url=url))
    add(store, seed("The ferry stopped.", url=url))
    assert store.database["sources"].count == 0
    assert everything(store)["claims"] != []


def test_details_given_by_hand_survive_a_reading_without_them(store: Store) -> None:
    by_hand = seed(published="2024-02-18").document
    add(store, fake_extract(by_hand))
    bare = replace(by_hand, published=None, path="elsewhere/ferry.txt")
    assert pending(store, bare) is None
    retitled = pending(store, replace(bare, title="Ferry stops"))
    assert retitled is not None
    assert (retitled.title, retitled.published) == ("Ferry stops", "2024-02-18")
    assert pending(store, replace(bare, text="Another text.")) is not None


@pytest.mark.parametrize(
    ("broken", "reason"),
    [
        ({"sentences": (Sentence(1, Span(0, 9999)),)}, "a sentence ends at 9999"),
        ({"sentences": (Sentence(2, Span(0, 5)), Sentence(1, Span(5, 9)))}, "out of order"),
        ({"mentions": (Mention("s9", Span(0, 3), "name"),)}, "not in the list: s9"),
        ({"attributions": (Attribution((), (), (), "direct"),)}, "has no words"),
        (
            {"attributions": (Attribution((), (Span(0, 3),), (), "direct", parent=4),)},
            "lies in attribution 4",
        ),
        ({"sentences": ()}, "there is no sentence 2"),
        ({"sources": seed().sources * 2}, "two sources have the same key"),
    ],
)
def test_an_unsound_extraction_costs_only_its_own_claims(
    store: Store, broken: dict[str, object], reason: str
) -> None:
    extraction = replace(seed(), **broken)
    summary = add(store, extraction, fake_extract(article(1)))
    assert (summary.added, summary.problems) == (2, 1)
    row = store.database["documents"].get(document_ids(store)[0])
    assert row["extracted"] == 0
    assert reason in row["reason"]
    [problem] = store.database["problems"].rows
    assert (problem["path"], problem["stage"]) == ("ferry.txt", "store")
    assert store.connection.execute(
        "SELECT count(*) FROM claims WHERE document = ?", (row["id"],)
    ).fetchone() == (0,)


def test_half_a_character_is_refused_with_a_reason(store: Store) -> None:
    broken = Extraction(Document("Half \ud83d of it.", path="odd\udcff.txt"))
    assert add(store, broken, seed()) == AddSummary(added=1, problems=1)
    [problem] = store.database["problems"].rows
    assert problem["path"] == "odd\\udcff.txt"
    assert "U+D83D" in problem["reason"]


def test_a_language_that_is_not_extracted_is_kept_with_its_reason(store: Store) -> None:
    document = Document("Die Fähre hielt an.", language="de", path="faehre.txt")
    problem = Problem("faehre.txt", "extraction", "German is not supported yet")
    add(store, Extraction(document, (Sentence(1, Span(0, 19)),), problems=(problem,)))
    [row] = store.database["documents"].rows
    assert (row["extracted"], row["reason"]) == (0, "German is not supported yet")
    assert store.database["sentences"].count == 1


def test_a_run_counts_what_it_did(store: Store) -> None:
    run = begin_run(store, "add", models={"roles": "abc"})
    extractions = [fake_extract(article(number)) for number in (1, 2, 1)]
    add_extractions(store, extractions, run=run, batch=2)
    assert finish_run(store, run) == AddSummary(added=2, unchanged=1)
    [row] = store.database["runs"].rows
    assert (row["command"], row["models"], row["added"]) == ("add", '{"roles": "abc"}', 2)
    assert row["finished"] >= row["started"]


def test_articles_are_written_before_the_batch_is_full(store: Store) -> None:
    """A slow extraction does not keep what is found from the people who wait for it."""
    seen = []

    def slow():
        for number in range(4):
            seen.append(store.database["documents"].count)
            yield fake_extract(article(number))

    add_extractions(store, slow(), run=begin_run(store, "add"), patience=0.0)
    assert seen == [0, 1, 2, 3]


def test_hostile_text_stays_text(store: Store) -> None:
    text = '\'); DROP TABLE claims; -- said "x" said <script>alert(1)</script>.'
    add(store, seed(text, title="<b>'\"; DROP TABLE documents", url="javascript:alert('1')"))
    assert store.database["documents"].count == 1
    assert next(iter(store.database["sentences"].rows))["text"] == text


def test_search_follows_every_change(store: Store) -> None:
    url = "https://example.org/ferry"

    def hits(words: str) -> int:
        return store.connection.execute(
            "SELECT count(*) FROM claims_fts WHERE claims_fts MATCH ?", (words,)
        ).fetchone()[0]

    add(store, seed(url=url))
    assert (hits("overloaded"), hits("reuters"), hits("engines")) == (1, 1, 2)
    add(store, seed(ARTICLE.replace("overloaded", "empty"), url=url))
    assert (hits("overloaded"), hits("empty")) == (0, 1)


def test_a_long_batch_lets_others_write(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who decides on the desk meanwhile waits for a part of the batch, not for all of it."""
    monkeypatch.setattr("claims.store.storing.writing.HELD", 0.1)
    begun = threading.Event()

    def slowly(connection: sqlite3.Connection, extraction: Extraction, run: int) -> AddSummary:
        del connection, extraction, run
        begun.set()
        time.sleep(0.2)
        return AddSummary(added=1)

    def write() -> None:
        with open_store(store.path) as other:
            extractions = [fake_extract(article(number)) for number in range(10)]
            run = begin_run(other, "add")
            found.append(write_batches(other, extractions, slowly, run=run, batch=10, patience=60))

    found: list[AddSummary] = []
    adding = threading.Thread(target=write)
    adding.start()
    begun.wait(10)
    with open_store(store.path, wait=1.2) as reviewer, transaction(reviewer) as connection:
        connection.execute("UPDATE desk_settings SET value = 'x' WHERE name = 'organisation'")
    assert adding.is_alive(), "the batch was not over"
    adding.join()
    assert found == [AddSummary(added=10)]
    assert store.connection.execute("SELECT added FROM runs").fetchall() == [(10,)]
