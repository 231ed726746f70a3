"""The pages of docs/ are true: what is generated is fresh, and what they show runs."""

import re
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
TABLES = (DOCS / "tables.md").read_text("utf8")
QUESTIONS = dict(
    re.findall(r"^\*\*(.+?)\*\*[^\n]*\n\n```sql\n(.*?)```", TABLES, flags=re.DOTALL | re.MULTILINE)
)


def test_generated_parts_are_what_the_program_says() -> None:
    checked = subprocess.run(
        [sys.executable, "-m", "cogapp", "--check", "--diff", "docs/tables.md"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    told = checked.stdout + checked.stderr
    assert checked.returncode == 0, f"run `python -m cogapp -r docs/tables.md`:\n{told}"


@pytest.mark.parametrize("question", QUESTIONS)
def test_each_question_is_answered(question: str, family_database: Path) -> None:
    with sqlite3.connect(f"file:{family_database}?mode=ro", uri=True) as connection:
        assert connection.execute(QUESTIONS[question]).fetchall()


def test_there_are_ten_questions() -> None:
    assert len(QUESTIONS) == 10


@pytest.mark.parametrize("page", sorted(DOCS.glob("*.md")), ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    for path in re.findall(r"\]\((?!https?:)([^)#]+)\)", page.read_text("utf8")):
        assert (page.parent / path).exists(), path
