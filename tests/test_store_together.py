"""Several claims decided at once: all or nothing, and one undo."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from review_examples import seed
from store_fakes import article, fake_extract

from claims.errors import ConflictError, DecisionError, StoreError
from claims.store import (
    Store,
    add_extractions,
    add_reviewer,
    begin_run,
    open_store,
    transaction,
    verify,
)
from claims.store.decisions import (
    MOST_AT_ONCE,
    Action,
    Assign,
    Confirm,
    Decided,
    Dismiss,
    Done,
    Flag,
    Link,
    Undo,
    Verdict,
    another_source,
    chain_of,
    decide,
    decide_all,
    standing_batch,
    undo_all,
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "claims.db") as store:
        add_extractions(store, [seed(), fake_extract(article(1))], run=begin_run(store, "add"))
        for person, role in (("ana", "editor"), ("bo", "reviewer"), ("cy", "reader")):
            add_reviewer(store, person, role=role)
        yield store


def rows(store: Store, statement: str, *parameters: object) -> list[tuple[Any, ...]]:
    return store.connection.execute(statement, parameters).fetchall()


def claims(store: Store, count: int) -> list[str]:
    found = rows(
        store,
        "SELECT id FROM claims WHERE chain LIKE 'Reuters →%' ORDER BY number LIMIT ?",
        count,
    )
    assert len(found) == count
    return [name for (name,) in found]


def at_once(store: Store, who: str, actions: dict[str, Action], seen: int = 0) -> Decided:
    with transaction(store) as connection:
        return decide_all(connection, reviewer=who, actions=actions, seen=seen)


def one(store: Store, who: str, claim: str, action: Action) -> Decided:
    with transaction(store) as connection:
        return decide(connection, reviewer=who, target_kind="claim", target=claim, action=action)


@pytest.mark.parametrize(
    ("action", "column", "value"),
    [
        (Flag("misquoted"), "flag", "misquoted"),
        (Confirm(), "state", "decided"),
        (Done("seen"), "state", "decided"),
        (Verdict("false"), "state", "decided"),
    ],
)
def test_one_action_decides_all_and_one_undo_takes_all_back(
    store: Store, action: Action, column: str, value: str
) -> None:
    chosen = claims(store, 4)
    before = rows(store, "SELECT * FROM claims ORDER BY id")
    made = at_once(store, "bo", dict.fromkeys(chosen, action))
    assert len(made.reviews) == 4
    changed = rows(store, f"SELECT id FROM claims WHERE {column} = ?", value)  # noqa: S608
    assert {name for (name,) in changed} == set(chosen)
    with transaction(store) as connection:
        undone = undo_all(connection, reviewer="bo", first=made.review)
    assert len(undone.reviews) == 4
    assert rows(store, "SELECT * FROM claims ORDER BY id") == before
    assert verify(store) == ()


def test_dismissing_several_changes_the_article_once_and_comes_back_whole(store: Store) -> None:
    chosen = claims(store, 3)
    before = rows(store, "SELECT id, text, chain, number FROM claims ORDER BY number, id")
    made = at_once(store, "bo", dict.fromkeys(chosen, Dismiss()))
    assert len(made.documents) == 1
    assert rows(store, "SELECT count(*) FROM dismissed_claims") == [(3,)]
    with transaction(store) as connection:
        undo_all(connection, reviewer="ana", first=made.review)
    after = rows(store, "SELECT id, text, chain, number FROM claims ORDER BY number, id")
    assert after == before
    assert verify(store) == ()


def test_another_source_takes_the_place_of_the_originator(store: Store) -> None:
    chosen = claims(store, 3)
    own = [n for (n,) in rows(store, "SELECT id FROM claims WHERE sourcing = 'unsourced' LIMIT 1")]
    link = Link(name="Mayor Ana Ruiz", kind="person")
    mentions = [chain_of(store.connection, claim)[-1].mention for claim in chosen]
    actions = {name: another_source(store.connection, name, link) for name in chosen + own}
    made = at_once(store, "bo", dict(actions))
    chains = [chain_of(store.connection, claim) for claim in chosen + own]
    assert [chain[-1].name for chain in chains] == ["Mayor Ana Ruiz"] * 4
    assert [chain[0].name for chain in chains] == ["Reuters"] * 3 + ["Mayor Ana Ruiz"]
    assert [chain[-1].mention for chain in chains] == [*mentions, None]
    with transaction(store) as connection:
        undo_all(connection, reviewer="bo", first=made.review)
    assert rows(store, "SELECT count(*) FROM sources WHERE name = 'Mayor Ana Ruiz'") == [(0,)]


def test_a_colleague_who_was_first_on_one_stops_all(store: Store) -> None:
    chosen = claims(store, 3)
    one(store, "ana", chosen[0], Confirm())
    seen = rows(store, "SELECT max(id) FROM reviews")[0][0]
    one(store, "ana", chosen[1], Verdict("false"))
    one(store, "ana", chosen[2], Dismiss())
    with pytest.raises(ConflictError) as raised:
        at_once(store, "bo", dict.fromkeys(chosen, Flag("misquoted")), seen)
    assert [(row["target"], row["action"]) for row in raised.value.theirs] == [
        (chosen[1], "verdict"),
        (chosen[2], "dismiss"),
    ]
    assert str(raised.value).startswith("ana decided first, on 2 of the 3 claims")
    assert raised.value.ours["value"] == "misquoted"
    assert rows(store, "SELECT count(*) FROM reviews WHERE reviewer = 'bo'") == [(0,)]
    at_once(store, "bo", dict.fromkeys(chosen[:2], Flag("misquoted")), raised.value.latest)


@pytest.mark.parametrize(
    ("who", "words", "error"),
    [
        ("cy", "reader", DecisionError),
        ("bo", "no verdict", DecisionError),
        ("bo", "there is no claim", StoreError),
    ],
)
def test_what_cannot_be_decided_for_one_is_decided_for_none(
    store: Store, who: str, words: str, error: type[Exception]
) -> None:
    first, second = claims(store, 2)
    actions: dict[str, Action] = {
        "reader": {first: Confirm(), second: Confirm()},
        "no verdict": {first: Confirm(), second: Verdict("perhaps")},
        "there is no claim": {first: Confirm(), "00" * 16: Confirm()},
    }[words]
    with pytest.raises(error):
        at_once(store, who, actions)
    assert rows(store, "SELECT count(*) FROM reviews") == [(0,)]
    assert rows(store, "SELECT count(*) FROM review_batches") == [(0,)]


def test_nothing_and_too_much_are_refused(store: Store) -> None:
    for actions in ({}, {f"{n:032x}": Confirm() for n in range(MOST_AT_ONCE + 1)}):
        with pytest.raises(DecisionError, match="choose at"):
            at_once(store, "bo", dict(actions))


def test_what_was_taken_back_alone_is_not_taken_back_again(store: Store) -> None:
    chosen = claims(store, 3)
    made = at_once(store, "bo", dict.fromkeys(chosen, Assign("ana")))
    one(store, "bo", chosen[1], Undo(made.reviews[1]))
    standing = [row["target"] for row in standing_batch(store.connection, made.review)]
    assert standing == [chosen[0], chosen[2]]
    with transaction(store) as connection:
        undone = undo_all(connection, reviewer="bo", first=made.review)
    assert len(undone.reviews) == 2
    with pytest.raises(DecisionError, match="undone already"), transaction(store) as connection:
        undo_all(connection, reviewer="bo", first=made.review)


def test_a_decision_that_was_made_alone_is_a_batch_of_one(store: Store) -> None:
    [chosen] = claims(store, 1)
    made = one(store, "bo", chosen, Flag("misquoted"))
    with transaction(store) as connection:
        undone = undo_all(connection, reviewer="bo", first=made.review)
    assert len(undone.reviews) == 1
    assert rows(store, "SELECT flag FROM claims WHERE id = ?", chosen) == [(None,)]
    with pytest.raises(StoreError, match="itself an undo"), transaction(store) as connection:
        undo_all(connection, reviewer="bo", first=undone.review)
    with pytest.raises(DecisionError, match="undone already"), transaction(store) as connection:
        undo_all(connection, reviewer="bo", first=99)
