"""The counts behind the dashboard stay in step with the claims, whatever happens to those."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from store_fakes import article, fake_extract, seed

from claims.store import (
    Store,
    add_extractions,
    add_reviewer,
    begin_run,
    open_store,
    rebuild,
    transaction,
)
from claims.store.decisions import (
    ChangeAnonymity,
    CorrectChain,
    CorrectStatus,
    Dismiss,
    Link,
    Undo,
    decide,
)

COUNTED = """
    SELECT document, named, groups, outlet, anonymous, unstated, unsourced, disputable
    FROM sourcing_counts
    WHERE named + groups + outlet + anonymous + unstated + unsourced > 0 ORDER BY document
"""
REAL = """
    SELECT document, sum(sourcing = 'named'), sum(sourcing = 'group'), sum(sourcing = 'outlet'),
        sum(sourcing = 'anonymous'), sum(sourcing = 'unstated'), sum(sourcing = 'unsourced'),
        sum(disputable)
    FROM claims GROUP BY document ORDER BY document
"""


def rows(store: Store, statement: str) -> list[tuple[object, ...]]:
    return store.connection.execute(statement).fetchall()


def in_step(store: Store) -> bool:
    return rows(store, COUNTED) == rows(store, REAL)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "claims.db") as store:
        extractions = [seed(), fake_extract(article(1)), fake_extract(article(2))]
        add_extractions(store, extractions, run=begin_run(store, "add"))
        add_reviewer(store, "ana", role="editor")
        yield store


def test_what_is_added_is_counted(store: Store) -> None:
    assert len(rows(store, COUNTED)) == 3
    assert in_step(store)


def test_an_article_that_comes_back_changed_is_counted_anew(store: Store) -> None:
    before = rows(store, COUNTED)
    changed = article(1, words=60)
    add_extractions(store, [fake_extract(changed)], run=begin_run(store, "add"))
    assert in_step(store)
    assert rows(store, COUNTED) != before
    rebuild(store, fake_extract, run=begin_run(store, "rebuild"))
    assert in_step(store)


def test_an_article_without_claims_counts_nothing(store: Store) -> None:
    before = rows(store, COUNTED)
    empty = replace(fake_extract(article(3)), claims=(), attributions=())
    add_extractions(store, [empty], run=begin_run(store, "add"))
    assert rows(store, COUNTED) == before


def test_what_is_deleted_is_counted_no_more(store: Store) -> None:
    [(document,), *_] = rows(store, "SELECT id FROM documents")
    with transaction(store) as connection:
        connection.execute("DELETE FROM documents WHERE id = ?", (document,))
    assert in_step(store)
    assert rows(store, "SELECT count(*) FROM sourcing_counts") == [(2,)]


@pytest.mark.parametrize(
    ("kind", "query", "action"),
    [
        (
            "claim",
            "SELECT id FROM claims WHERE sourcing = 'anonymous'",
            CorrectChain((Link(None, "The Lind Coastguard"),)),
        ),
        ("claim", "SELECT id FROM claims WHERE sourcing <> 'unsourced'", CorrectChain(())),
        ("claim", "SELECT id FROM claims WHERE disputable", Dismiss()),
        ("claim", "SELECT id FROM claims WHERE sourcing = 'anonymous'", Dismiss()),
        (
            "source",
            "SELECT id FROM sources WHERE anonymous AND id IN (SELECT source FROM claims)",
            ChangeAnonymity(False),
        ),
        (
            "sentence",
            "SELECT sentence FROM claims WHERE disputable",
            CorrectStatus("unsourced", disputable=False),
        ),
    ],
)
def test_corrections_and_their_undoing_are_counted(
    store: Store, kind: str, query: str, action: object
) -> None:
    before = rows(store, COUNTED)
    target = rows(store, query)[0][0]
    with transaction(store) as connection:
        made = decide(connection, reviewer="ana", target_kind=kind, target=target, action=action)
    assert in_step(store)
    assert rows(store, COUNTED) != before
    with transaction(store) as connection:
        decide(
            connection, reviewer="ana", target_kind=kind, target=target, action=Undo(made.review)
        )
    assert rows(store, COUNTED) == before
    assert in_step(store)
