"""README says what the program does now: what it shows is generated, and checked here."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf8")


@pytest.mark.parametrize("path", re.findall(r"\]\((?!https?:)([^)#]+)\)", README))
def test_links_lead_somewhere(path: str) -> None:
    assert (ROOT / path).exists()


@pytest.mark.parametrize("name", re.findall(r"^\| `(claims/[^`]+)`", README, flags=re.MULTILINE))
def test_the_layout_names_what_there_is(name: str) -> None:
    assert (ROOT / name).exists()


def test_the_library_example_runs() -> None:
    (example,) = re.findall(r"```python\n(.*?)```", README, flags=re.DOTALL)
    ended = subprocess.run(
        [sys.executable, "-c", example], capture_output=True, text=True, cwd=ROOT, check=False
    )
    assert ended.returncode == 0, ended.stderr
    assert ended.stdout == "The dam holds | Reuters → an engineer [unnamed]\n"
    assert f"`{ended.stdout.strip()}`" in README
