"""The numbers of the first page: right, the same as the queue's, and not counted too often."""

import sqlite3
import time

import pytest
from review_examples import harbour, seed
from review_fixtures import make_database

from claims.review.home.counts import Counter, Counts, count
from claims.review.queue.filters import Filters
from claims.review.queue.order import Way, step
from claims.review.queue.waiting import MOST, count_waiting, next_steps, read_waiting
from claims.store import add_reviewer, open_store, transaction
from claims.store.decisions import Assign, Confirm, Flag, Undo, Verdict, decide


@pytest.fixture
def path(tmp_path):
    path = make_database(tmp_path / "articles.db", seed(), harbour())
    with open_store(path) as store:
        for person in ("ann", "bo"):
            add_reviewer(store, person, role="reviewer")
    return path


def connect(path):
    connection = sqlite3.connect(path)
    connection.row_factory = sqlite3.Row
    return connection


def by(path, who, claim, action):
    with open_store(path) as store, transaction(store) as connection:
        return decide(
            connection, reviewer=who, target_kind="claim", target=claim, action=action
        ).review


def to_review(connection):
    rows = connection.execute("SELECT claim FROM claims_to_review ORDER BY claim")
    return [name for (name,) in rows]


def test_what_is_to_review_is_what_the_queue_and_the_view_hold(path):
    connection = connect(path)
    waiting = to_review(connection)
    for _ in range(len(waiting) + 1):
        found = step(connection, Filters(only="review"), "ann", Way())
        assert count(connection).to_review == found.remaining == len(to_review(connection))
        if found.claim is not None:
            assert found.claim in waiting
            by(path, "ann", found.claim, Confirm())
    assert count(connection).to_review == 0


def test_taking_back_counts_again(path):
    connection = connect(path)
    before = count(connection)
    review = by(path, "ann", to_review(connection)[0], Verdict("true"))
    assert count(connection).to_review == before.to_review - 1
    by(path, "ann", "", Undo(review))
    assert count(connection) == before


def test_nothing_is_counted_while_the_file_stays_the_same(path, monkeypatch):
    made = []

    def counting(_):
        made.append(1)
        return Counts(*range(6))

    monkeypatch.setattr("claims.review.home.counts.count", counting)
    monkeypatch.setattr("claims.review.home.counts.REST", 0)
    counter, connection = Counter(), connect(path)
    for _ in range(3):
        counter.count(connection)
    assert len(made) == 1
    by(path, "ann", to_review(connection)[0], Confirm())
    counter.count(connection)
    assert len(made) == 2


def test_a_busy_import_is_not_counted_each_time(path, monkeypatch):
    made = []

    def counting(_):
        made.append(1)
        time.sleep(0.02)
        return Counts(*range(6))

    monkeypatch.setattr("claims.review.home.counts.count", counting)
    monkeypatch.setattr("claims.review.home.counts.REST", 1000)
    counter, connection = Counter(), connect(path)
    for claim in to_review(connection)[:3]:
        counter.count(connection)
        by(path, "ann", claim, Confirm())
    assert len(made) == 1


def test_what_waits_for_a_person(path):
    connection = connect(path)
    one, two, three, *_ = to_review(connection)
    assert next_steps(connection, "ann").waiting == ()
    by(path, "bo", one, Assign("ann"))
    by(path, "bo", two, Flag("misquoted"))
    by(path, "bo", three, Verdict("true"))
    by(path, "ann", three, Verdict("false"))
    steps = next_steps(connection, "ann")
    assert [(s.only, s.count, s.more) for s in steps.waiting] == [
        ("mine", 1, False),
        ("disputed", 1, False),
    ]
    assert steps.today == 1
    assert count_waiting(connection) == 1
    assert [row["id"] for row in read_waiting(connection)] == [two]
    for one in steps.waiting:
        found = step(connection, Filters(only=one.only), "ann", Way())
        assert found.remaining == one.count <= MOST
