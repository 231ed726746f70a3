"""The list of verdicts is the desk's own, and who changes it is on record."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from store_fakes import seed

from claims.errors import DecisionError
from claims.store import (
    Store,
    add_extractions,
    add_reviewer,
    begin_run,
    open_store,
    transaction,
    verify,
)
from claims.store.decisions import Verdict, VerdictChoice, decide, set_verdicts, verdicts

DEFAULT = ["true", "mostly true", "unproven", "misleading", "false", "not checkable"]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "claims.db") as store:
        add_extractions(store, [seed()], run=begin_run(store, "add"))
        add_reviewer(store, "ana", role="editor")
        yield store


def give(store: Store, verdict: str) -> None:
    [(claim,), *_] = store.connection.execute("SELECT id FROM claims ORDER BY number")
    with transaction(store) as connection:
        decide(
            connection,
            reviewer="ana",
            target_kind="claim",
            target=claim,
            action=Verdict(verdict),
        )


def names(store: Store) -> list[str]:
    return [choice.name for choice in verdicts(store.connection)]


def test_the_list_is_changed_and_earlier_verdicts_stay(store: Store) -> None:
    assert names(store) == DEFAULT
    give(store, "misleading")
    with transaction(store) as connection:
        set_verdicts(
            connection,
            [VerdictChoice("  four   Pinocchios ", "A whopper"), VerdictChoice("true")],
            reviewer="ana",
        )
    assert names(store) == ["four Pinocchios", "true"]
    assert store.connection.execute("SELECT verdict FROM claim_status").fetchall() == [
        ("misleading",)
    ]
    with pytest.raises(DecisionError, match="known are: four Pinocchios, true"):
        give(store, "false")
    give(store, "four Pinocchios")
    [(value,)] = store.connection.execute("SELECT value FROM reviews WHERE action = 'edit'")
    assert json.loads(value) == {"names": [DEFAULT, ["four Pinocchios", "true"]]}
    assert verify(store) == ()


@pytest.mark.parametrize(
    ("chosen", "line"),
    [([], "at least one"), ([" "], "at least one"), (["true", "True"], "twice")],
)
def test_a_list_that_makes_no_sense_is_refused(store: Store, chosen: list[str], line: str) -> None:
    with pytest.raises(DecisionError, match=line), transaction(store) as connection:
        set_verdicts(connection, [VerdictChoice(name) for name in chosen], reviewer="ana")
    assert names(store) == DEFAULT
