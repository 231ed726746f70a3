"""Blind second review, agreement and adjudication, and the record of edits by hand."""

import json
import sqlite3
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nltk.metrics.agreement import AnnotationTask  # type: ignore[import-untyped]  # NLTK has none
from store_fakes import fake_extract, seed

from claims.errors import ConflictError, DecisionError, SettingsError
from claims.store import (
    Store,
    add_extractions,
    add_reviewer,
    begin_run,
    open_store,
    transaction,
    verify,
)
from claims.store import rebuild as rebuild_store
from claims.store.decisions import (
    Action,
    Adjudicate,
    Assign,
    Confirm,
    CorrectKind,
    Dismiss,
    Done,
    Note,
    Verdict,
    blind_share,
    decide,
    differences,
    is_blind,
    set_blind_share,
    visible_reviews,
)
from claims.store.queueing.agreement import (
    _by_pairs,
    agreement,
    disputed_claims,
)
from claims.store.record.blind_review import NEEDED
from claims.store.record.row_edits import record_row_edit

ANA, BO = "ana", "bo"
EXTRACTED = ("extraction", "chain", "content", "kind", "certainty")
BOTH_CORRECTED = {"extraction": 100.0, "kind": 100.0}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "claims.db") as store:
        add_extractions(store, [seed()], run=begin_run(store, "add"))
        for person in (ANA, BO, "cy"):
            add_reviewer(store, person, role="editor")
        with transaction(store) as connection:
            set_blind_share(connection, 1)
        yield store


def make(store: Store, target: str, action: Action, by: str, seen: int | None = None) -> int:
    with transaction(store) as connection:
        return decide(
            connection, reviewer=by, target_kind="claim", target=target, action=action, seen=seen
        ).review


def names(store: Store) -> list[str]:
    return [row[0] for row in store.connection.execute("SELECT id FROM claims ORDER BY number")]


def told(store: Store, claim: str, by: str) -> list[tuple[str, str]]:
    rows = visible_reviews(store.connection, claim, by)
    return [(row["reviewer"], row["action"]) for row in rows]


def column(store: Store, claim: str, name: str) -> object:
    [(value,)] = store.connection.execute(f"SELECT {name} FROM claims WHERE id = ?", (claim,))  # noqa: S608 - a constant
    return value


def test_neither_sees_the_other_before_both_decided(store: Store) -> None:
    claim = names(store)[0]
    make(store, claim, Assign(BO), ANA)
    make(store, claim, Note("Ask the port"), ANA)
    make(store, claim, Verdict("false"), ANA, seen=0)
    assert told(store, claim, BO) == [(ANA, "assign")]
    assert [action for _, action in told(store, claim, ANA)] == ["assign", "note", "verdict"]
    assert column(store, claim, "state") == "open"
    make(store, claim, Verdict("false"), BO, seen=0)  # what is hidden is no conflict
    assert len(told(store, claim, BO)) == 4
    assert column(store, claim, "state") == "decided"
    with pytest.raises(ConflictError):
        make(store, claim, Verdict("true"), BO, seen=0)
    assert verify(store) == ()


def test_corrections_of_one_are_not_shown_to_the_other(store: Store) -> None:
    first, second = names(store)[:2]
    for claim, theirs in ((first, "prediction"), (second, "opinion")):
        make(store, claim, CorrectKind("opinion"), ANA)
        make(store, claim, Confirm(), ANA)
        assert column(store, claim, "kind") == "fact"
        make(store, claim, CorrectKind(theirs), BO)  # type: ignore[arg-type]  # both are kinds
        assert column(store, claim, "kind") == "fact"
        make(store, claim, Confirm(), BO)
    assert column(store, second, "kind") == "opinion"
    assert (column(store, first, "kind"), column(store, first, "state")) == ("fact", "disputed")
    assert verify(store) == ()
    [found] = disputed_claims(store.connection)
    assert found.claim == first
    [difference] = found.differences
    assert (difference.field, difference.values) == ("kind", {ANA: "opinion", BO: "prediction"})
    make(store, first, Adjudicate("kind", "prediction"), "cy")
    assert column(store, first, "kind") == "prediction"
    assert column(store, first, "state") == "decided"
    assert disputed_claims(store.connection) == ()
    assert verify(store) == ()
    rebuild_store(store, fake_extract, run=begin_run(store, "rebuild"))
    assert column(store, first, "kind") == "prediction"
    assert verify(store) == ()


def test_whether_it_is_a_claim_is_adjudicated(store: Store) -> None:
    claim = names(store)[0]
    make(store, claim, Dismiss(), ANA)
    assert claim in names(store)
    with pytest.raises(DecisionError, match="has not yet"):
        make(store, claim, Adjudicate("extraction", "dismiss"), "cy")
    make(store, claim, Confirm(), BO)
    [difference] = differences(store.connection, claim)
    assert difference.values == {ANA: "dismiss", BO: "as extracted"}
    assert claim in names(store)
    make(store, claim, Adjudicate("extraction", "dismiss"), "cy")
    assert claim not in names(store)
    assert verify(store) == ()


def test_an_adjudicated_verdict_is_the_one_that_shows(store: Store) -> None:
    claim = names(store)[0]
    make(store, claim, Verdict("true"), ANA)
    make(store, claim, Verdict("false"), BO)
    make(store, claim, Adjudicate("verdict", "misleading"), "cy")
    [(verdict, status)] = store.connection.execute("SELECT verdict, status FROM claim_status")
    assert (verdict, status) == ("misleading", "decided")


def test_named_claims_are_blind_whatever_the_share(store: Store) -> None:
    with transaction(store) as connection:
        set_blind_share(connection, 0)
    one, other = names(store)[:2]
    make(store, one, Assign(ANA, blind=True), "cy")
    assert is_blind(store.connection, one)
    assert not is_blind(store.connection, other)


@pytest.mark.parametrize("share", [0.0, 0.25, 1.0])
def test_a_share_of_the_claims_is_drawn_by_their_ids(store: Store, share: float) -> None:
    with transaction(store) as connection:
        set_blind_share(connection, share)
    assert blind_share(store.connection) == share
    drawn = sum(is_blind(store.connection, f"{number:04x}000000000000") for number in range(65536))
    assert drawn == 65536 * share


def test_a_share_is_zero_to_one(store: Store) -> None:
    with pytest.raises(SettingsError, match="0 to 1"):
        set_blind_share(store.connection, 1.5)


def test_agreement_by_field_and_pair(store: Store) -> None:
    """Worked out by hand: of 4 verdicts 3 agree; Ae = (2*1 + 2*3) / 16 = 0.5."""
    claims = names(store)[:4]
    for claim, ana, bo in zip(
        claims, ("true", "true", "false", "false"), ("true", "false", "false", "false"), strict=True
    ):
        make(store, claim, Verdict(ana), ANA)
        make(store, claim, Verdict(bo), BO)
    found = {(row.field, row.pair): row for row in agreement(store.connection)}
    verdict = found["verdict", (ANA, BO)]
    assert (verdict.claims, verdict.percentage) == (4, 75.0)
    assert verdict.kappa == pytest.approx(0.5)
    # Observed disagreement 1/4; expected, of 8 labels 3 and 5 alike, 2 * 3 * 5 / (8 * 7).
    assert verdict.alpha == pytest.approx(1 - 0.25 / (2 * 3 * 5 / 56))
    assert found["verdict", None].percentage == 75.0
    # Nobody looked at the extraction: a verdict says nothing of it.
    assert {field for field, _ in found} == {"verdict"}


@pytest.mark.parametrize(
    ("ana", "bo", "counted"),
    [
        ((Verdict("true"),), (Verdict("true"),), {"verdict": 100.0}),
        ((Confirm(),), (Verdict("true"),), {}),
        ((Confirm(),), (Confirm(),), dict.fromkeys(EXTRACTED, 100.0)),
        ((Confirm(),), (CorrectKind("opinion"), Done()), {"extraction": 100.0, "kind": 0.0}),
        ((CorrectKind("opinion"), Done()), (CorrectKind("opinion"), Done()), BOTH_CORRECTED),
        ((Confirm(),), (Dismiss(),), {"extraction": 0.0}),
        ((Done(),), (Done(),), {}),
    ],
)
def test_agreement_counts_what_two_looked_at(
    store: Store, ana: tuple[Action, ...], bo: tuple[Action, ...], counted: dict[str, float]
) -> None:
    claim = names(store)[0]
    for person, made in ((ANA, ana), (BO, bo)):
        for action in made:
            make(store, claim, action, person)
    found = agreement(store.connection)
    assert {row.field: row.percentage for row in found if row.pair is None} == counted


@given(
    st.lists(
        st.dictionaries(
            st.sampled_from("abc"), st.sampled_from("xyz"), min_size=NEEDED, max_size=3
        ),
        min_size=1,
        max_size=12,
    )
)
@settings(deadline=None)
def test_figures_are_those_of_nltk(said: list[dict[str, str]]) -> None:
    counted = Counter(tuple(sorted(one.items())) for one in said)
    for row in _by_pairs("verdict", counted):
        people = row.pair or ("a", "b", "c")
        taken = [{who: label for who, label in one.items() if who in people} for one in said]
        shared = [one for one in taken if len(one) >= NEEDED]
        labels = [
            (who, str(item), label) for item, one in enumerate(shared) for who, label in one.items()
        ]
        task = AnnotationTask(data=labels)
        assert row.claims == len(shared)
        if len({label for _, _, label in labels}) == 1:
            assert (row.alpha, row.kappa, row.percentage) == (None, None, 100.0)
            continue
        assert row.alpha == pytest.approx(task.alpha())
        if row.pair:
            assert row.percentage == pytest.approx(100 * task.Ao(*row.pair))
            assert row.kappa == pytest.approx(task.kappa_pairwise(*row.pair))


def test_without_two_who_decided_there_is_no_agreement(store: Store) -> None:
    assert agreement(store.connection) == ()
    make(store, names(store)[0], Verdict("true"), ANA)
    assert agreement(store.connection) == ()


def test_an_edit_by_hand_is_on_record(store: Store) -> None:
    with transaction(store) as connection:
        number = record_row_edit(
            connection,
            reviewer=ANA,
            table="documents",
            row="abc",
            before={"title": "Old", "words": 3, "text": "x" * 5000},
            after={"title": "New", "words": 3, "text": "x" * 5000},
        )
    [(action, target, field, value)] = store.connection.execute(
        "SELECT action, target, field, value FROM reviews WHERE id = ?", (number,)
    )
    assert (action, target, field) == ("edit", "documents/abc", "title")
    assert json.loads(value) == {"title": ["Old", "New"]}
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        store.connection.execute("DELETE FROM reviews")
    assert verify(store) == ()


@pytest.mark.parametrize(
    ("before", "after", "action"),
    [(None, {"a": b"xy"}, "enter"), ({"a": "x" * 9000}, None, "remove")],
)
def test_what_is_entered_or_removed_is_on_record(
    store: Store, before: dict[str, object] | None, after: dict[str, object] | None, action: str
) -> None:
    with transaction(store) as connection:
        record_row_edit(
            connection, reviewer=ANA, table="verdicts", row="1", before=before, after=after
        )
    [(recorded, value)] = store.connection.execute("SELECT action, value FROM reviews")
    assert recorded == action
    assert len(value) < 2100


def test_the_trail_is_not_edited_by_hand(store: Store) -> None:
    with pytest.raises(DecisionError, match="by the desk only"), transaction(store) as connection:
        record_row_edit(
            connection, reviewer=ANA, table="reviews", row="1", before={}, after={"a": 1}
        )
