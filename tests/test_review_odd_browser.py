"""Odd but real articles in a real browser: written from right to left, with words without end."""

import sqlite3

import pytest
from review_fixtures import make_database
from store_fakes import article, fake_extract

from claims.values import Document

pytestmark = pytest.mark.browser
PHONE = {"viewport": {"width": 360, "height": 740}}
WIDE = {"viewport": {"width": 1280, "height": 800}}
NAME = "Donaudampf" * 14
ARABIC = "قال وزير الخارجية يوم الإثنين إن وقف إطلاق النار سيبدأ غدا."


@pytest.fixture(scope="module")
def database(tmp_path_factory):
    path = make_database(
        tmp_path_factory.mktemp("odd") / "articles.db",
        fake_extract(Document(text=ARABIC, title="وقف إطلاق النار", publisher="صحيفة", url="a:1")),
        fake_extract(article(1)),
    )
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE sources SET name = ? WHERE name = 'Ana Berg'", [NAME])
        connection.execute("UPDATE documents SET published = '2026-10-01' WHERE url = 'a:1'")
    return path


def open_article(page, database, which):
    with sqlite3.connect(database) as connection:
        [(name,)] = connection.execute(f"SELECT id FROM documents WHERE {which}").fetchall()  # noqa: S608 - a constant
    page.goto(f"/-/claims/article/{name}")


def left_of(page, selector, text):
    """Return how far to the left a text stands in an element."""
    return page.evaluate(
        """([selector, text]) => {
            const walker = document.createTreeWalker(
                document.querySelector(selector), NodeFilter.SHOW_TEXT);
            for (let node = walker.nextNode(); node; node = walker.nextNode()) {
                const at = node.data.indexOf(text);
                if (at < 0) continue;
                const range = document.createRange();
                range.setStart(node, at);
                range.setEnd(node, at + text.length);
                return range.getBoundingClientRect().left;
            }
        }""",
        [selector, text],
    )


@pytest.mark.parametrize("page", [WIDE, PHONE], indirect=True)
def test_a_text_runs_the_way_in_which_it_is_written(page, database):
    open_article(page, database, "url = 'a:1'")
    first, end = (left_of(page, ".sheet .text", text) for text in ("قال", "."))
    if page.viewport_size["width"] > 360:  # one line; on a phone the end stands in another one
        assert end < first
    assert (
        page.evaluate("getComputedStyle(document.querySelector('h1')).unicodeBidi") == "plaintext"
    )
    # The day is not torn apart by the name of the outlet before it.
    line = page.locator(".headbar p.dim").first
    assert "صحيفة · 1 Oct 2026" in line.inner_text()
    assert left_of(page, ".headbar p.dim", "1 Oct") > left_of(page, ".headbar p.dim", "صحيفة")


@pytest.mark.parametrize("page", [WIDE, PHONE], indirect=True)
def test_a_name_without_end_is_not_cut_off(page, database):
    open_article(page, database, "url IS NOT 'a:1'")
    cut = page.evaluate(
        """() => [...document.querySelectorAll(".entries > li, .legend")]
            .filter((box) => box.scrollWidth > box.clientWidth + 1).map((box) => box.id)"""
    )
    assert cut == []


def test_on_paper_nothing_leads_onward(page, database):
    open_article(page, database, "url IS NOT 'a:1'")
    page.emulate_media(media="print")
    assert page.locator(".line").first.is_visible()
    for going in (".head-acts a", ".lists", ".desk", ".bar"):
        assert not any(one.is_visible() for one in page.locator(going).all()), going


@pytest.mark.parametrize("page", [PHONE], indirect=True)
def test_a_table_fits_a_phone_with_words_without_end(page):
    page.goto(f"/claims/-/query?sql=select+'{'/never/ends' * 20}'+as+text")
    cell = page.locator("table.rows-and-columns td").first
    assert cell.evaluate("(one) => one.scrollWidth <= one.clientWidth + 1")
    assert cell.evaluate("(one) => one.getBoundingClientRect().right") <= 360
    page.goto("/claims/claims")
    words = page.locator(".column-descriptions")
    assert words.evaluate("(one) => one.scrollWidth <= one.clientWidth + 1")
