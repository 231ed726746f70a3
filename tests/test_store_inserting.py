"""Rows go in many at a time, so that the search index gets an article in one piece."""

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
from claims.store.inserting import insert_rows
from claims.values import Extraction


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "claims.db") as store:
        yield store


def add(store: Store, *extractions: Extraction) -> None:
    add_extractions(store, extractions, run=begin_run(store, "add"))


def test_an_article_is_one_piece_of_each_search_index(store: Store) -> None:
    add(store, fake_extract(article(1, words=40)))
    assert store.database["sentences"].count > 10
    for pieces in (
        "SELECT count(DISTINCT segid) FROM sentences_fts_idx",
        "SELECT count(DISTINCT segid) FROM claims_fts_idx",
    ):
        assert store.connection.execute(pieces).fetchone() == (1,), pieces


@pytest.mark.parametrize("size", [0, 1, 63, 64, 65, 200])
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
