"""Links of every Markdown file lead somewhere, and the files that pages name are there."""

import re
from functools import cache
from pathlib import Path

import pytest

from docs.drawings import DRAWINGS, places, svg

ROOT = Path(__file__).parent.parent
PLACES = ("*.md", "docs/*.md", "bench/**/*.md", "claims/**/*.md", "data/*.md", "examples/**/*.md")
PAGES = sorted({path for place in PLACES for path in ROOT.glob(place)})
NAMED = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
LONGEST_README = 150
_FILES = re.compile(r"`((?:claims|tests|docs|bench|seeds|examples)/(?:[\w./-]*(?:/|\.[a-z]+))?)`")


def name_of(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


@cache
def prose(page: Path) -> str:
    """Return a page without blocks of code."""
    return re.sub(r"^```.*?^```", "", page.read_text("utf8"), flags=re.DOTALL | re.MULTILINE)


@cache
def anchors(page: Path) -> frozenset[str]:
    """Return the anchors of a page's headings, as GitHub and the site make them."""
    found: list[str] = []
    for heading in re.findall(r"^#{1,6} (.+?)\s*$", prose(page), re.MULTILINE):
        plain = re.sub(r"[^\w\- ]", "", re.sub(r"\[(.+?)\]\(.*?\)", r"\1", heading)).lower()
        slug = plain.replace(" ", "-")
        times = sum(one == slug or one.startswith(f"{slug}-") for one in found)
        found.append(f"{slug}-{times}" if slug in found else slug)
    return frozenset(found)


def broken_links(page: Path) -> list[str]:
    """Return the links within the repository that lead nowhere."""
    broken = []
    for link in re.findall(r"\]\((?!\w+:)([^)\s]+)\)", prose(page)):
        path, _, anchor = link.partition("#")
        target = page.parent / path if path else page
        if not target.exists() or (anchor and anchor not in anchors(target)):
            broken.append(link)
    return broken


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_links_lead_somewhere(page: Path) -> None:
    assert broken_links(page) == []


def test_a_broken_link_is_found(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(
        "# One `two`\n\n[a](#one-two) [b](#three) [c](gone.md) [d](page.md#one-two)"
        " [e](https://example.org/gone) [f](page.md#x)\n\n```text\n[g](gone.md)\n```\n",
        "utf8",
    )
    assert broken_links(page) == ["#three", "gone.md", "page.md#x"]


@pytest.mark.parametrize("page", NAMED, ids=name_of)
def test_the_files_that_a_page_names_are_there(page: Path) -> None:
    named = _FILES.findall(prose(page))
    assert [path for path in named if not (ROOT / path).exists()] == []


def test_every_page_is_in_the_contents() -> None:
    listed = re.findall(
        r"^(?:Claims <)?([\w./]+)>?$", (ROOT / "docs/index.md").read_text("utf8"), re.M
    )
    pages = {page.stem for page in (ROOT / "docs").glob("*.md")} - {"index"}
    assert pages <= set(listed)


@pytest.mark.parametrize("name", DRAWINGS)
def test_a_drawing_is_up_to_date_and_names_what_is_there(name: str) -> None:
    title, rows = DRAWINGS[name]
    assert (ROOT / "docs" / name).read_text("utf8") == svg(title, rows), "python docs/drawings.py"
    assert [place for place in places(rows) if not (ROOT / place).exists()] == []


def test_the_readme_stays_short() -> None:
    assert len((ROOT / "README.md").read_text("utf8").splitlines()) <= LONGEST_README
