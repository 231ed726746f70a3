"""The pages of docs/ are true: what is generated is fresh, and what they show runs."""

import importlib.util
import io
import json
import os
import re
import sqlite3
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from bench.snippets import write_snippets
from claims.exports import guide_form
from claims.values import Figure, Mention, Region, Span
from claims.workers import Limits, Workers
from docs.stages import MEANINGS, stage_table
from tests.extractions import dam

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
TABLES = (DOCS / "tables.md").read_text("utf8")
QUESTIONS = dict(
    re.findall(r"^\*\*(.+?)\*\*[^\n]*\n\n```sql\n(.*?)```", TABLES, flags=re.DOTALL | re.MULTILINE)
)


GENERATED = [
    path.relative_to(ROOT).as_posix()
    for path in sorted(DOCS.glob("*.md"))
    if "[[[cog" in path.read_text("utf8")
]


@pytest.mark.parametrize("page", GENERATED)
def test_generated_parts_are_what_the_program_says(page: str) -> None:
    checked = subprocess.run(
        [sys.executable, "-m", "cogapp", "--check", "--diff", page],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    told = checked.stdout + checked.stderr
    assert checked.returncode == 0, f"run `python -m cogapp -r {page}`:\n{told}"


@pytest.mark.parametrize("question", QUESTIONS)
def test_each_question_is_answered(question: str, family_database: Path) -> None:
    with sqlite3.connect(f"file:{family_database}?mode=ro", uri=True) as connection:
        assert connection.execute(QUESTIONS[question]).fetchall()


def test_the_library_is_used_as_the_page_shows(tmp_path: Path) -> None:
    """All examples of the page, one after the other, in a folder with an article."""
    articles = tmp_path / "articles"
    articles.mkdir()
    (articles / "dam.txt").write_text("The dam holds, an aide said.\n", "utf8")
    (articles / "empty.txt").touch()
    script = tmp_path / "page.py"
    page = (DOCS / "library.md").read_text("utf8")
    script.write_text("\n".join(re.findall(r"```python\n(.*?)```", page, flags=re.DOTALL)), "utf8")
    ended = subprocess.run(
        [sys.executable, script], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert ended.returncode == 0, ended.stderr
    for line in (
        "The dam holds | indirect ",
        "Reuters → an engineer [unnamed]\n",
        "articles/empty.txt is empty",
        "dam.txt:1:16: A202 note",
        "The Post 2024-02: 50% of 2",
        "['which “an engineer”?']",
        "contradicts 0.",
        "1 added; 1 problems",
        "anonymous\n",
        "The New York Times and The Post\n4\n",
        "200\n400\n",
        "100.0",
    ):
        assert line in ended.stdout


def test_the_web_service_answers_within_its_limits(tmp_path: Path) -> None:
    [example] = re.findall(
        r"```python\n(.*?)```", (DOCS / "service.md").read_text("utf8"), re.DOTALL
    )
    module = tmp_path / "service.py"
    module.write_text(example, "utf8")
    spec = importlib.util.spec_from_file_location("service", module)
    assert spec is not None
    assert spec.loader is not None
    service = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(service)

    def post(body: bytes) -> tuple[str, dict[str, object]]:
        told: list[str] = []
        environ = {"CONTENT_LENGTH": str(len(body)), "wsgi.input": io.BytesIO(body)}
        [answered] = service.application(environ, lambda line, _: told.append(line))
        return told[0], json.loads(answered)

    with service.workers:
        status, form = post(b'{"text": "The dam holds, she said.", "published": "2024-02-18"}')
        assert (status, form["published"]) == ("200 OK", "2024-02-18")
        assert [sentence["claims"] for sentence in form["sentences"]]
        for refused in (b'{"text": 7}', b"[1]", b"\xff", b"", b"[" * 100_000, b'{"published": ""}'):
            assert post(refused)[0] == "400 Bad Request", refused
        assert post(b" " * 300_000)[0].startswith("413 ")
    with Workers(limits=Limits(seconds=0.05)) as service.workers:
        long = json.dumps({"text": "The dam holds, said the mayor of town 7. " * 4_000}).encode()
        status, told = post(long)
    assert status.startswith("422 ")
    assert "took longer than 0.05 s" in str(told["error"])


def test_a_stage_that_is_not_told_is_told_of(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(MEANINGS, "limits")
    with pytest.raises(ValueError, match="limits"):
        stage_table()


def test_articles_are_added_from_memory_as_the_page_shows(tmp_path: Path) -> None:
    [example] = re.findall(r"```python\n(.*?)```", (DOCS / "hooks.md").read_text("utf8"), re.DOTALL)
    script = tmp_path / "page.py"
    script.write_text(example, "utf8")
    ended = subprocess.run(
        [sys.executable, script], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert (ended.stdout, ended.stderr) == ("1 added\n1 unchanged\n", "")


def test_every_snippet_is_typed(tmp_path: Path) -> None:
    """The pages' Python and the example of a plugin pass mypy's strict checks."""
    scripts = write_snippets(tmp_path)
    assert {path.stem for path in scripts} >= {"page_readme", "page_library", "page_hooks"}
    checked = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", "--config-file=", "--follow-imports=silent",
         *map(str, scripts)],
        cwd=ROOT,
        env={**os.environ, "MYPYPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )  # fmt: skip
    assert checked.returncode == 0, checked.stdout


def test_what_extract_writes_has_the_keys_that_the_page_names() -> None:
    page = (DOCS / "annotation.md").read_text("utf8")
    [form] = re.findall(r"```text\n(.*?)```", page, flags=re.DOTALL)
    found = dam()
    figure = Figure("date", "1961", Span(57, 61), "1961")
    found = replace(
        found,
        claims=(found.claims[0], replace(found.claims[1], figures=(figure,))),
        mentions=(Mention("s1", Span(32, 39), "name"),),
        document=replace(found.document, regions=(Region("headline", Span(0, 40)),)),
    )
    written = guide_form(found, identifier="dam")
    assert set(re.findall(r'"(\w+)"', form)) == keys_of(written) | {"problems", "stage", "reason"}


def keys_of(value: object) -> set[str]:
    """Return the keys of all objects within a JSON value."""
    if isinstance(value, dict):
        return set(value).union(*map(keys_of, value.values()))
    return set().union(*map(keys_of, value)) if isinstance(value, list) else set()


def test_there_are_ten_questions() -> None:
    assert len(QUESTIONS) == 10


def test_the_readme_shows_what_its_example_prints() -> None:
    readme = (ROOT / "README.md").read_text("utf8")
    (example,) = re.findall(r"```python\n(.*?)```", readme, flags=re.DOTALL)
    ended = subprocess.run(
        [sys.executable, "-c", example], capture_output=True, text=True, cwd=ROOT, check=False
    )
    assert (ended.returncode, ended.stderr) == (0, "")
    assert ended.stdout == "The dam holds | Reuters → an engineer [unnamed]\n"
    assert f"`{ended.stdout.strip()}`" in readme
