"""The command line: what it prints, where it writes, how it ends."""

import json
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from claims.cli import COMMANDS, command_line

SEED = next((Path(__file__).parent.parent / "seeds").glob("*.txt"))
DAM = "The dam above the town holds, an engineer told Reuters on Monday.\n\nIt was built in 1961.\n"


def run(*arguments: str | Path, text: str | None = None) -> Result:
    return CliRunner().invoke(command_line, [str(word) for word in arguments], input=text)


def rows(database: Path, query: str) -> list[tuple[object, ...]]:
    with sqlite3.connect(database) as connection:
        return connection.execute(query).fetchall()


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "claims.db"


@pytest.fixture
def dam(tmp_path: Path) -> Path:
    path = tmp_path / "dam.txt"
    path.write_text(DAM, "utf8")
    return path


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself(name: str) -> None:
    result = run(name, "--help")
    assert result.exit_code == 0, result.output
    assert f" {name} " in result.output.splitlines()[0]
    assert len(result.output.splitlines()) > 5


@pytest.mark.parametrize("group", ["export", "train"])
def test_what_a_group_can_do_is_told_in_full(group: str) -> None:
    listed = run(group, "--help").output.partition("Commands:")[2]
    assert len(listed.split()) > 20
    assert "..." not in listed


def test_add_twice_changes_nothing_and_says_so(database: Path, dam: Path) -> None:
    first = run("add", dam, "--db", database)
    assert (first.exit_code, "1 added" in first.output) == (0, True), first.output
    before = rows(database, "SELECT * FROM claims ORDER BY id")
    assert before
    second = run("add", dam, "--db", database)
    assert second.exit_code == 0
    assert "nothing changed" in second.output
    assert "1 known already" in second.output
    assert rows(database, "SELECT * FROM claims ORDER BY id") == before


def test_what_cannot_be_read_ends_with_1_and_the_rest_is_stored(
    database: Path, dam: Path, tmp_path: Path
) -> None:
    empty = tmp_path / "empty.txt"
    empty.touch()
    result = run("add", tmp_path / "nowhere.txt", empty, dam, "--db", database)
    assert result.exit_code == 1
    assert "nowhere.txt" in result.output
    assert "1 added" in result.output
    assert "2 problems" in result.output
    assert rows(database, "SELECT count(*) FROM documents") == [(1,)]


def test_what_the_user_knows_is_kept(database: Path, dam: Path) -> None:
    run(
        "add",
        dam,
        "--db",
        database,
        "--published",
        "2024-02-18",
        "--publisher",
        "The Valley Post",
        "--title",
        "Dam holds",
        "--url",
        "https://valley.example/dam",
    )
    query = "SELECT published, publisher, title, url FROM documents"
    assert rows(database, query) == [
        ("2024-02-18", "The Valley Post", "Dam holds", "https://valley.example/dam")
    ]


def test_standard_input_is_an_article(database: Path) -> None:
    assert run("add", "-", "--db", database, text=DAM).exit_code == 0
    assert rows(database, "SELECT text FROM documents") == [(DAM,)]


def test_verify_backup_and_rebuild(database: Path, dam: Path, tmp_path: Path) -> None:
    run("add", dam, "--db", database)
    assert run("verify", "--db", database).exit_code == 0
    copy = tmp_path / "copy.db"
    assert run("backup", copy, "--db", database).exit_code == 0
    claims = "SELECT id, text, chain FROM claims ORDER BY id"
    before = rows(database, claims)
    assert rows(copy, claims) == before
    assert run("rebuild", "--db", database).exit_code == 0
    assert rows(database, claims) == before
    with sqlite3.connect(database) as connection:
        connection.execute("UPDATE sentences SET start = start + 1")
    damaged = run("verify", "--db", database)
    assert damaged.exit_code == 1
    assert "sentences" in damaged.output


def test_extract_reads_and_writes_json_lines() -> None:
    lines = [{"id": "a", "text": DAM, "published": "2024-02-18"}, {"text": ""}]
    result = run("extract", text="\n".join(map(json.dumps, lines)) + "\n")
    assert result.exit_code == 0, result.output
    first, second = map(json.loads, result.stdout.splitlines())
    assert (first["id"], second["id"]) == ("a", "2")
    (attribution,) = first["attributions"]
    assert [DAM[s:e] for s, e in attribution["source"]] == ["an engineer"]
    (claim,) = [claim for sentence in first["sentences"] for claim in sentence["claims"]]
    names = {source["id"]: source["name"] for source in first["sources"]}
    assert [names[hop["source"]] for hop in claim["chain"]] == ["Reuters", "an engineer"]
    assert second["attributions"] == []


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (b"not json", "line 2: no JSON"),
        (b"[]", "line 2: no JSON object"),
        (b"5", "line 2: no JSON object"),
        (b'{"id": 1}', "line 2: text is missing"),
        (b'{"text": 5}', 'line 2: "text" is no string'),
        pytest.param(b'{"text": "caf\xe9"}', "no UTF-8", id="Latin-1"),
    ],
)
def test_a_broken_line_is_named_and_stops_no_other(line: bytes, expected: str) -> None:
    given = b'{"text": ""}\n' + line + b'\n{"id": "c", "text": "The dam holds."}\n'
    result = CliRunner().invoke(command_line, ["extract"], input=given)
    assert result.exit_code == 1
    first, broken, last = map(json.loads, result.stdout.splitlines())
    assert "problems" not in first
    [problem] = broken["problems"]
    assert problem["stage"] == "reading"
    assert expected in problem["reason"]
    assert (last["id"], len(last["sentences"]), "problems" in last) == ("c", 1, False)


@pytest.mark.parametrize(
    ("given", "published", "publisher"),
    [
        ({"published": "2024-02-18", "publisher": "Reuters"}, "2024-02-18", "Reuters"),
        ({"published": "18 February 2024"}, "2024-02-18", None),
        ({"published": "2024-02-18T09:30Z", "publisher": None}, "2024-02-18T09:30:00+00:00", None),
    ],
)
def test_particulars_of_a_line_are_honoured(
    given: dict[str, object], published: str | None, publisher: str | None
) -> None:
    result = run("extract", text=json.dumps({"text": DAM, **given}))
    form = json.loads(result.stdout)
    assert (form["published"], form["publisher"]) == (published, publisher)
    assert form["sentences"]
    assert "problems" not in form


def test_a_cell_that_is_no_utf8_ends_in_a_line(database: Path, dam: Path) -> None:
    run("add", dam, "--db", database)
    with sqlite3.connect(database) as connection:
        connection.execute("UPDATE documents SET publisher = CAST(x'c3' AS TEXT)")
    for command in (["export", "csv"], ["export", "jsonl"], ["verify"], ["rebuild"]):
        done = subprocess.run(
            [sys.executable, "-m", "claims", *command, "--db", str(database)],
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 1, command
        assert "Traceback" not in done.stderr
        assert "UTF-8" in done.stdout + done.stderr


def test_show_prints_who_says_so(dam: Path) -> None:
    result = run("show", dam)
    assert result.exit_code == 0, result.output
    assert "Reuters → an engineer [unnamed]" in result.output


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["add", str(SEED), "--db", "nowhere/claims.db"], "the folder nowhere does not exist"),
        (["add", str(SEED), "--db", str(SEED)], "no SQLite database"),
        (["verify", "--db", "nowhere/claims.db"], "there is no such file"),
        (["verify", "--db", "nowhere.db"], "there is no such file"),
        (["rebuild", "--db", "nowhere.db"], "there is no such file"),
        (["backup", "copy.db", "--db", "nowhere.db"], "there is no such file"),
        (["add", str(SEED), "--published", "soon"], "is no date"),
    ],
)
def test_a_mistake_ends_as_one_clear_line(
    arguments: list[str], expected: str, tmp_path: Path
) -> None:
    ended = subprocess.run(
        [sys.executable, "-m", "claims", *arguments],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        check=False,
    )
    assert ended.returncode == 1
    assert ended.stderr.startswith("claims: ")
    assert expected in ended.stderr
    assert len(ended.stderr.splitlines()) == 1
    assert not list(tmp_path.iterdir())


def test_check_prints_findings_as_a_linter_does(dam: Path) -> None:
    result = run("check", dam, "--fail-level", "note")
    assert result.exit_code == 1, result.output
    places = [line.split(": ", 1)[0] for line in result.stdout.splitlines()]
    assert all(place.startswith(f"{dam}:") for place in places)
    assert f"{dam}:1:1" in places
    assert "A202 note: the article does not say why" in result.stdout
    assert "in 1 article" in result.stderr


def codes(output: str) -> set[str]:
    """Return the codes of the findings that a check printed."""
    return {line.split(": ")[1].split()[0] for line in output.splitlines()}


def test_check_runs_only_the_rules_that_are_selected(dam: Path) -> None:
    everything = codes(run("check", dam).stdout)
    assert {"A202", "A203"} <= everything
    assert codes(run("check", dam, "--select", "a2").stdout) == {
        code for code in everything if code.startswith("A2")
    }
    assert codes(run("check", dam, "--select", "A203, A202").stdout) == {"A202", "A203"}
    assert codes(run("check", dam, "--select", "A2", "--ignore", "A203").stdout) == {
        code for code in everything if code.startswith("A2")
    } - {"A203"}
    assert run("check", dam, "--select", "Q").stdout == ""
    wrong = run("check", dam, "--select", "X9")
    assert wrong.exit_code == 2
    assert "no house rule X9" in wrong.stderr


def test_check_runs_a_desks_own_rules_besides(dam: Path, tmp_path: Path) -> None:
    folder = tmp_path / "rules"
    folder.mkdir()
    rule = (
        "-- {code} Long enough\n-- severity: {severity}\n-- why: x\n-- example: y\n-- instead: z\n"
        "SELECT document, NULL AS sentence, NULL AS claim, 4 AS start, 5 AS end, 'm' AS message"
        " FROM checked"
    )
    (folder / "own.sql").write_text(rule.format(code="H901", severity="note"), "utf8")
    result = run("check", dam, "--rules", folder)
    assert f"{dam}:1:5: H901 note: m" in result.stdout
    assert "A202" in result.stdout
    only = run("check", dam, "--rules", folder, "--select", "H")
    assert (only.exit_code, codes(only.stdout)) == (0, {"H901"})
    # One with a code of the package takes the place of the package's rule.
    (folder / "own.sql").write_text(rule.format(code="A202", severity="error"), "utf8")
    assert f"{dam}:1:5: A202 error: m" in run("check", dam, "--rules", folder).stdout
    missing = run("check", dam, "--rules", folder / "x")
    assert missing.exit_code == 2
    assert "There is no folder" in missing.stderr
