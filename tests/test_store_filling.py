"""A new file is filled without most of its indexes, and has all of them in the end."""

import sqlite3
from pathlib import Path

import pytest
from store_fakes import article, fake_extract

from claims.store import Store, add_extractions, begin_run, memory_store, open_store, verify
from claims.store.indexes import index_statements
from claims.store.migrations import sources
from claims.store.storing.filling import filling

SETTINGS = ("cache_size", "wal_autocheckpoint", "foreign_keys")


def indexes(connection: sqlite3.Connection) -> dict[str, str]:
    """Return the SQL of each index that the file has, by its name."""
    rows = connection.execute(
        "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql > ''"
    )
    return dict(rows.fetchall())


def settings(store: Store) -> list[int]:
    return [store.connection.execute(f"PRAGMA {name}").fetchone()[0] for name in SETTINGS]


def add(store: Store, *numbers: int) -> None:
    extractions = [fake_extract(article(number)) for number in numbers]
    add_extractions(store, extractions, run=begin_run(store, "add"))


def fill_in_part(store: Store) -> None:
    with filling(store):
        add(store, 1)
        raise KeyboardInterrupt


def test_what_can_wait_is_what_the_migrations_make() -> None:
    with memory_store() as store:
        made = indexes(store.connection)
        found = index_statements(sources().values())
        assert found
        assert found.items() <= made.items()
        assert {"claims_open", "claims_sentence", "spans_claim"} <= set(found)
        # What is looked for while articles are stored does not wait.
        assert not {"attributions_parent", "appearances_source", "documents_run"} & set(found)


def test_a_new_file_has_all_indexes_in_the_end(tmp_path: Path) -> None:
    with open_store(tmp_path / "claims.db") as store:
        before, known = settings(store), indexes(store.connection)
        with filling(store) as new:
            assert new
            waiting = set(known) - set(indexes(store.connection))
            assert waiting == set(index_statements(sources().values()))
            assert settings(store) != before
            add(store, 1, 2)
        assert (settings(store), indexes(store.connection)) == (before, known)
        assert verify(store) == ()


def test_a_file_with_articles_keeps_its_indexes(tmp_path: Path) -> None:
    with open_store(tmp_path / "claims.db") as store:
        add(store, 1)
        known = indexes(store.connection)
        with filling(store) as new:
            assert not new
            assert indexes(store.connection) == known


@pytest.mark.parametrize("read_only", [False, True])
def test_who_opens_a_file_whose_filling_stopped_makes_its_indexes(
    tmp_path: Path, *, read_only: bool
) -> None:
    path = tmp_path / "claims.db"
    with open_store(path) as store:
        before, known = settings(store), indexes(store.connection)
        with pytest.raises(KeyboardInterrupt):
            fill_in_part(store)
        assert settings(store) == before
        assert indexes(store.connection) != known
    with open_store(path, read_only=read_only) as store:
        assert (indexes(store.connection) == known) != read_only
        assert store.database["documents"].count == 1
