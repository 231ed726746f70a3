"""What a command that was cut off left undone is owed, on record, and made up for."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from store_fakes import article, fake_extract

from claims.checks import finish_checks, run_checks
from claims.checks import running as running_module
from claims.store import (
    Store,
    add_extractions,
    begin_run,
    document_ids,
    finish_run,
    open_store,
    owed,
    rebuild,
    verify,
)
from claims.store.unfinished import unchecked

COUNT = 5


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "claims.db") as opened:
        run = begin_run(opened, "add")
        add_extractions(opened, [fake_extract(article(n)) for n in range(COUNT)], run=run)
        finish_run(opened, run)
        yield opened


def findings(store: Store) -> list[tuple[object, ...]]:
    return store.connection.execute(
        'SELECT document, "check", message, start FROM findings ORDER BY 1, 2, 3, 4'
    ).fetchall()


def rules_owed(store: Store) -> int:
    return sum(one.count for one in owed(store) if "house rules" in one.work)


def test_what_is_stored_owes_its_rules_until_they_are_run(store: Store) -> None:
    assert rules_owed(store) == COUNT
    assert finish_checks(store) == COUNT
    assert rules_owed(store) == 0
    assert findings(store)
    assert finish_checks(store) == 0
    assert verify(store) == ()


def test_a_cut_off_run_leaves_the_rest_owed(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """As a kill between two transactions does; the next command comes to the same findings."""
    monkeypatch.setattr(running_module, "TOGETHER", 2)
    first = unchecked(store)[:2]
    run_checks(store, documents=first)
    assert rules_owed(store) == COUNT - 2
    assert finish_checks(store) == COUNT - 2
    made_up = findings(store)
    run_checks(store)
    assert findings(store) == made_up


def test_a_kill_inside_the_rules_changes_nothing(store: Store) -> None:
    finish_checks(store)
    before = findings(store)
    with sqlite3.connect(store.path) as other:
        other.execute("PRAGMA foreign_keys = ON")
        other.execute("BEGIN IMMEDIATE")
        other.execute("DELETE FROM findings")
        assert other.execute("SELECT count(*) FROM checked_documents").fetchone() == (0,)
        other.rollback()
    assert findings(store) == before
    assert rules_owed(store) == 0


def test_a_rebuild_that_is_cut_off_loses_no_finding(store: Store) -> None:
    finish_checks(store)
    before = findings(store)
    run = begin_run(store, "rebuild")
    rebuild(store, fake_extract_again, run=run)
    assert rules_owed(store) == COUNT  # the command ended here
    finish_checks(store)
    assert findings(store) == before
    assert verify(store) == ()


def fake_extract_again(document: object) -> object:
    return fake_extract(document)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE claims SET certainty = 'hedged' WHERE number = 1",
        "UPDATE claims SET chain = 'Reuters' WHERE number = 1",
        "UPDATE sentences SET disputable = 1 - disputable WHERE number = 1",
        "DELETE FROM claims WHERE number = 1",
    ],
)
def test_what_a_rule_looks_at_owes_it_when_it_changes(store: Store, change: str) -> None:
    finish_checks(store)
    store.connection.execute("PRAGMA foreign_keys = ON")
    store.connection.execute(change)
    assert 0 < rules_owed(store) <= COUNT


def test_rules_of_a_few_codes_pay_no_debt(store: Store) -> None:
    from claims.checks import describe_checks

    run_checks(store, checks=describe_checks()[:1])
    assert rules_owed(store) == COUNT


def test_owed_work_is_told_with_what_makes_up_for_it(store: Store) -> None:
    lines = [str(one) for one in owed(store)]
    assert any("5 wait for it; claims add" in line for line in lines)
    assert len(document_ids(store)) == COUNT
