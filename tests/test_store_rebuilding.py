"""Rebuilding makes the derived rows anew, and backups are whole copies."""

from dataclasses import replace
from pathlib import Path

import pytest
from store_fakes import ARTICLE, article, fake_extract, seed

from claims.errors import StoreError
from claims.store import (
    AddSummary,
    Store,
    add_extractions,
    add_problems,
    backup,
    begin_run,
    documents,
    open_store,
    rebuild,
    replace_extractions,
    transaction,
    verify,
)
from claims.store.extractions.rows import COLUMNS
from claims.values import Document, Extraction, Problem


@pytest.fixture
def store(tmp_path: Path):
    with open_store(tmp_path / "claims.db") as store:
        extractions = [
            seed(url="https://example.org/ferry"),
            *map(fake_extract, map(article, (1, 2))),
        ]
        add_extractions(store, extractions, run=begin_run(store, "add"))
        yield store


def derived(store: Store) -> dict[str, list[tuple[object, ...]]]:
    return {
        table: sorted(
            store.connection.execute(
                f"SELECT {', '.join(columns)} FROM {table}"  # noqa: S608 - constants
            ).fetchall(),
            key=repr,
        )
        for table, columns in COLUMNS.items()
    }


def test_a_rebuild_with_the_same_models_gives_the_same_rows(store: Store) -> None:
    before = derived(store)
    assert rebuild(store, fake_extract, run=begin_run(store, "rebuild")) == AddSummary(updated=3)
    assert derived(store) == before
    assert {row["run"] for row in store.database["documents"].rows} == {2}
    assert verify(store) == ()


def test_a_rebuild_repairs_what_somebody_damaged(store: Store) -> None:
    before = derived(store)
    with transaction(store) as connection:
        connection.execute("DELETE FROM claims")
        connection.execute("UPDATE sentences SET text = 'x', start = 0")
        connection.execute("UPDATE sources SET name = 'Nobody'")
    assert verify(store) != ()
    rebuild(store, fake_extract, run=begin_run(store, "rebuild"))
    assert derived(store) == before
    assert verify(store) == ()


def test_a_rebuild_with_other_models_equals_adding_with_them(store: Store, tmp_path: Path) -> None:
    def other_models(document: Document) -> Extraction:
        found = fake_extract(document)
        sources = tuple(
            replace(source, description="another description", number="several")
            for source in found.sources
        )
        return replace(found, sources=sources, claims=found.claims[:2])

    with open_store(tmp_path / "fresh.db") as fresh:
        run = begin_run(fresh, "add")
        add_extractions(fresh, map(other_models, documents(store)), run=run)
        expected = derived(fresh)
    rebuild(store, other_models, run=begin_run(store, "rebuild"))
    assert derived(store) == expected


def test_a_rebuild_that_finds_nothing_leaves_nothing(store: Store) -> None:
    rebuild(store, Extraction, run=begin_run(store, "rebuild"))
    rows = derived(store)
    assert rows.pop("regions") != []
    assert not any(rows.values())
    assert verify(store) == ()


def test_an_article_that_changed_meanwhile_is_left_alone(store: Store) -> None:
    stale = [fake_extract(document) for document in documents(store)]
    newer = seed(ARTICLE.replace("20", "30"), url="https://example.org/ferry")
    add_extractions(store, [newer], run=begin_run(store, "add"))
    summary = replace_extractions(store, stale, run=begin_run(store, "rebuild"))
    assert summary == AddSummary(updated=2, unchanged=1)
    assert next(documents(store)).text == newer.document.text


def test_problems_of_an_article_are_replaced_and_those_of_a_file_stay(store: Store) -> None:
    run = begin_run(store, "add")
    add_problems(store, [Problem("scan.pdf", "reading", "holds no text")], run=run)

    def failing(document: Document) -> Extraction:
        return Extraction(document, problems=(Problem("x", "sources", "failed"),))

    for _ in range(2):
        rebuild(store, failing, run=run)
    rows = store.connection.execute("SELECT path, reason FROM problems ORDER BY id").fetchall()
    assert rows == [("scan.pdf", "holds no text")] + [("x", "failed")] * 3
    assert store.database["runs"].get(run)["problems"] == 7


def test_a_backup_is_a_whole_copy(store: Store, tmp_path: Path) -> None:
    target = backup(store, tmp_path / "copy.db")
    assert sorted(path.name for path in tmp_path.iterdir() if "copy" in path.name) == ["copy.db"]
    with open_store(target, read_only=True) as copy:
        assert derived(copy) == derived(store)
    with open_store(target) as copy:
        assert verify(copy) == ()
        assert add_extractions(
            copy, [fake_extract(article(7))], run=begin_run(copy, "add")
        ) == AddSummary(added=1)
        assert verify(copy) == ()


def test_a_backup_is_made_while_somebody_writes(store: Store, tmp_path: Path) -> None:
    with open_store(store.path) as writer, transaction(writer) as connection:
        connection.execute("DELETE FROM problems")
        backup(store, tmp_path / "copy.db")


def test_a_backup_overwrites_nothing(store: Store, tmp_path: Path) -> None:
    target = tmp_path / "letter.txt"
    target.write_text("Dear Ana", "utf8")
    with pytest.raises(StoreError, match="exists already"):
        backup(store, target)
    assert target.read_text("utf8") == "Dear Ana"
    with pytest.raises(StoreError, match="does not exist"):
        backup(store, tmp_path / "nowhere" / "copy.db")


def test_a_damaged_database_gives_no_backup(store: Store, tmp_path: Path) -> None:
    with transaction(store) as connection:
        connection.execute("UPDATE claims SET chain = 'x'")
    with pytest.raises(StoreError, match="damaged, and so no backup"):
        backup(store, tmp_path / "copy.db")
    assert [path.name for path in tmp_path.iterdir() if "copy" in path.name] == []


def test_search_survives_vacuum(store: Store) -> None:
    """Row numbers tie the search index to its table, and VACUUM may give new ones."""
    store.connection.execute("DELETE FROM claims WHERE number = 1")
    store.connection.execute("VACUUM")
    rows = store.connection.execute(
        "SELECT claims.text FROM claims_fts JOIN claims ON claims.rowid = claims_fts.rowid"
        " WHERE claims_fts MATCH 'overloaded'"
    ).fetchall()
    assert rows == [("that the ferry was overloaded",)]
