"""Sources in a real browser: merged, renamed and split by keyboard, by mouse, on a phone."""

import sqlite3

import pytest
from review_examples import harbour, hostile, seed
from review_fixtures import make_database
from test_review_browser import CONTRAST
from test_store_source_pairs import ARTICLES, extract

pytestmark = pytest.mark.browser
SOURCES = "/-/claims/sources"
PHONE = {"viewport": {"width": 360, "height": 740}}


@pytest.fixture(scope="module")
def database(tmp_path_factory):
    """A file of one's own: what is decided here must not show in other tests."""
    path = tmp_path_factory.mktemp("sources") / "articles.db"
    return make_database(path, seed(), harbour(), hostile(), *map(extract, ARTICLES))


def rows(database, sql, *given):
    with sqlite3.connect(database) as connection:
        return connection.execute(sql, given).fetchall()


def source(database, name):
    return rows(database, "SELECT id FROM sources WHERE name = ?", name)[0][0]


def press(page, key):
    with page.expect_navigation():
        page.keyboard.press(key)


def test_a_pair_is_merged_and_let_go_by_keyboard(page, database):
    before = rows(database, "SELECT id, chain, source FROM claims ORDER BY id")
    page.goto(SOURCES)
    assert "Ana Maria Berg" in page.locator("section.card").inner_text()
    press(page, "o")
    assert page.get_by_role("heading", level=1).inner_text().startswith("Is Ana Maria Berg")
    press(page, "m")
    assert page.get_by_role("heading", level=1).inner_text().endswith("Ana Berg")
    assert "Ana Maria Berg" in page.locator("dl.facts").inner_text()
    assert rows(database, "SELECT count(*) FROM claims WHERE chain = 'Ana Maria Berg'") == [(0,)]
    press(page, "u")
    assert rows(database, "SELECT id, chain, source FROM claims ORDER BY id") == before
    page.goto(SOURCES)
    press(page, "2")
    assert "Ana Maria Berg" not in page.locator("section.card").inner_text()
    press(page, "u")
    assert "Ana Maria Berg" in page.locator("section.card").inner_text()


def test_a_renaming_shows_everywhere(page, database):
    page.goto(f"/-/claims/source/{source(database, 'Ole Lund')}")
    page.keyboard.press("r")
    page.keyboard.type("Ole B. Lund")
    press(page, "Enter")
    assert page.get_by_role("heading", level=1).inner_text().endswith("Ole B. Lund")
    assert "Ole B. Lund" in page.locator("#said ~ form .dim").first.inner_text()
    [(claim, document)] = rows(
        database, "SELECT id, document FROM claims WHERE chain = 'Ole B. Lund' LIMIT 1"
    )
    for path in (
        f"/-/claims/claim/{claim}",
        f"/-/claims/article/{document}",
        f"{SOURCES}?q=lund",
        f"/-/claims/queue?claim={claim}",
        f"/claims/claims/{claim}",
    ):
        page.goto(path)
        assert "Ole B. Lund" in page.locator("body").inner_text(), path
    page.goto(f"/-/claims/source/{source(database, 'Ole B. Lund')}")
    press(page, "u")
    assert page.get_by_role("heading", level=1).inner_text().endswith("Ole Lund")


def test_claims_are_chosen_and_split_off_by_keyboard(page, database):
    page.goto(f"/-/claims/source/{source(database, 'Ana Berg')}")
    page.keyboard.press("j")
    page.keyboard.press("x")
    assert page.locator("[data-count]").inner_text() == "(1)"
    page.keyboard.press("j")
    page.keyboard.press("Space")
    assert page.locator("[data-count]").inner_text() == "(2)"
    page.keyboard.press("x")
    page.locator(".split").get_by_label("Who said them").fill("Ana Berg (mate)")
    press(page, "Enter")
    assert "1 claim split off to Ana Berg (mate)" in page.locator(".trail").inner_text()
    assert rows(database, "SELECT count(*) FROM claims WHERE chain LIKE '%(mate)'") == [(1,)]
    press(page, "u")
    assert rows(database, "SELECT count(*) FROM claims WHERE chain LIKE '%(mate)'") == [(0,)]


@pytest.mark.parametrize("page", [{"java_script_enabled": False}], indirect=True)
def test_it_works_without_scripts(page, database):
    page.goto(SOURCES)
    page.locator("table.sources").get_by_role("link", name="Otto Berg").click()
    page.get_by_label("Who it is").fill("pilot")
    page.get_by_role("button", name="Describe").click()
    assert "pilot" in page.locator("dl.facts").inner_text()
    page.get_by_role("link", name="Merge with another").click()
    page.get_by_role("link", name="Ana Berg", exact=True).click()
    page.get_by_role("button", name="Same source: merge").click()
    assert page.get_by_role("heading", level=1).inner_text().endswith("Ana Berg")
    page.locator(".trail").get_by_role("button", name="take back the same as").click()
    assert rows(database, "SELECT count(*) FROM sources WHERE merged_into IS NOT NULL") == [(0,)]


def test_a_column_leads_to_its_claims(page, database):
    [(mayor,)] = rows(database, "SELECT id FROM sources WHERE name = 'Mayor Ana Ruiz'")
    page.goto(f"/-/claims/source/{mayor}")
    page.locator(".plot a").first.focus()
    press(page, "Enter")
    assert "time=2024-05" in page.url
    assert "time: 2024-05" in page.locator(".filters").inner_text()
    assert page.locator("input[name=claims]").count() == 2


@pytest.mark.parametrize("page", [{"color_scheme": c} for c in ("light", "dark")], indirect=True)
def test_contrast_and_names_are_enough(page, database):
    one, other = source(database, "Ana Berg"), source(database, "Ana Maria Berg")
    base = f"/-/claims/source/{one}"
    for path in (SOURCES, base, f"{base}/merge?into={other}"):
        page.goto(path)
        assert page.evaluate(CONTRAST) == [], path
        unnamed = page.evaluate(
            "[...document.querySelectorAll("
            "'a, button, select, textarea, input:not([type=hidden])')]"
            ".filter(e => e.checkVisibility() && !(e.ariaLabel || e.textContent.trim()"
            " || e.labels?.length)).map(e => e.outerHTML)"
        )
        assert unnamed == [], path


@pytest.mark.parametrize("page", [PHONE], indirect=True)
def test_the_pages_fit_a_phone(page, database):
    one, other = source(database, "Ana Berg"), source(database, "Ana Maria Berg")
    base = f"/-/claims/source/{one}"
    hostile_one = rows(database, "SELECT id FROM sources WHERE name LIKE '%pwned%'")[0][0]
    for path in (SOURCES, base, f"{base}/merge?into={other}", f"/-/claims/source/{hostile_one}"):
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, path
