"""What waits for a person on the first page: assignments, and notes that call them by name."""

import sqlite3

import pytest
from bs4 import BeautifulSoup
from review_examples import harbour, seed
from review_fixtures import make_database

from claims.review.server.desk import make_datasette
from claims.review.team.assigned import mentioned_in, waiting_for
from claims.store import add_reviewer, open_store, transaction
from claims.store.decisions import Assign, Done, Note, Undo, Verdict, decide, set_blind_share


@pytest.mark.parametrize(
    ("note", "names"),
    [
        ("Ask @bob", ("bob",)),
        ("@Bob, @ann.lee: see p. 3. @bob!", ("bob", "ann.lee")),
        ("mail bob@example.org or x.@bob", ()),
        ("(@bob-b_2)", ("bob-b_2",)),
        ("@ bob @", ()),
        (None, ()),
    ],
)
def test_names_are_called_by_their_sign(note, names):
    assert mentioned_in(note) == names


@pytest.fixture
def store(tmp_path):
    path = make_database(tmp_path / "articles.db", seed(), harbour())
    with open_store(path) as opened:
        for person in ("ann", "bob", "bobby"):
            add_reviewer(opened, person, role="editor")
        yield opened


def claims(store):
    return [row[0] for row in store.connection.execute("SELECT id FROM claims ORDER BY id")]


def make(store, person, target, action, kind="claim"):
    with transaction(store) as connection:
        return decide(
            connection, reviewer=person, target_kind=kind, target=target, action=action
        ).review


def waiting(store, person):
    connection = store.connection
    before, connection.row_factory = connection.row_factory, sqlite3.Row
    try:
        return [(one.mention, one.kind, one.path) for one in waiting_for(connection, person)]
    finally:
        connection.row_factory = before


def test_a_note_waits_for_whom_it_calls_until_they_answer(store):
    claim = claims(store)[0]
    make(store, "ann", claim, Note("Where is this from, @Bob?"))
    assert waiting(store, "bob") == [(True, "claim", f"/-/claims/claim/{claim}")]
    assert waiting(store, "bobby") == []
    assert waiting(store, "ann") == []
    make(store, "bob", claim, Note("From the report."))
    assert waiting(store, "bob") == []


def test_a_note_that_was_taken_back_calls_nobody(store):
    claim = claims(store)[0]
    note = make(store, "ann", claim, Verdict("false", note="@bob agrees"))
    assert len(waiting(store, "bob")) == 1
    make(store, "ann", claim, Undo(note))
    assert waiting(store, "bob") == []


def test_a_note_on_what_is_decided_blindly_stays_hidden(store):
    claim = claims(store)[0]
    with transaction(store) as connection:
        set_blind_share(connection, 1)
    make(store, "ann", claim, Verdict("false", note="@bob, this is false"))
    assert waiting(store, "bob") == []


@pytest.mark.parametrize(("kind", "page"), [("claim", "claim"), ("document", "article")])
def test_what_was_assigned_waits_until_it_is_done(store, kind, page):
    target = claims(store)[0]
    if kind == "document":
        [target] = store.connection.execute("SELECT document FROM claims LIMIT 1").fetchone()
    make(store, "ann", target, Assign("bob", note="by noon"), kind)
    assert waiting(store, "bob") == [(False, page, f"/-/claims/{page}/{target}")]
    make(store, "bob", target, Done(), kind)
    assert waiting(store, "bob") == []


def test_an_article_without_a_headline_waits_by_its_first_words(store):
    [target] = store.connection.execute("SELECT document FROM claims LIMIT 1").fetchone()
    store.connection.execute("UPDATE documents SET title = NULL")
    make(store, "ann", target, Assign("bob"), "document")
    make(store, "ann", target, Note("Look, @bob"), "document")
    before, store.connection.row_factory = store.connection.row_factory, sqlite3.Row
    found = [one.about for one in waiting_for(store.connection, "bob")]
    store.connection.row_factory = before
    assert len(found) == 2
    assert all(about.startswith("“") for about in found)


def test_what_one_assigned_to_oneself_does_not_wait_here(store):
    make(store, "bob", claims(store)[0], Assign("bob"))
    assert waiting(store, "bob") == []


async def test_the_first_page_tells_it(store):
    claim = claims(store)[0]
    make(store, "ann", claim, Note("<b>Look</b>, @bob"))
    datasette = make_datasette(store.path, owner="bob")
    try:
        answer = await datasette.client.get("/", actor={"id": "bob"})
    finally:
        datasette.close()
    section = BeautifulSoup(answer.text, "html.parser").select_one("#waiting")
    assert "ann wrote to you" in section.get_text()
    assert "<b>Look</b>, @bob" in section.get_text()
    assert section.a["href"] == f"/-/claims/claim/{claim}"
