"""The linter: places in files, exemptions, settings, baseline, formats, exit codes."""

import json
from collections.abc import Sequence
from pathlib import Path
from xml.etree import ElementTree

import pytest
import yaml
from click.testing import CliRunner, Result

from claims.checks import describe_checks
from claims.checks.linter import (
    Checked,
    Exemptions,
    Report,
    exemptions_in,
    fingerprint,
    places_in,
    read_baseline,
    read_settings,
    summary,
    write_baseline,
)
from claims.checks.linter.reports import FORMATS
from claims.cli import command_line
from claims.errors import SettingsError
from claims.reading import regions_of
from claims.values import Problem

QUOTED = "“We will never give in.” The mood in the hall was grim."
NAMED = "“We will never give in,” said Ann Lee, who leads the union."


# Places


HTML = (
    "<!doctype html>\n<html><head><title>Port</title>\n<style>p { color: red }</style></head>\n"
    "<body><nav><a href='/'>The port</a></nav>\n<article><h1>Port</h1>\n<p>The port &amp; the"
    " <b>quay</b> are shut,\nthe office said.</p>\n<p>“The crane fell,” it said.</p></article>"
    "</body></html>\n"
)


@pytest.mark.parametrize(
    ("kind", "source", "text", "words", "line", "column"),
    [
        ("text", "One.\nTwo three.", "One.\nTwo three.", "three", 2, 5),
        ("text", "\ufeffOne.\r\nTwo three.\r\n", "One.\nTwo three.\n", "three", 2, 5),
        ("html", HTML, "Port\nThe port & the quay are shut, the office said.", "quay", 6, 26),
        ("html", HTML, "Port\nThe port & the quay are shut, the office said.", "the office", 7, 1),
        ("html", HTML, "Port\n“The crane fell,” it said.", "“The crane", 8, 4),
        ("markdown", "---\ntitle: Two\n---\n\n**Two** [three](/x) four.", "\nTwo three four.",
         "three", 5, 10),
    ],
    ids=["text", "line ends", "entity", "markup between", "opening mark", "front matter"],
)  # fmt: skip
def test_place_is_that_of_the_file(
    kind: str, source: str, text: str, words: str, line: int, column: int
) -> None:
    offset = text.index(words)
    place = places_in(text, [offset], source=source, kind=kind)[offset]
    assert (place.line, place.column, place.in_file) == (line, column, True)


def test_same_words_twice_are_told_apart_by_their_order() -> None:
    source = "<p>It fell.</p>\n<p>It fell.</p>\n<p>It fell.</p>"
    text = "It fell.\nIt fell.\nIt fell."
    offsets = [0, 9, 18]
    places = places_in(text, offsets, source=source, kind="html")
    assert [places[offset].line for offset in offsets] == [1, 2, 3]


@pytest.mark.parametrize("source", [None, "Something else."])
def test_place_without_the_words_in_a_file_is_the_texts_own(source: str | None) -> None:
    place = places_in("One.\nTwo.", [5], source=source, kind="text")[5]
    assert (place.line, place.column, place.in_file) == (2, 1, False)


# Exemptions


@pytest.mark.parametrize(
    ("source", "lines", "everywhere"),
    [
        ("A. <!-- claims: ignore S101 -->\nB.", {1: ("S101",)}, ()),
        ("<!-- claims: ignore S101 -->\n\nB.\nC.", {1: ("S101",), 3: ("S101",)}, ()),
        ("claims: ignore S101, A202\nB.", {1: ("S101", "A202"), 2: ("S101", "A202")}, ()),
        ("# claims: ignore\nB.", {1: ("",), 2: ("",)}, ()),
        ("<!-- claims: ignore-file S -->\nB.", {}, ("S",)),
        ("He claims: ignore S101.\nB.", {}, ()),
        ("She claims: ignore it", {}, ()),
        ("claims: ignore S101\nclaims: ignore A\nB.",
         {1: ("S101",), 3: ("S101", "A"), 2: ("A",)}, ()),
    ],
)  # fmt: skip
def test_exemptions(
    source: str, lines: dict[int, tuple[str, ...]], everywhere: tuple[str, ...]
) -> None:
    assert exemptions_in(source) == Exemptions(lines, everywhere)


@pytest.mark.parametrize(
    ("code", "first", "last", "held"),
    [("S101", 3, 3, True), ("S102", 3, 3, False), ("S101", 2, 2, False), ("S101", 1, 3, True),
     ("D503", 9, 9, True), ("A201", 4, 4, True)],
)  # fmt: skip
def test_exemption_holds(code: str, first: int, last: int, held: bool) -> None:
    exemptions = Exemptions({3: ("S101",), 4: ("",)}, ("D",))
    assert exemptions.hold(code, first, last) == held


def test_exemption_in_plain_text_is_no_sentence() -> None:
    text = f"claims: ignore Q301\n{QUOTED}"
    (region,) = regions_of(text)
    assert region.span.of(text) == "claims: ignore Q301"


# Settings and baseline


@pytest.mark.parametrize(
    ("toml", "complaint"),
    [
        ("[check", "as TOML"),
        ("[check]\nselekt = []", "'selekt'"),
        ("[check]\nselect = 'S'", "list of codes"),
        ("[check]\nfail-level = 'fatal'", "error, warning, note"),
        ("[check]\nexit-zero = 1", "true or false"),
        ("[check.severity]\nS101 = 3", "quotation marks"),
        ("check = 1", "must be a table"),
    ],
)
def test_wrong_settings_say_what_is_wrong(tmp_path: Path, toml: str, complaint: str) -> None:
    (tmp_path / "claims.toml").write_text(toml)
    with pytest.raises(SettingsError, match=complaint):
        read_settings(tmp_path / "claims.toml")


def test_baseline_knows_a_finding_once_for_each_time(tmp_path: Path) -> None:
    path = tmp_path / "baseline.json"
    mark = fingerprint("S101", "The  governor\nknew.")
    assert mark == fingerprint("S101", "The governor knew.") != fingerprint("S102", "The governor.")
    assert write_baseline(path, [("a.txt", mark), ("a.txt", mark)]) == 2
    baseline = read_baseline(path)
    assert [baseline.takes("a.txt", mark) for _ in range(3)] == [True, True, False]
    assert not baseline.takes("b.txt", mark)


@pytest.mark.parametrize(
    "written", ["", "[]", '{"files": {"a": 1}}', '{"files": {"a": {"b": "c"}}}']
)
def test_what_is_no_baseline_is_refused(tmp_path: Path, written: str) -> None:
    (tmp_path / "b.json").write_text(written)
    with pytest.raises(SettingsError, match="baseline"):
        read_baseline(tmp_path / "b.json")


# Formats


EVIL = Checked(
    "a,b:c.txt", "S101", "error", "who says “x%\n::error::” \u202e\x1b[31m?", 3, 7, 4, 2, True, "x"
)
REPORT = Report(
    findings=[EVIL],
    problems=[Problem("bad.pdf", "reading", "is damaged")],
    unchecked=[Problem("de.txt", "language", "not supported")],
    rules=describe_checks(),
    articles=2,
    exempt=1,
)


def test_formats_hold_what_was_found() -> None:
    stored = json.loads(FORMATS["json"](REPORT))
    assert stored["findings"][0] | {"line": 3, "column": 7} == stored["findings"][0]
    assert stored["summary"]["error"] == 1
    run = json.loads(FORMATS["sarif"](REPORT))["runs"][0]
    (result,) = run["results"]
    assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == "S101"
    region = result["locations"][0]["physicalLocation"]["region"]
    assert region == {"startLine": 3, "startColumn": 7, "endLine": 4, "endColumn": 2}
    suite = ElementTree.fromstring(FORMATS["junit"](REPORT))  # our own output
    assert {key: suite.get(key) for key in ("tests", "failures", "errors", "skipped")} == {
        "tests": "3", "failures": "1", "errors": "1", "skipped": "1",
    }  # fmt: skip


def test_github_commands_cannot_be_forged_by_an_article() -> None:
    lines = FORMATS["github"](REPORT).split("\n")
    assert len(lines) == 3
    assert lines[0].startswith("::error file=a%2Cb%3Ac.txt,line=3,col=7,title=S101::who says")
    assert "%25%0A::error" in lines[0]


def test_every_format_of_nothing_is_whole() -> None:
    nothing = Report([], [], [], describe_checks(), 1)
    assert json.loads(FORMATS["json"](nothing))["findings"] == []
    assert json.loads(FORMATS["sarif"](nothing))["version"] == "2.1.0"
    assert ElementTree.fromstring(FORMATS["junit"](nothing)).get("failures") == "0"
    assert (FORMATS["text"](nothing), FORMATS["github"](nothing)) == ("", "")


def test_summary_names_everything() -> None:
    assert summary(REPORT) == (
        "1 finding (1 error) in 2 articles; 1 exempt in the text; 1 not read; 1 not checked"
    )


# The command


def run(folder: Path, *arguments: str, monkeypatch: pytest.MonkeyPatch) -> Result:
    monkeypatch.chdir(folder)
    return CliRunner().invoke(command_line, ["check", *arguments])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text(f"{QUOTED}\n")
    (tmp_path / "clean.txt").write_text(f"{NAMED}\n")
    return tmp_path


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["clean.txt", "--select", "Q301"], 0),
        (["a.txt", "--select", "Q301"], 0),  # a note fails nothing
        (["a.txt", "--select", "Q301", "--fail-level", "note"], 1),
        (["a.txt", "--select", "Q301", "--fail-level", "note", "--exit-zero"], 0),
        (["a.txt", "--select", "Q", "--ignore", "Q301"], 0),
        (["no-such.txt"], 2),
        (["a.txt", "no-such.txt"], 2),
        (["a.txt", "--select", "X999"], 2),
        (["a.txt", "--format", "xml"], 2),
        (["a.txt", "--baseline", "no-such.json"], 2),
        (["a.txt", "--config", "no-such.toml"], 2),
        ([], 2),
        (["--explain", "Q301"], 0),
        (["--explain", "X999"], 2),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else str(value),
)
def test_exit_code(
    folder: Path, monkeypatch: pytest.MonkeyPatch, arguments: Sequence[str], code: int
) -> None:
    assert run(folder, *arguments, monkeypatch=monkeypatch).exit_code == code


def test_command_end_to_end(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = run(folder, "a.txt", "--select", "Q301", monkeypatch=monkeypatch)
    assert found.stdout.startswith("a.txt:1:1: Q301 ")
    assert "1 finding" in found.stderr
    (folder / "a.txt").write_text(f"\n\nclaims: ignore Q301\n{QUOTED}\n")
    exempt = run(folder, "a.txt", "--select", "Q301", monkeypatch=monkeypatch)
    assert (exempt.exit_code, exempt.stdout) == (0, "")
    assert "1 exempt in the text" in exempt.stderr
    (folder / "a.txt").write_text(f"\n\n{QUOTED}\n")
    written = run(
        folder, "a.txt", "--select", "Q301", "--write-baseline", "b.json", monkeypatch=monkeypatch
    )
    assert written.exit_code == 0
    (folder / "claims.toml").write_text('[check]\nselect = ["Q301"]\nbaseline = "b.json"\n')
    known = run(folder, "a.txt", monkeypatch=monkeypatch)
    assert (known.exit_code, known.stdout) == (0, "")
    assert "1 known from the baseline" in known.stderr
    (folder / "claims.toml").write_text(
        '[check]\nselect = ["Q301"]\nfail-level = "error"\n[check.severity]\nQ301 = "note"\n'
    )
    milder = run(folder, "a.txt", "--statistics", monkeypatch=monkeypatch)
    assert milder.exit_code == 0
    assert "Q301 note:" in milder.stdout
    assert "     1  Q301  note" in milder.stdout


def test_what_is_not_checked_is_said(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    german = "Die Stadt hat den Vertrag gekuendigt, sagte der Sprecher der Verwaltung am Montag."
    (folder / "de.txt").write_text(german)
    told = run(folder, "de.txt", monkeypatch=monkeypatch).stderr
    assert "de.txt: the language 'de' is not supported" in told
    assert "1 not checked" in told
    assert "need a database" in told
    assert "T601" in told


def test_pre_commit_hook_calls_the_command() -> None:
    (hook,) = yaml.safe_load((Path(__file__).parents[1] / ".pre-commit-hooks.yaml").read_text())
    assert (hook["id"], hook["entry"], hook["language"]) == (
        "claims-check",
        "claims check",
        "python",
    )


def test_html_places_reach_through_the_command(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "a.html").write_text(f"<h2>Hall</h2>\n<!-- a -->\n<p>\n  {QUOTED}</p>\n")
    found = run(folder, "a.html", "--select", "Q301", "--format", "json", monkeypatch=monkeypatch)
    (finding,) = json.loads(found.stdout)["findings"]
    assert (finding["line"], finding["column"]) == (4, 3)


def test_a_rule_that_cannot_be_run_is_a_wrong_usage(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """1 says that something was found: a build must be able to tell the two apart."""
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "l101_wrong.sql").write_text(
        "-- L101 A rule of the house\n-- severity: warning\n-- why: It is our rule.\n"
        "-- example: It rained.\n-- instead: It rained, he said.\n"
        "SELECT claims.document, claims.sentence, claims.id AS claim, claims.nummer AS start,"
        " 1 AS end, 'x' AS message FROM checked"
        " JOIN claims ON claims.document = checked.document\n",
        "utf8",
    )
    (tmp_path / "a.txt").write_text(QUOTED, "utf8")
    found = run(tmp_path, "a.txt", "--rules", "rules", monkeypatch=monkeypatch)
    assert found.exit_code == 2
    assert "L101 cannot be run" in found.stderr
