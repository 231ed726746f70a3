"""Rows go in many at a time, and an article costs the same however full the file is."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from store_fakes import article, fake_extract

from claims.store import (
    Store,
    add_extractions,
    add_reviewer,
    begin_run,
    open_store,
    transaction,
    verify,
)
from claims.store.decisions import CorrectKind, decide
from claims.store.extractions.inserting import insert_rows
from claims.values import Document, Extraction


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "claims.db") as store:
        yield store


def notice(number: int) -> Extraction:
    """Return an article with people whom no other article names."""
    letters = "".join("abcdefghij"[int(digit)] for digit in f"{number:04}")
    lines = [f"Ana{letters} Berg{letters}{name} said ship {name} sank. " for name in "klmno"]
    return fake_extract(Document("".join(lines), url=f"https://example.org/{number}"))


def add(store: Store, *extractions: Extraction) -> None:
    add_extractions(store, extractions, run=begin_run(store, "add"))


def steps_of_adding(store: Store, extraction: Extraction) -> int:
    """Return how many hundreds of steps SQLite's machine takes to store one article."""
    steps = 0

    def count() -> int:
        nonlocal steps
        steps += 1
        return 0

    store.connection.set_progress_handler(count, 100)
    add(store, extraction)
    store.connection.set_progress_handler(None, 100)
    return steps


@pytest.mark.parametrize("decided", [False, True])
def test_an_article_costs_the_same_in_a_full_file(store: Store, *, decided: bool) -> None:
    add(store, *(notice(number) for number in range(5)))
    early = steps_of_adding(store, notice(5))
    add(store, *(notice(number) for number in range(6, 406)))
    if decided:
        add_reviewer(store, "ana", role="editor")
        for (claim,) in store.connection.execute("SELECT id FROM claims LIMIT 200").fetchall():
            with transaction(store) as connection:
                decide(
                    connection,
                    reviewer="ana",
                    target_kind="claim",
                    target=claim,
                    action=CorrectKind("opinion"),
                    seen=None,
                )
    late = steps_of_adding(store, notice(406))
    # Going through 2,000 people or 200 decisions once would be hundreds more.
    assert early > 10
    assert late < 2 * early


def test_an_article_is_one_piece_of_each_search_index(store: Store) -> None:
    add(store, fake_extract(article(1, words=40)))
    assert store.database["sentences"].count > 10
    for pieces in (
        "SELECT count(DISTINCT segid) FROM sentences_fts_idx",
        "SELECT count(DISTINCT segid) FROM claims_fts_idx",
    ):
        assert store.connection.execute(pieces).fetchone() == (1,), pieces


@pytest.mark.parametrize("size", [0, 1, 127, 128, 129, 300])
def test_all_rows_go_in_and_in_their_order(store: Store, size: int) -> None:
    add(store, fake_extract(article(1)))
    (document,) = store.connection.execute("SELECT id FROM documents").fetchone()
    rows = [
        (document, number, "caption", 0, 1, f"é{number}\n") for number in range(100, 100 + size)
    ]
    with transaction(store) as connection:
        insert_rows(connection, "regions", rows)
    stored = store.connection.execute(
        'SELECT document, number, kind, start, "end", text FROM regions WHERE number >= 100'
    )
    assert stored.fetchall() == rows


def test_a_row_that_does_not_fit_keeps_its_statement_out(store: Store) -> None:
    add(store, fake_extract(article(1)))
    (document,) = store.connection.execute("SELECT id FROM documents").fetchone()
    before = store.database["regions"].count
    rows = [(document, number, "caption", 0, 1, "a") for number in (100, 101, 100)]
    with transaction(store) as connection:
        with pytest.raises(sqlite3.IntegrityError):
            insert_rows(connection, "regions", rows)
        assert connection.in_transaction
    assert store.database["regions"].count == before
    assert verify(store) == ()
