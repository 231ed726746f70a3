"""The lists beside an article: which claims go together, what stands on them, who may see it."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from review_examples import harbour, seed
from review_fixtures import make_database

from claims.review.article.decisions_in_force import Sign, read_standing
from claims.review.article.layout import lay_out
from claims.review.article.outline import Outline, going_on, outline
from claims.review.article.rows import read_article
from claims.store import add_reviewer, open_store, transaction
from claims.store.decisions import (
    Action,
    Assign,
    Confirm,
    CorrectKind,
    Dismiss,
    Done,
    Flag,
    Note,
    Undo,
    Unflag,
    Verdict,
    decide,
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = make_database(tmp_path / "articles.db", seed(), harbour())
    with open_store(path) as store:
        for person in ("ann", "bo", "cy"):
            add_reviewer(store, person, role="reviewer")
    return path


def connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path)
    connection.row_factory = sqlite3.Row
    return connection


def of_seed(connection: sqlite3.Connection) -> str:
    row = connection.execute("SELECT id FROM documents WHERE published = '2024-02-18'").fetchone()
    return str(row[0])


def listed(path: Path, person: str = "ann") -> Outline:
    connection = connect(path)
    article = read_article(connection, of_seed(connection))
    assert article is not None
    standing = read_standing(connection, article.id, person)
    return outline(lay_out(article), standing.signs)


def by(path: Path, who: str, claim: str, action: Action) -> int:
    with open_store(path) as store, transaction(store) as connection:
        made = decide(connection, reviewer=who, target_kind="claim", target=claim, action=action)
    return made.review


def test_claims_stand_in_the_order_of_the_text_with_their_sentences(path: Path) -> None:
    numbers = [one.number for one in listed(path).claims]
    assert numbers == [1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 7, 7, 8, 9, 10, 11, 12, 13, 13, 14]


@pytest.mark.parametrize(
    ("begin", "numbers", "begins"),
    [
        ("Brigade General Esmail", [2, 2, 3, 3, 4, 4, 5, 5], True),
        ("The Iranian commander met", [2, 3, 3, 4, 4, 5, 5], False),
        ("Iranian-backed forces for", [], False),
        ("it was suspending", [], True),
        ("There have been no attacks", [], True),
    ],
)
def test_what_goes_on_from_a_claim(
    path: Path, begin: str, numbers: list[int], begins: bool
) -> None:
    found = listed(path)
    number_of = {one.claim.id: one.number for one in found.claims}
    [one] = [one for one in found.claims if one.claim.text.startswith(begin)]
    assert [number_of[name] for name in one.going_on if name in number_of][
        : len(numbers)
    ] == numbers
    assert bool(one.going_on) == bool(numbers)
    assert one.begins is begins


def test_nothing_goes_on_from_nothing() -> None:
    assert going_on([]) == ()


def test_each_source_is_listed_once_with_what_it_says_and_passes_on(path: Path) -> None:
    sources = {s.name: (len(s.claims), len(s.relayed)) for s in listed(path).sources}
    assert sources["Reuters"] == (1, 11)
    assert sources["Harakat Hezbollah al-Nujaba"] == (2, 0)
    assert list(sources)[-1] == "no source stated"
    assert sum(said for said, _ in sources.values()) == 20


def test_claims_are_chosen_by_source_by_what_goes_on_or_all(path: Path) -> None:
    found = listed(path)
    [nujaba] = [s for s in found.sources if s.name == "Harakat Hezbollah al-Nujaba"]
    first = found.claims[0]
    assert found.chosen(f"source:{nujaba.id}") == set(nujaba.claims)
    assert found.chosen("source:") == set(found.sources[-1].claims)
    assert found.chosen(f"after:{first.claim.id}") == {first.claim.id, *first.going_on}
    assert len(found.chosen("all")) == 20
    assert found.chosen("source:' OR 1") == found.chosen("") == frozenset()


def test_the_next_open_claim_is_behind_this_one_then_before(path: Path) -> None:
    names = [one.claim.id for one in listed(path).claims]
    by(path, "ann", names[1], Done())
    assert listed(path).next_open(names[0]) == names[2]
    assert listed(path).next_open(names[-1]) == names[0]


@pytest.mark.parametrize(
    ("actions", "signs"),
    [
        ([("ann", Flag("misquoted"))], [Sign("flag", "⚑", "misquoted")]),
        ([("ann", Flag("misquoted")), ("bo", Unflag())], []),
        (
            [("ann", Verdict("true")), ("bo", Verdict("false")), ("ann", Verdict("misleading"))],
            [
                Sign("verdict", "⚖", "misleading, says ann", "misleading"),
                Sign("verdict", "⚖", "false, says bo", "false"),
            ],
        ),
        ([("bo", Confirm())], [Sign("confirmed", "✓", "read correctly, says bo")]),
        ([("bo", CorrectKind("opinion"))], [Sign("corrected", "✎", "corrected by bo")]),
        ([("bo", Assign("ann"))], [Sign("assigned", "→", "for ann")]),
        ([("bo", Note("hm"))], [Sign("noted", "¶", "noted by bo")]),
    ],
)
def test_what_stands_on_a_claim(
    path: Path, actions: list[tuple[str, Action]], signs: list[Sign]
) -> None:
    name = listed(path).claims[0].claim.id
    for who, action in actions:
        by(path, who, name, action)
    assert list(listed(path).claims[0].signs) == signs


def test_what_was_taken_back_does_not_stand(path: Path) -> None:
    name = listed(path).claims[0].claim.id
    by(path, "ann", "", Undo(by(path, "ann", name, Verdict("true"))))
    assert listed(path).claims[0].signs == ()


def test_what_the_other_decided_blindly_stands_for_nobody_else(path: Path) -> None:
    name = listed(path).claims[0].claim.id
    by(path, "cy", name, Assign("ann", blind=True))
    by(path, "bo", name, Verdict("false"))
    of = {who: [s.name for s in listed(path, who).claims[0].signs] for who in ("ann", "bo")}
    assert of == {"ann": ["assigned"], "bo": ["verdict", "assigned"]}
    by(path, "ann", name, Verdict("true"))
    assert [s.name for s in listed(path).claims[0].signs] == ["verdict", "verdict", "assigned"]


def test_without_names_nobody_is_named(path: Path) -> None:
    first, second = (one.claim.id for one in listed(path).claims[:2])
    by(path, "bo", first, Verdict("false"))
    by(path, "bo", first, Assign("ann"))
    by(path, "bo", second, Dismiss())
    connection = connect(path)
    standing = read_standing(connection, of_seed(connection), "", names=False)
    assert standing.latest == 3
    assert [sign.words for sign in standing.signs[first]] == [
        "false, says a reviewer",
        "for somebody",
    ]
    assert [row["id"] for row in standing.dismissed] == [second]
