"""Doubtful pairs of sources: found at add time, decided once, found again by a rebuild."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from test_store_source_identity import article
from test_store_source_identity import extract as extract_plain

from claims.errors import DecisionError
from claims.store import (
    Store,
    add_extractions,
    add_reviewer,
    begin_run,
    open_store,
    rebuild,
    transaction,
    verify,
)
from claims.store.decisions import (
    Action,
    Apart,
    Confirm,
    Describe,
    Merge,
    Rename,
    Undo,
    decide,
    write_chains,
)
from claims.store.effects.chains import AT_ONCE
from claims.values import Document, Extraction


def extract(document: Document) -> Extraction:
    """Read as the identity tests do; nobody is described, and "Berg" is a name."""
    found = extract_plain(document)
    return replace(
        found, sources=tuple(replace(source, description=None) for source in found.sources)
    )


ARTICLES = (
    article(1, "Ana Berg", "Ole Lund"),
    article(2, "Ana Maria Berg", "United States"),
    article(3, "Ana Berg"),
    article(4, "Otto Berg"),
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "claims.db") as store:
        add_extractions(store, map(extract, ARTICLES), run=begin_run(store, "add"))
        for person, role in (("ed", "editor"), ("bo", "reviewer")):
            add_reviewer(store, person, role=role)
        yield store


def offered(store: Store) -> list[set[str]]:
    rows = store.connection.execute("SELECT name, other_name FROM sources_to_merge ORDER BY 1, 2")
    return [set(row) for row in rows]


def source(store: Store, name: str) -> str:
    found = store.connection.execute("SELECT id FROM sources WHERE name = ?", (name,)).fetchone()
    return str(found[0])


def make(store: Store, name: str, action: Action, *, by: str = "ed", later: bool = False) -> int:
    with transaction(store) as connection:
        return decide(
            connection,
            reviewer=by,
            target_kind="source",
            target=source(store, name),
            action=action,
            later=later,
        ).review


PAIR = [{"Ana Berg", "Ana Maria Berg"}]


def test_a_pair_is_found_as_its_second_source_comes(store: Store) -> None:
    assert offered(store) == PAIR
    rebuild(store, extract, run=begin_run(store, "rebuild"))
    assert offered(store) == PAIR
    add_extractions(store, map(extract, ARTICLES), run=begin_run(store, "add"))
    assert offered(store) == PAIR


@pytest.mark.parametrize("turned", [False, True])
def test_two_people_are_not_offered_again(store: Store, turned: bool) -> None:
    one, other = ("Ana Maria Berg", "Ana Berg") if turned else ("Ana Berg", "Ana Maria Berg")
    made = make(store, one, Apart(source(store, other)))
    assert offered(store) == []
    rebuild(store, extract, run=begin_run(store, "rebuild"))
    assert offered(store) == []
    make(store, one, Undo(made))
    assert offered(store) == PAIR
    assert verify(store) == ()


def test_merged_ones_are_not_offered_until_that_is_undone(store: Store) -> None:
    made = make(store, "Ana Maria Berg", Merge(source(store, "Ana Berg")))
    assert offered(store) == []
    with pytest.raises(DecisionError, match="one already"):
        make(store, "Ana Maria Berg", Apart(source(store, "Ana Berg")))
    make(store, "Ana Maria Berg", Undo(made))
    assert offered(store) == PAIR


def test_only_editors_say_so(store: Store) -> None:
    with pytest.raises(DecisionError, match="editors"):
        make(store, "Ana Berg", Apart(source(store, "Otto Berg")), by="bo")


def test_a_description_is_changed_and_comes_back(store: Store) -> None:
    def description() -> str | None:
        sql = "SELECT description FROM sources WHERE name = 'Ana Berg'"
        return store.connection.execute(sql).fetchone()[0]

    assert description() is None
    first = make(store, "Ana Berg", Describe(" mayor  of Lind "))
    second = make(store, "Ana Berg", Describe(""))
    assert description() is None
    make(store, "Ana Berg", Undo(second))
    assert description() == "mayor of Lind"
    rebuild(store, extract, run=begin_run(store, "rebuild"))
    assert description() == "mayor of Lind"
    make(store, "Ana Berg", Undo(first))
    assert description() is None
    assert verify(store) == ()


def test_many_chains_wait_and_are_written_in_their_turn(store: Store) -> None:
    more = [article(number, *["Ole Lund"] * 12) for number in range(10, 30)]
    add_extractions(store, map(extract, more), run=begin_run(store, "add"))
    before = _claims(store)
    count = "SELECT count(*) FROM claims WHERE chain = ?"
    made = make(store, "Ole Lund", Rename("Ole B. Lund"), later=True)
    assert store.connection.execute(count, ("Ole B. Lund",)).fetchone() == (AT_ONCE,)
    assert verify(store) == ()  # late is not wrong
    documents: set[str] = set()
    while True:
        with transaction(store) as connection:
            written = write_chains(connection, most=50)
        if written is None:
            break
        documents.update(written)
    assert len(documents) == 21
    assert store.connection.execute(count, ("Ole B. Lund",)).fetchone() == (241,)
    assert verify(store) == ()
    with transaction(store) as connection:
        decide(
            connection,
            reviewer="ed",
            target_kind="source",
            target=source(store, "Ole B. Lund"),
            action=Undo(made),
        )
    assert _claims(store) == before
    assert store.connection.execute("SELECT * FROM unwritten_chains").fetchall() == []


def _claims(store: Store) -> list[tuple[object, ...]]:
    return store.connection.execute("SELECT * FROM claims ORDER BY id").fetchall()


def described(number: int, name: str, description: str) -> Extraction:
    found = extract(article(number, name))
    sources = tuple(replace(source, description=description) for source in found.sources)
    return replace(found, sources=sources)


def doubted(store: Store) -> list[tuple[str, str, str]]:
    return store.connection.execute(
        "SELECT name, others, description FROM people_to_tell_apart"
    ).fetchall()


@pytest.mark.parametrize(
    ("descriptions", "doubt"),
    [
        (("mayor of Lind", "nurse"), [("Bo Moss", "mayor of Lind", "nurse")]),
        (("mayor of Lind", "the mayor"), []),
        (("mayor", "nurse", "mayor"), [("Bo Moss", "mayor", "nurse")]),
    ],
)
def test_people_of_one_name_who_may_be_two_are_noted(
    store: Store, descriptions: tuple[str, ...], doubt: list[tuple[str, str, str]]
) -> None:
    run = begin_run(store, "add")
    texts = [described(n, "Bo Moss", said) for n, said in enumerate(descriptions, start=40)]
    add_extractions(store, texts, run=run)
    assert doubted(store) == doubt
    rebuild(store, lambda d: next((t for t in texts if t.document == d), extract(d)), run=run)
    assert doubted(store) == doubt
    if doubt:
        made = make(store, "Bo Moss", Confirm())
        assert doubted(store) == []
        make(store, "Bo Moss", Undo(made))
        assert doubted(store) != []
    assert verify(store) == ()


def test_merges_and_names_outlive_a_rebuild_and_a_second_reading(store: Store) -> None:
    before = _claims(store)
    named = make(store, "Ana Berg", Rename("A. Berg"))
    merged = make(store, "Ana Maria Berg", Merge(source(store, "A. Berg")))
    chains = "SELECT chain, count(*) FROM claims GROUP BY chain ORDER BY chain"
    decided = store.connection.execute(chains).fetchall()
    assert ("A. Berg", 3) in decided
    rebuild(store, extract, run=begin_run(store, "rebuild"))
    assert store.connection.execute(chains).fetchall() == decided
    changed = replace(ARTICLES[1], text=ARTICLES[1].text + " Otto Berg said all is well.")
    for document in (changed, ARTICLES[1]):
        add_extractions(store, [extract(document)], run=begin_run(store, "add"))
        assert ("A. Berg", 3) in store.connection.execute(chains).fetchall()
        assert verify(store) == ()
    make(store, "Ana Maria Berg", Undo(merged))
    make(store, "A. Berg", Undo(named))
    assert _claims(store) == before
