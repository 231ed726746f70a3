"""Without the extra "pages" the core reads texts, and says of all else what would read it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from claims.reading.late import PAGES

ALONE = f"""
import json, sys
sys.modules.update(dict.fromkeys({sorted(PAGES)!r}))  # None: as if not installed
from claims.reading import read
from claims.values import Problem
told = {{}}
for found in read("."):
    told[found.path] = found.reason if isinstance(found, Problem) else found.text
[told["address"]] = [one.reason for one in read("https://example.org/")]
print(json.dumps(told))
"""
MAIL = (
    "From: a@example.org\nTo: b@example.org\nDate: Mon, 1 Jan 2024 10:00:00 +0000\nSubject: Dam\n"
)
FILES = {
    "a.txt": "The dam holds, she said.",
    "b.md": "# Dam\n\nThe dam holds, she said.",
    "c.eml": f"{MAIL}\nThe dam holds, she said.",
    "d.jsonl": '{"text": "The dam holds, she said."}',
    "e.html": "<!doctype html><p>The dam holds, she said.",
    "f.pdf": "%PDF-1.4",
    "g.xml": '<rss version="2.0"></rss>',
    "h.warc": "WARC/1.0\r\n",
    "i.eml": f"{MAIL}Content-Type: text/html\n\n<p>The dam holds, she said.",
}


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    place = tmp_path_factory.mktemp("core")
    for name, content in FILES.items():
        (place / name).write_text(content, "utf8")
    ended = subprocess.run(
        [sys.executable, "-c", ALONE], cwd=place, capture_output=True, text=True, check=True,
        env={"PYTHONPATH": str(Path(__file__).parent.parent)},
    )  # fmt: skip
    found: dict[str, str] = json.loads(ended.stdout)
    return found


@pytest.mark.parametrize("name", ["a.txt", "b.md", "c.eml", "d.jsonl"])
def test_texts_are_read(told: dict[str, str], name: str) -> None:
    [text] = [text for path, text in told.items() if path.startswith(name)]
    assert text.endswith("The dam holds, she said.")


@pytest.mark.parametrize(
    ("name", "what"),
    [
        ("e.html", "is a web page"),
        ("f.pdf", "is a PDF"),
        ("g.xml", "is a feed"),
        ("h.warc", "is a web archive"),
        ("i.eml", "is an e-mail in HTML"),
        ("address", "is an address"),
    ],
)
def test_what_needs_the_extra_names_it(told: dict[str, str], name: str, what: str) -> None:
    assert told[name] == f"{what}: pip install 'claims-desk[pages]' to read it"
