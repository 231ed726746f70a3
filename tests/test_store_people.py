"""People are entered once, given roles on record, and never removed."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from review_examples import harbour
from review_fixtures import make_database

from claims.errors import DecisionError
from claims.store import Store, open_store, transaction, verify
from claims.store.decisions import Adjudicate, Verdict, decide, set_blind_share
from claims.store.people import change_person, enter_reviewer, people
from claims.store.records import query


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(make_database(tmp_path / "desk.db", harbour())) as found:
        with transaction(found) as connection:
            enter_reviewer(connection, "ann", role="admin")
        yield found


def trail(store: Store) -> list[tuple[str, str, str, dict[str, list[object]]]]:
    rows = query(store.connection, "SELECT * FROM reviews ORDER BY id")
    return [
        (row["reviewer"], row["action"], row["target"], json.loads(row["value"])) for row in rows
    ]


def test_a_name_that_was_given_stays(store: Store) -> None:
    with transaction(store) as connection:
        change_person(connection, "ann", by="ann", name=" Ann  Lee ")
        enter_reviewer(connection, "ann", role="editor")
        enter_reviewer(connection, "bo", role="reader")
    rows = [(row["id"], row["name"], row["role"]) for row in people(store.connection)]
    assert rows == [("ann", "Ann Lee", "editor"), ("bo", "bo", "reader")]


def test_changes_go_on_record_and_nothing_else_does(store: Store) -> None:
    with transaction(store) as connection:
        change_person(connection, "bo", by="ann", role="reviewer")
        change_person(connection, "bo", by="ann", role="reviewer")
        change_person(connection, "bo", by="ann", active=False)
    entered = {"active": [None, 1], "name": [None, "bo"], "role": [None, "reviewer"]}
    assert trail(store) == [
        ("ann", "enter", "reviewers/bo", entered),
        ("ann", "edit", "reviewers/bo", {"active": [1, 0]}),
    ]
    assert [row["decisions"] for row in people(store.connection)] == [2, 0]
    assert list(verify(store)) == []


@pytest.mark.parametrize("change", [{"role": "owner"}, {"name": " "}, {"name": "x" * 201}])
def test_what_makes_no_sense_is_refused(store: Store, change: dict[str, str]) -> None:
    with pytest.raises(DecisionError), transaction(store) as connection:
        change_person(connection, "bo", by="ann", **change)
    assert trail(store) == []


CHOICES = [
    ("verdict", "true", True),
    ("verdict", "misleading", True),
    ("verdict", "as extracted", False),
    ("verdict", "nonsense", False),
    ("kind", "opinion", True),
    ("kind", "as extracted", True),
    ("kind", "rumour", False),
    ("extraction", "dismiss", True),
    ("extraction", "perhaps", False),
    ("chain", "as extracted", True),
    ("chain", '{"hops": [{"name": "nobody said so"}]}', False),
    ("content", "as extracted", True),
    ("nothing", "true", False),
]


@pytest.mark.parametrize(("field", "value", "good"), CHOICES)
def test_an_adjudicator_chooses_among_what_there_is(
    store: Store, field: str, value: str, good: bool
) -> None:
    [claim] = store.connection.execute("SELECT id FROM claims ORDER BY id LIMIT 1").fetchone()
    with transaction(store) as connection:
        set_blind_share(connection, 1)
        for person, verdict in (("bo", "true"), ("cy", "false")):
            enter_reviewer(connection, person, role="reviewer")
            decide(
                connection,
                reviewer=person,
                target_kind="claim",
                target=claim,
                action=Verdict(verdict),
            )

    def adjudicate() -> None:
        with transaction(store) as connection:
            decide(
                connection,
                reviewer="ann",
                target_kind="claim",
                target=claim,
                action=Adjudicate(field, value),  # type: ignore[arg-type]  # what a form may hold
            )

    if good:
        adjudicate()
    else:
        with pytest.raises(DecisionError):
            adjudicate()
