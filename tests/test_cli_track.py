"""`claims track` and `claims watch`, as they are typed."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tracking_family import FAMILY, extraction_of

from claims.cli import command_line
from claims.store import add_extractions, begin_run, open_store, track_documents
from claims.tracking import Comparer


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("track") / "claims.db"
    with open_store(path) as store:
        run = begin_run(store, "add")
        add_extractions(store, [extraction_of(article) for article in FAMILY], run=run)
        track_documents(store, Comparer())
    return path


def run(*arguments: object) -> Result:
    return CliRunner().invoke(command_line, [str(argument) for argument in arguments])


def test_a_statement_is_shown_with_its_story(database: Path) -> None:
    found = run("track", "The captain turned the radar off", "--db", database, "--count", 2)
    assert found.exit_code == 0
    assert "told by 6 articles (4 voices), 1 independent originator" in found.output
    assert "first seen: Northwire, 2024-03-05" in found.output
    assert "source dropped: two harbour officials ⇒ stated as fact" in found.output
    assert found.output.count("told by 6 articles") == 1, "a story is shown once"


def test_a_denial_is_told_apart(database: Path) -> None:
    statement = "Finance Minister Ilse Brandt will resign over the budget"
    found = run("track", statement, "--db", database, "--json")
    rows = [json.loads(line) for line in found.output.splitlines()]
    relations = {row["text"]: row["relation"] for row in rows}
    assert relations[statement.replace("will", "will not")] == "contradicts"
    assert rows[0]["relation"] == "same"


def test_a_database_that_is_not_there_is_named(tmp_path: Path) -> None:
    found = run("track", "anything", "--db", tmp_path / "none.db")
    assert found.exit_code == 1


def test_watching_a_folder_once(tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "a.txt").write_text(FAMILY[3].text)
    database = tmp_path / "claims.db"
    found = run("watch", folder, tmp_path / "none", "--once", "--db", database)
    assert found.exit_code == 0
    assert f"{tmp_path / 'none'}: is no folder" in found.output
    with open_store(database) as store:
        assert store.connection.execute("SELECT count(*) FROM documents").fetchone() == (1,)
        assert store.connection.execute("SELECT count(*) FROM stories").fetchone()[0] >= 1


@pytest.mark.parametrize(
    "arguments",
    [("track", "x", "--count", 0), ("watch", "x", "--every", 0), ("watch", "x", "--delay", -1)],
)
def test_numbers_that_make_no_sense_are_refused(arguments: tuple[object, ...]) -> None:
    found = run(*arguments)
    assert found.exit_code == 2
    assert "is not in the range" in found.output
