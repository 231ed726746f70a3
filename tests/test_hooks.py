"""Every hook, by the package in examples/newsroom: installed as any other, and run."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from extractions import dam

from claims.errors import SettingsError
from claims.hooks import (
    added_formats,
    added_readers,
    added_rules,
    after_extraction,
    hookimpl,
    manager,
)
from claims.values import Extraction

EXAMPLE = Path(__file__).parent.parent / "examples" / "newsroom"
WIRE = """\
The dam
Experts say that the dam will hold. A spokesperson for The Valley Post said that it had asked.
=====
No text
"""
SCRIPT = """
import json
from pathlib import Path
from click.testing import CliRunner
from claims.cli import command_line
from claims.cli.serve import take_over
from claims.review.tables.saved_queries import saved_queries
from claims.store import open_store
from claims.store.decisions import verdicts

def run(*arguments):
    result = CliRunner().invoke(command_line, [*arguments, "--db", "claims.db"])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.output

def ask(sql):
    with open_store("claims.db") as store:
        return [list(row) for row in store.connection.execute(sql)]

Path("day.wire").write_text(WIRE, "utf8")
FINDINGS = 'SELECT "check", message FROM findings WHERE "check" LIKE \\'N%\\''
told = {"added": run("add", "day.wire", "--publisher", "The Valley Post",
                     "--published", "2024-02-18")}
told["documents"] = ask("SELECT title, format, path FROM documents")
told["problems"] = ask("SELECT path, reason FROM problems")
told["findings"] = ask(FINDINGS)
run("rebuild")
told["rebuilt"] = ask(FINDINGS)
told["sources"] = ask("SELECT name, anonymous FROM sources WHERE name LIKE '%Valley%'")
told["titles"] = run("export", "titles")
[query] = [query for query in saved_queries() if query.name == "unnamed_by_month"]
told["query"] = [query.title, ask(query.sql)]
with open_store("claims.db") as store:
    take_over(store, "newsroom")
    told["verdicts"] = [one.name for one in verdicts(store.connection)]
Path("told.json").write_text(json.dumps(told), "utf8")
"""


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Install the example into a folder, and run all that it adds in a process that has it."""
    place = tmp_path_factory.mktemp("newsroom")
    packages = place / "packages"
    subprocess.run(
        [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-build-isolation",
         "--disable-pip-version-check", "--target", str(packages), str(EXAMPLE)],
        check=True,
        capture_output=True,
    )  # fmt: skip
    root = str(EXAMPLE.parent.parent)
    ended = subprocess.run(
        [sys.executable, "-c", f"WIRE = {WIRE!r}\n{SCRIPT}"],
        cwd=place,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(packages), root])},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    found: dict[str, Any] = json.loads((place / "told.json").read_text("utf8"))
    return found


def test_a_reader_reads_its_format(told: dict[str, Any]) -> None:
    assert told["documents"] == [["The dam", "wire", "day.wire#1"]]
    assert told["problems"] == [["day.wire#2", "has a headline and no text"]]


def test_house_rules_run_and_their_findings_survive_a_rebuild(told: dict[str, Any]) -> None:
    assert told["findings"] == [["N101", "which “Experts”?"]]
    assert told["rebuilt"] == told["findings"]


def test_a_step_runs_after_extraction(told: dict[str, Any]) -> None:
    assert told["sources"] == [["A spokesperson for The Valley Post", 0]]


def test_a_format_is_a_command(told: dict[str, Any]) -> None:
    assert told["titles"].startswith("- [The dam](urn:uuid:")


def test_a_query_is_asked(told: dict[str, Any]) -> None:
    title, rows = told["query"]
    assert title == "Claims from unnamed sources, by outlet and month"
    assert [row[:2] for row in rows] == [["The Valley Post", "2024-02"]]


def test_a_list_of_verdicts_is_taken_over(told: dict[str, Any]) -> None:
    assert told["verdicts"] == ["holds", "half of it", "does not hold"]


class Plugin:
    """A plugin whose hooks give what a test says."""

    def __init__(self, **hooks: Any) -> None:
        for name, function in hooks.items():
            setattr(self, name, hookimpl(function))


@pytest.fixture
def register() -> Iterator[Any]:
    registered = []

    def add(**hooks: Any) -> None:
        plugin = Plugin(**hooks)
        registered.append(plugin)
        manager().register(plugin, "tried")

    yield add
    for plugin in registered:
        manager().unregister(plugin)


def test_without_plugins_nothing_is_added() -> None:
    assert (added_rules(), added_formats(), added_readers()) == ((), (), ())
    assert after_extraction(dam()) == dam()


def _raises(extraction: Extraction) -> Extraction:
    raise KeyError(extraction.sources[0].key)


def _answers(extraction: Extraction) -> str:
    return f"done with {extraction.document.path}"


def _nothing(extraction: Extraction) -> None:
    del extraction


@pytest.mark.parametrize(
    ("step", "reason"),
    [
        (_raises, "KeyError: 's1'"),
        (_answers, "TypeError: gave str instead of an Extraction"),
        (
            lambda extraction: replace(extraction, sentences=()),
            "ValueError: changed the document or its sentences, which must stay",
        ),
    ],
)
def test_a_step_that_fails_is_a_problem(register: Any, step: Any, reason: str) -> None:
    register(claims_after_extraction=step)
    found = after_extraction(dam())
    assert [(one.stage, one.reason) for one in found.problems] == [("plugin tried", reason)]
    assert replace(found, problems=()) == dam()


def test_a_step_may_leave_all_as_it_is(register: Any) -> None:
    register(claims_after_extraction=_nothing)
    assert after_extraction(dam()) == dam()


def test_what_a_plugin_gives_is_checked(register: Any) -> None:
    register(claims_house_rules=lambda: ["rules"], claims_format_readers=lambda: 7)
    with pytest.raises(SettingsError, match="the plugin tried gave str for claims_house_rules"):
        added_rules()
    with pytest.raises(SettingsError, match="the plugin tried failed in claims_format_readers"):
        added_readers()
