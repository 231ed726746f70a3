"""An article whose margin, legend and panel are full, in a real browser."""

from __future__ import annotations

import pytest
from review_examples import Line, Said, compose
from review_fixtures import make_database

from claims.values import Source

pytestmark = pytest.mark.browser
NARROW = {"viewport": {"width": 1280, "height": 800}}
SOURCES = [
    Source("o", "The Evening Courier", "outlet", anonymous=False, number="one"),
    Source("g", "Drug Enforcement Administration", "organisation", anonymous=False, number="one"),
    Source("p", "Rep. David McKinley", "person", anonymous=False, number="one"),
    Source("d", "the ledger of the harbour office", "document", anonymous=False, number="one"),
    Source("c", "border agents", "group", anonymous=False, number="several"),
    Source("a", "a senior official", "person", anonymous=True, number="one"),
    Source("s", "three of his aides", "group", anonymous=True, number="several"),
]
TITLE = "Pumps fail at the border"


def crowded():
    """An article in which every mark of the margin and of the legend is used."""
    relayed = (("o", "The Evening Courier"), ("p", "McKinley"))
    told = "Drug Enforcement Administration told The Evening Courier, as did McKinley, of two pumps"
    return compose(
        [
            Line(TITLE, "none", headline=True),
            Line(
                f"{told}, and border agents saw a third.",
                said=(
                    Said("two pumps", "told", (("o", "The Evening Courier"), ("g", None))),
                    Said("two pumps", "as did", relayed),
                    Said("a third", "saw", (("c", "border agents"),)),
                ),
            ),
            Line(
                "The ledger of the harbour office lists nine.",
                said=(Said("nine", "lists", (("d", "The ledger of the harbour office"),)),),
            ),
            Line(
                "A senior official counted ten.",
                said=(Said("ten", "counted", (("a", "A senior official"),)),),
            ),
            Line(
                "Three of his aides counted twelve, and nobody paid.",
                "mixed",
                True,
                (
                    Said("twelve", "counted", (("s", "Three of his aides"),)),
                    Said("nobody paid"),
                ),
            ),
            Line("Nobody knows why.", "unsourced", True, (Said("Nobody knows why"),)),
            Line("The sea is near.", "unsourced", False, (Said("The sea is near"),)),
            Line("Is it?", "none"),
        ],
        SOURCES,
        title=TITLE,
        published="2024-05-02",
    )


@pytest.fixture(scope="module")
def database(tmp_path_factory):
    path = tmp_path_factory.mktemp("reading") / "articles.db"
    return make_database(path, crowded())


def opened(page) -> None:
    page.goto("/-/claims/articles")
    page.click("a.title")
    page.wait_for_selector("html.scripted")


def hold_first(page) -> None:
    page.keyboard.press("j")
    page.wait_for_selector("#panel[data-claim]:not([aria-busy])")


@pytest.mark.parametrize("page", [NARROW], indirect=True)
def test_no_name_in_the_margin_is_cut_off(page):
    opened(page)
    cut = page.evaluate(
        "[...document.querySelectorAll('.line .says')]"
        ".filter(e => e.scrollHeight > e.clientHeight + 1 || e.scrollWidth > e.clientWidth)"
        ".map(e => e.textContent)"
    )
    assert cut == []
    said = page.locator("#s2 .says").inner_text()
    assert "The Evening Courier" in said, "an inferred chain's outlet is named, too"
    assert "Rep. David McKinley" in said


@pytest.mark.parametrize("page", [NARROW], indirect=True)
def test_the_headline_is_not_told_twice(page):
    opened(page)
    assert page.locator("h1").inner_text() == TITLE
    assert not page.locator("#s1").is_visible()
    page.goto(page.url.split("#")[0] + "#s1")
    assert page.locator("#s1").is_visible(), "a link to it shows it"


@pytest.mark.parametrize("page", [NARROW], indirect=True)
def test_marks_that_are_new_to_the_legend_push_nothing_down(page):
    opened(page)
    top = page.locator("#sheet").bounding_box()["y"]
    for key in ("4", "f", "c"):
        hold_first(page)
        page.keyboard.press(key)
        page.wait_for_function(
            "() => document.getElementById('told').textContent.includes('Recorded')"
        )
        page.evaluate("document.getElementById('told').textContent = ''")
    legend = page.locator("#legend").inner_text()
    assert all(word in legend for word in ("verdict", "flagged", "confirmed", "unnamed, several"))
    assert page.locator("#sheet").bounding_box()["y"] == top


@pytest.mark.parametrize("page", [NARROW], indirect=True)
@pytest.mark.parametrize("key", ["n", "a", "b", "t", "i"])
def test_no_editor_is_wider_than_the_panel(page, key):
    opened(page)
    hold_first(page)
    page.keyboard.press(key)
    page.wait_for_selector("#panel details[open]")
    panel = page.locator("#panel").bounding_box()
    assert page.evaluate("document.getElementById('panel').scrollWidth") <= panel["width"]
    for field in page.locator("#panel details[open] :is(textarea, input, select, button)").all():
        if field.is_visible():
            box = field.bounding_box()
            assert panel["x"] <= box["x"]
            assert box["x"] + box["width"] <= panel["x"] + panel["width"]


@pytest.mark.parametrize("page", [NARROW], indirect=True)
def test_s_opens_who_says_it(page):
    opened(page)
    hold_first(page)
    page.keyboard.press("s")
    page.wait_for_url("**/-/claims/source/*")
    assert page.locator("h1").inner_text().endswith("Drug Enforcement Administration")


PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True}


@pytest.mark.parametrize("page", [PHONE], indirect=True)
def test_on_a_phone_the_report_is_at_the_end_and_text_can_grow(page):
    opened(page)
    lists = page.locator("#lists").bounding_box()
    assert lists["height"] < 60, "claims, sources and report stand in one row"
    page.get_by_role("link", name="Report of this article").tap()
    page.wait_for_url("**/-/claims/report/article/*")
    bar = page.locator(".report-bar").bounding_box()
    assert bar["height"] < 110
    page.locator("[data-keys]").tap()
    assert page.locator("dialog table").is_hidden(), "no keys where there is no keyboard"
    page.locator("[data-comfort=text]").select_option("larger")
    size = "() => getComputedStyle(document.documentElement).fontSize"
    assert page.evaluate(size) == "20.8px"
