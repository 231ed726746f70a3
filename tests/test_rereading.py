"""`claims add --reader` and `claims reread`: beside what stands, within limits, going on."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from store_fakes import article, fake_extract

from claims.cli import command_line
from claims.cli.reread import read_beside
from claims.cli.shared.reader_options import agree
from claims.cli.shared.requested_readings import read_requested
from claims.errors import SettingsError
from claims.readers import Budget, Reader, open_model
from claims.rereading import find_articles, reread
from claims.store import Store, add_extractions, begin_run, document_ids, open_store, transaction
from claims.store.readings import (
    ask_for_reading,
    mark_confidential,
    requests_of,
    set_confidential_outlets,
)
from tests.reading_fixtures import fill
from tests.scripted_model import NAME, ScriptedModel, StatusError, careful, scripted

READER = f"llm:{NAME}"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("LLM_USER_PATH", str(tmp_path / "llm"))
    monkeypatch.setenv("CLAIMS_READERS", READER)


@pytest.fixture
def model() -> Iterator[ScriptedModel]:
    with scripted(careful) as found:
        agree(READER, open_model(NAME).place)
        yield found


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Three articles, and the dam's."""
    with open_store(tmp_path / "claims.db") as store:
        fill(store)
        extractions = [fake_extract(article(number)) for number in (1, 2, 3)]
        add_extractions(store, extractions, run=begin_run(store, "add"))
        yield store


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(command_line, [str(word) for word in arguments])


def rows(store: Store, statement: str) -> list[tuple[Any, ...]]:
    return store.connection.execute(statement).fetchall()


def reader(limit: int | None = None) -> Reader:
    return Reader(open_model(NAME, pause=lambda _: None), budget=Budget(limit))


def test_all_articles_are_read_once(store: Store, model: ScriptedModel) -> None:
    stands = "SELECT id, text, chain, sourcing, kind, source, state, flag FROM claims ORDER BY id"
    before = rows(store, stands)
    found = reread(store, document_ids(store), reader(), jobs=3)
    assert (found.read, found.known) == (4, 0)
    assert rows(store, stands) == before
    asked = len(model.requests)
    again = reread(store, document_ids(store), reader())
    assert (again.read, again.known, len(model.requests)) == (0, 4, asked)
    assert reread(store, document_ids(store), reader(), again=True).read == 4
    [(command, models, finished)] = rows(
        store, "SELECT command, models, finished FROM runs ORDER BY id DESC LIMIT 1"
    )
    assert command == "reread"
    assert READER in models
    assert finished


def test_a_limit_ends_a_run_and_the_next_one_goes_on(store: Store, model: ScriptedModel) -> None:
    del model
    one = reread(store, document_ids(store)[:1], reader())
    limit = int(2.5 * one.cost.tokens)
    first = reread(store, document_ids(store), reader(limit))
    assert first.known == 1
    assert first.left
    assert first.cost.tokens <= limit
    assert rows(store, "SELECT count(*) FROM readings WHERE state = 'stopped'")[0][0] <= 1
    second = reread(store, document_ids(store), reader())
    assert second.read == first.left
    assert rows(store, "SELECT DISTINCT state FROM readings") == [("whole",)]


def test_what_is_confidential_never_reaches_the_model(store: Store, model: ScriptedModel) -> None:
    [first, *_] = document_ids(store)
    with transaction(store) as connection:
        mark_confidential(connection, first, True, reviewer="ana")
        set_confidential_outlets(connection, "Harbour Times", reviewer="ana")
    found = reread(store, document_ids(store), reader())
    assert (found.read, found.refused) == (1, 3)  # two of the three are the Harbour Times'
    assert not any("Orrin" in request or "Harbour" in request for request in model.requests)
    assert rows(store, "SELECT count(*) FROM problems WHERE reason LIKE '%confidential%'") == [(3,)]


def test_a_service_that_fails_is_a_row_and_the_others_are_read(store: Store) -> None:
    with scripted(StatusError(400), careful):
        found = reread(store, document_ids(store), reader())
    assert (found.read, found.failed) == (3, 1)
    assert rows(store, "SELECT count(*) FROM readings WHERE state = 'failed'") == [(1,)]
    assert rows(store, "SELECT count(*) FROM problems WHERE reason LIKE '%HTTP 400%'") == [(1,)]


def test_articles_are_named_by_id_address_or_path(store: Store) -> None:
    [first, second, *_] = document_ids(store)
    names = [first, "https://example.org/notices/1", "notices/1.txt", "nothing"]
    assert find_articles(store, names) == ([first, second], ["nothing"])


def test_reread_reads_what_is_named(store: Store, model: ScriptedModel) -> None:
    del model
    result = run("reread", "notices/1.txt", "--reader", READER, "--db", store.path)
    assert result.exit_code == 0, result.output
    assert "1 article read by llm:scripted" in result.stderr
    assert rows(store, "SELECT count(*) FROM readings") == [(1,)]
    missing = run("reread", "nothing", "--reader", READER, "--db", store.path)
    assert missing.exit_code == 1
    assert "no stored article" in missing.stderr


@pytest.mark.parametrize("arguments", [["x"], ["--reader", READER], ["x", "--reader", "llm:gone"]])
def test_reread_says_what_is_missing(store: Store, arguments: list[str]) -> None:
    result = run("reread", *arguments, "--db", store.path)
    assert result.exit_code != 0
    assert result.exit_code == 2 or isinstance(result.exception, SettingsError)


def test_add_has_the_model_read_beside(tmp_path: Path, model: ScriptedModel) -> None:
    (tmp_path / "dam.txt").write_text("The dam holds, an engineer told Reuters on Monday.\n")
    database = tmp_path / "own.db"
    result = run("add", tmp_path / "dam.txt", "--db", database, "--reader", READER)
    assert result.exit_code == 0, result.output
    assert "1 added" in result.stderr
    assert "1 article read by llm:scripted" in result.stderr
    with sqlite3.connect(database) as connection:
        assert connection.execute("SELECT chain FROM claims").fetchall()[0][0].startswith("Reuters")
        assert connection.execute("SELECT state FROM readings").fetchall() == [("whole",)]
    again = run("add", tmp_path / "dam.txt", "--db", database, "--reader", READER)
    assert "1 known already" in again.stderr
    assert len(model.requests) == 1


def test_add_sends_nothing_where_the_reader_is_not_allowed(
    tmp_path: Path, model: ScriptedModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CLAIMS_READERS", "")
    (tmp_path / "dam.txt").write_text("The dam holds, an engineer said.\n")
    database = tmp_path / "own.db"
    result = run("add", tmp_path / "dam.txt", "--db", database, "--reader", READER)
    assert isinstance(result.exception, SettingsError)
    assert model.requests == []
    with sqlite3.connect(database) as connection:
        assert connection.execute("SELECT * FROM documents").fetchall() == []


def test_what_the_desk_asked_for_is_read(store: Store, model: ScriptedModel) -> None:
    del model
    [first, *_] = document_ids(store)
    with transaction(store) as connection:
        ask_for_reading(connection, first, READER, reviewer="ana", agree=True)
    result = run("reread", "--requested", "--db", store.path)
    assert result.exit_code == 0, result.output
    assert [row["state"] for row in requests_of(store.connection, first)] == ["done"]
    assert rows(store, "SELECT state FROM readings") == [("whole",)]


def test_why_a_request_failed_stands_in_its_row(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    [first, second, *_] = document_ids(store)
    with transaction(store) as connection:
        ask_for_reading(connection, first, READER, reviewer="ana", agree=True)
        ask_for_reading(connection, second, READER, reviewer="ana")
        mark_confidential(connection, second, True, reviewer="ana")

    def read(one: str, by: Reader) -> Any:
        return read_beside(store, [one], by, again=True)

    with scripted(StatusError(400)):
        assert not read_requested(store, read)
    reasons = [requests_of(store.connection, one)[0]["reason"] for one in (first, second)]
    assert "HTTP 400" in reasons[0]
    assert "confidential" in reasons[1]
    with transaction(store) as connection:
        ask_for_reading(connection, first, READER, reviewer="ana")
    monkeypatch.setenv("CLAIMS_READERS", "llm:other")
    assert not read_requested(store, read)
    assert "not allowed any more" in requests_of(store.connection, first)[0]["reason"]
