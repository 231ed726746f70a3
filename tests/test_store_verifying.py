"""Verify finds each planted damage, and nothing in a sound database."""

import sqlite3
from pathlib import Path

import pytest
from store_fakes import article, fake_extract, seed

from claims.checks import finish_checks
from claims.store import (
    Review,
    add_extractions,
    add_review,
    add_reviewer,
    begin_run,
    document_ids,
    finish_run,
    head_of,
    open_store,
    review_hash,
    verify,
)
from claims.store.records import query


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "claims.db"
    with open_store(path) as store:
        extractions = [seed(), fake_extract(article(1)), fake_extract(article(2))]
        add_extractions(store, extractions, run=begin_run(store, "add"))
        add_reviewer(store, "ana", role="editor")
        for value in ("true", "false", "unproven"):
            claim = next(iter(store.database["claims"].rows))["id"]
            add_review(
                store,
                Review(
                    target_kind="claim",
                    target=claim,
                    action="verdict",
                    value=value,
                    reviewer="ana",
                    evidence=("https://example.org/log",),
                ),
            )
    return path


def test_a_sound_database_has_no_damage(path: Path) -> None:
    with open_store(path) as store:
        assert verify(store) == ()
    with open_store(path, read_only=True) as store:
        assert verify(store) == ()


def test_verify_changes_nothing(path: Path) -> None:
    with open_store(path) as store:
        store.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        before = path.read_bytes()
        verify(store)
        store.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        assert path.read_bytes() == before


UNLOCK = (
    "DROP TRIGGER reviews_refuse_update",
    "DROP TRIGGER reviews_refuse_delete",
    "DROP TRIGGER reviews_refuse_break",
)


@pytest.mark.parametrize(
    ("damage", "table"),
    [
        ("UPDATE documents SET id = 'x' WHERE path = 'ferry.txt'", "documents"),
        ("UPDATE documents SET text = text || ' And more.'", "documents"),
        ("UPDATE documents SET title = 'Another'", "documents"),
        ("UPDATE documents SET words = 3", "documents"),
        ("UPDATE documents SET language = 'no', digest = 'x'", "documents"),
        ("UPDATE regions SET end = end + 1", "regions"),
        ("DELETE FROM regions", "documents"),
        ("UPDATE sentences SET start = start + 1 WHERE number = 2", "sentences"),
        ("UPDATE sentences SET text = 'Other words.' WHERE number = 2", "sentences"),
        ("UPDATE sentences SET prefix = 'x' WHERE number = 2", "sentences"),
        ("UPDATE sentences SET end = 99999 WHERE number = 2", "documents"),
        ("DELETE FROM sentences WHERE number = 2", "documents"),
        ("UPDATE sources SET name = 'Bo' WHERE anonymous = 1", "sources"),
        ("UPDATE sources SET kind = 'outlet' WHERE name = 'Ana Berg'", "sources"),
        ("DELETE FROM sources WHERE name = 'Ana Berg'", "claims"),
        ("DELETE FROM appearances", "documents"),
        ("DELETE FROM source_names WHERE name = 'A senior official'", "source_names"),
        ("UPDATE mentions SET text = 'she'", "mentions"),
        ("UPDATE mentions SET id = 'x' || id", "hops"),
        ("UPDATE attributions SET cue = 'denied' WHERE number = 1", "attributions"),
        ("UPDATE attributions SET sentence = NULL WHERE number = 1", "attributions"),
        ("UPDATE claims SET chain = 'Nobody' WHERE number = 2", "claims"),
        ("UPDATE claims SET hops = 7 WHERE number = 2", "claims"),
        ("UPDATE claims SET sourcing = 'named'", "claims"),
        ("UPDATE claims SET source = NULL WHERE number = 2", "claims"),
        ("UPDATE claims SET disputable = 0", "claims"),
        ("UPDATE claims SET figures = 9 WHERE number = 2", "claims"),
        ("UPDATE claims SET source = 'nobody' WHERE number = 2", "claims"),
        ("UPDATE spans SET exact = 'Other words' WHERE role = 'content'", "spans"),
        ("UPDATE spans SET suffix = ''", "spans"),
        ("DELETE FROM spans WHERE role = 'cue'", "attributions"),
        ("UPDATE figures SET prefix = 'x'", "figures"),
        ("DELETE FROM hops WHERE position = 1", "claims"),
        ("UPDATE hops SET claim = 'x' || claim", "hops"),
        ("INSERT INTO claims_fts (claims_fts) VALUES ('delete-all')", "claims_fts"),
        ("UPDATE sentences_fts_data SET block = x'00' WHERE id > 10", "sentences_fts"),
        ("UPDATE reviews SET value = 'mostly true' WHERE id = 2", "reviews"),
        ("UPDATE reviews SET reviewer = 'bo' WHERE id = 1", "reviews"),
        ("DELETE FROM reviews WHERE id = 1", "reviews"),
        ("DELETE FROM reviews WHERE id = 2", "reviews"),
        ("DELETE FROM reviews WHERE id = 3", "attachments"),
        ("UPDATE reviews SET id = id + 10", "reviews"),
    ],
)
def test_each_damage_is_found(path: Path, damage: str, table: str) -> None:
    connection = sqlite3.connect(path)
    for statement in (*UNLOCK, damage):
        connection.execute(statement)
    connection.commit()
    connection.close()
    with open_store(path) as store:
        found = verify(store)
    assert table in {damage.table for damage in found}, [str(damage) for damage in found]
    assert all("\n" not in str(damage) for damage in found)


def test_damaged_pages_are_found(path: Path) -> None:
    with open_store(path) as store:
        store.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        [[page]] = store.connection.execute(
            "SELECT rootpage FROM sqlite_master WHERE name = 'spans_attribution'"
        )
    content = bytearray(path.read_bytes())
    content[(page - 1) * 4096 : (page - 1) * 4096 + 64] = b"\xff" * 64
    path.write_bytes(content)
    with open_store(path) as store:
        found = verify(store)
    assert {damage.table for damage in found} == {"file"}


def test_a_reader_at_work_does_not_disturb(path: Path) -> None:
    with open_store(path) as store, open_store(path) as reader:
        reader.connection.execute("BEGIN")
        assert len(document_ids(reader)) == 3
        add_extractions(store, [fake_extract(article(9))], run=begin_run(store, "add"))
        assert verify(store) == ()
        assert len(document_ids(reader)) == 3
        reader.connection.execute("COMMIT")
        assert len(document_ids(reader)) == 4


# What fits together and is false all the same

FALSE_WORDS = (
    "UPDATE claims SET text = 'The dam at Orrin burst', standalone = 'The dam at Orrin burst.'"
    " WHERE id = (SELECT min(id) FROM claims)"
)


@pytest.mark.parametrize(
    ("change", "table"),
    [
        (FALSE_WORDS, "claims"),
        ("UPDATE claims SET negated = 1 - negated WHERE number = 1", "claims"),
        ("UPDATE claims SET kind = 'opinion' WHERE number = 1", "claims"),
        ("UPDATE claims SET certainty = 'hedged' WHERE number = 1", "claims"),
        ("UPDATE claims SET confidence = 0.125 WHERE number = 1", "claims"),
        ("UPDATE sentences SET disputable = 1 - disputable WHERE number = 2", "sentences"),
        ("UPDATE sentences SET confidence = 0.125 WHERE number = 2", "sentences"),
        ("UPDATE documents SET added = '2020-01-01T00:00:00+00:00'", "documents"),
        ("DELETE FROM extraction_digests", "extraction_digests"),
        ("UPDATE extraction_digests SET digests = 'x'", "extraction_digests"),
        ('UPDATE runs SET models = \'{"attribution": "0"}\'', "runs"),
        ("UPDATE runs SET added = added + 1", "runs"),
        ("UPDATE findings SET message = 'All is well.'", "findings"),
        (
            'INSERT INTO findings (document, "check", severity, message)'
            " SELECT id, 'S101', 'error', 'Made up.' FROM documents LIMIT 1",
            "findings",
        ),
        ("UPDATE attachments SET target = 'x' WHERE review = 2", "attachments"),
        ("DELETE FROM attachments WHERE review = 2", "attachments"),
    ],
    ids=lambda value: value[:60] if isinstance(value, str) else None,
)
def test_what_fits_and_is_false_is_named(sealed: Path, change: str, table: str) -> None:
    with open_store(sealed) as store:
        assert verify(store) == ()
        assert store.connection.execute(change).rowcount > 0
        assert table in {damage.table for damage in verify(store)}


@pytest.fixture
def sealed(path: Path) -> Path:
    """A database after a run that ended, with the house rules run."""
    with open_store(path) as store:
        for _ in range(2):
            finish_run(store, begin_run(store, "add"))
        finish_checks(store)
    return path


CUT = (
    "DELETE FROM attachments WHERE review = (SELECT max(id) FROM reviews)",
    "DELETE FROM reviews WHERE id = (SELECT max(id) FROM reviews)",
)


def test_a_trail_that_was_cut_is_found_by_its_head(sealed: Path) -> None:
    with open_store(sealed) as store:
        head = head_of(store)
        assert head is not None
        assert verify(store, head=head) == ()
        for statement in (*UNLOCK, *CUT):
            store.connection.execute(statement)
        found = {damage.table for damage in verify(store)}
        assert "runs" in found  # the latest run knew the decision
        assert "reviews" in {damage.table for damage in verify(store, head=head)}


def test_a_trail_that_was_chained_anew_is_found(sealed: Path) -> None:
    with open_store(sealed) as store:
        head = head_of(store)
        for statement in UNLOCK:
            store.connection.execute(statement)
        previous = ""
        for row in query(store.connection, "SELECT * FROM reviews ORDER BY id"):
            changed = {**row, "value": "mostly true", "previous": previous}
            previous = review_hash(changed)
            store.connection.execute(
                "UPDATE reviews SET value = ?, previous = ?, hash = ? WHERE id = ?",
                (changed["value"], changed["previous"], previous, row["id"]),
            )
        assert "reviews" not in {damage.table for damage in verify(store)}
        assert "runs" in {damage.table for damage in verify(store)}
        assert "reviews" in {damage.table for damage in verify(store, head=head)}


def test_a_run_taken_out_is_found(sealed: Path) -> None:
    with open_store(sealed) as store:
        first = store.connection.execute("SELECT min(id) FROM runs WHERE seal NOT NULL").fetchone()
        store.connection.execute("UPDATE documents SET run = NULL")
        store.connection.execute("UPDATE reviews SET run = NULL WHERE 0")
        store.connection.execute("DELETE FROM runs WHERE id = ?", first)
        assert "runs" in {damage.table for damage in verify(store)}


def test_what_an_older_version_stored_is_no_damage(sealed: Path) -> None:
    with open_store(sealed) as store:
        store.connection.execute("UPDATE extraction_digests SET digests = ''")
        store.connection.execute("UPDATE runs SET seal = NULL, previous = NULL, head = NULL")
        assert verify(store) == ()
