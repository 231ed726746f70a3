"""The pages in a real browser: keys, pointer, phone, dark, print, and text that stays text."""

import re
from itertools import pairwise

import pytest

pytestmark = pytest.mark.browser

PHONE = {"viewport": {"width": 360, "height": 740}}
DARK = {"color_scheme": "dark"}
SEED_TITLE = (
    "“Brigade General Esmail Qaani, head of the Islamic Revolutionary Guard Corps’s elite …”"
)


def open_seed(page):
    page.goto("/-/claims/articles")
    page.get_by_role("link", name=SEED_TITLE).click()
    page.wait_for_selector("article .sentence")
    page.wait_for_load_state()  # keys work once the scripts have run


def here(page):
    """Return the number of the sentence where the keys have led."""
    return page.evaluate("document.querySelector('.sentence.here')?.dataset.number ?? null")


def test_from_the_first_page_to_a_claim_by_pointer(page):
    page.goto("/")
    page.get_by_role("link", name="Harbour wall cracks again").first.click()
    page.locator("#s6 .line").click()
    page.locator("#panel").get_by_role("link", name="Open the claim").click()
    page.wait_for_url(re.compile("/-/claims/claim/"))
    assert page.locator("h1").inner_text() == "two pumps had failed"
    page.get_by_role("link", name="a senior official").click()
    assert "a senior official" in page.locator("h1").inner_text()


def test_an_article_is_read_by_keys(page):
    open_seed(page)
    for _ in range(4):
        page.keyboard.press("j")
    assert here(page) == "3"
    assert page.url.endswith("#s3")
    page.keyboard.press("k")
    assert here(page) == "2"
    assert page.evaluate("document.activeElement.id") == "s2"
    page.keyboard.press("ArrowDown")
    assert here(page) == "3"
    page.keyboard.press("J")
    assert here(page) == "6"
    page.keyboard.press("K")
    assert here(page) == "6"
    page.wait_for_selector("#panel[data-claim]:not([aria-busy])")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/-/claims/claim/"))
    assert page.locator("h1").inner_text() == "it was suspending attacks"


def test_the_last_sentence_is_the_last(page):
    open_seed(page)
    for _ in range(25):
        page.keyboard.press("j")
    assert here(page) == "14"


def test_question_mark_shows_the_keys_and_escape_hides_them(page):
    open_seed(page)
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog", name="Keys")
    assert dialog.is_visible()
    assert "next claim" in dialog.inner_text()
    page.keyboard.press("j")
    assert here(page) is None
    page.keyboard.press("Escape")
    assert not dialog.is_visible()


def test_arrow_keys_are_shown_as_arrows(page):
    open_seed(page)
    page.keyboard.press("?")
    shown = page.locator("#keys kbd").all_inner_texts()
    assert {"↑", "↓"} <= set(shown)
    assert max(map(len, shown)) <= len("Enter")
    assert page.get_by_role("img", name="arrow down").count() == 1


def test_a_slash_leads_to_a_field_in_which_one_can_write(page):
    open_seed(page)
    page.keyboard.press("/")
    page.wait_for_url("**/-/claims/search")
    page.wait_for_function("document.activeElement.name === 'q'")
    page.keyboard.type("pumps")
    page.keyboard.press("Enter")
    page.wait_for_url("**/-/claims/search?q=pumps")
    assert page.evaluate("document.activeElement.name") != "q"  # what was found is read by keys


def test_keys_are_not_taken_from_a_field(page):
    page.goto("/")
    page.keyboard.press("/")
    page.keyboard.type("j?pumps")
    assert page.locator("input[type=search]").input_value() == "j?pumps"
    page.locator("input[type=search]").fill("pumps")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/-/claims/search\?q=pumps"))
    assert page.locator("mark").first.inner_text() == "pumps"


def test_a_line_of_the_margin_lights_the_words_it_speaks_of(page):
    open_seed(page)
    page.locator("#s2 .line").hover()
    lit = page.locator("#s2 .text .lit")
    words = "".join(lit.all_inner_texts())
    assert words.startswith("The Iranian commander met representatives")
    page.locator("h1").hover()
    assert lit.count() == 0


def test_a_cell_of_the_strip_leads_to_its_sentence(page):
    open_seed(page)
    page.locator(".strip a").nth(8).click()
    assert page.url.endswith("#s9")
    box = page.locator("#s9 .text").bounding_box()
    assert box is not None
    assert 0 <= box["y"] < page.viewport_size["height"]


HEIGHTS = """
() => {
  const tall = () => document.querySelector("#sheet").getBoundingClientRect().height;
  const before = tall();
  for (const line of document.querySelectorAll(".line")) line.style.display = "none";
  return [before, tall()];
}
"""


def test_lines_stand_beside_their_sentence_and_push_nothing_apart(page):
    page.set_viewport_size({"width": 1240, "height": 900})
    open_seed(page)
    text, line = (page.locator(f"#s3 {part}").bounding_box() for part in (".text", ".line"))
    assert line["x"] >= text["x"] + text["width"]
    assert text["y"] <= line["y"] <= text["y"] + text["height"]
    tops = [n.bounding_box() for n in page.locator(".line").all()]
    assert all(a["y"] + a["height"] <= b["y"] + 1 for a, b in pairwise(tops))
    with_lines, without = page.evaluate(HEIGHTS)
    assert with_lines <= without + 30  # the last line may hang below the last paragraph


@pytest.mark.parametrize("page", [PHONE], indirect=True)
def test_on_a_phone_lines_follow_their_sentence(page):
    open_seed(page)
    order = page.evaluate(
        "[...document.querySelectorAll('#s6 .text, #s6 .line, #s7 .text')]"
        ".map(e => [...e.getClientRects()].at(-1).bottom)"
    )
    assert order == sorted(order)
    with_lines, without = page.evaluate(HEIGHTS)
    assert with_lines <= 1.3 * without


@pytest.mark.parametrize("page", [PHONE], indirect=True)
@pytest.mark.parametrize(
    "path", ["/", "/-/claims/articles", "/-/claims/search?q=zebra", "article", "claim", "source"]
)
def test_nothing_is_wider_than_a_phone(page, path):
    if path in ("article", "claim", "source"):
        page.goto("/-/claims/search?q=zebra")
        page.locator("main .list a").first.click()
        if path != "article":
            page.locator(".line[data-hold]").first.click()
            page.wait_for_selector("#panel[data-claim]:not([aria-busy])")
            way = {"claim": "[data-key=o]", "source": "a[data-source]"}[path]
            page.locator(f"#panel {way}").first.click()
            page.wait_for_url(f"**/-/claims/{path}/**")
    else:
        page.goto(path)
    page.wait_for_load_state()  # a click does not wait for the styles of the page it leads to
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


@pytest.mark.parametrize("page", [PHONE], indirect=True)
@pytest.mark.parametrize("table", ["claims", "documents", "quoted_most"])
def test_a_table_lies_flat_on_a_phone(page, table):
    page.goto(f"/claims/{table}")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    first = page.locator(".rows-and-columns tbody tr").first
    tops = first.locator("td").evaluate_all(
        "cells => cells.map((c) => c.getBoundingClientRect().y)"
    )
    assert len(set(tops)) == 1
    assert page.locator(".rows-and-columns thead th").first.bounding_box()["y"] < tops[0]
    assert first.bounding_box()["height"] < 300


@pytest.mark.parametrize("page", [PHONE], indirect=True)
def test_the_figures_stand_in_even_rows_on_a_phone(page):
    page.goto("/")
    heights = page.locator(".figures li").evaluate_all("all => all.map((one) => one.offsetHeight)")
    assert len(set(heights)) == 1


CONTRAST = """
() => {
  const parse = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const light = ([r, g, b]) => [r, g, b].map((v) => v / 255)
    .map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4))
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const behind = (element) => {
    for (let e = element; e; e = e.parentElement) {
      const colour = parse(getComputedStyle(e).backgroundColor);
      if (colour.length < 4 || colour[3] > 0.99) return colour;
    }
    return [255, 255, 255];
  };
  const poor = [];
  const walker = document.createTreeWalker(document.querySelector("body"), NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement;
    if (!node.textContent.trim() || !element.checkVisibility()) continue;
    if (element.closest(".cell, .unseen, script, dialog, svg")) continue;
    const [a, b] = [light(parse(getComputedStyle(element).color)), light(behind(element))];
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (ratio < 4.5) poor.push([node.textContent.trim().slice(0, 40), ratio]);
  }
  return poor;
}
"""


@pytest.mark.parametrize("page", [{"color_scheme": "light"}, DARK], indirect=True)
def test_all_text_has_contrast_enough(page):
    open_seed(page)
    page.keyboard.press("j")
    assert page.evaluate(CONTRAST) == []
    page.goto("/")
    assert page.evaluate(CONTRAST) == []


@pytest.mark.parametrize("page", [{"java_script_enabled": False}], indirect=True)
def test_it_reads_without_scripts(page):
    open_seed(page)
    assert page.locator(".line").count() >= 13
    assert page.locator("[data-keys]").is_hidden()


def test_in_print_the_notes_stay_and_the_bar_goes(page):
    open_seed(page)
    page.emulate_media(media="print")
    assert page.locator(".bar").is_hidden()
    assert page.locator("#s1 .line").is_visible()
    assert page.pdf(format="A4").startswith(b"%PDF")


def test_hostile_text_does_nothing(page):
    page.goto("/-/claims/search?q=zebra")
    paths = {link.get_attribute("href") for link in page.locator("main a").all()}
    page.locator("main .list a").first.click()
    paths |= {link.get_attribute("href") for link in page.locator("main a").all()}
    assert len([path for path in paths if path]) > 5
    # What is exported is a file, and nothing that a browser shows.
    inner = {p for p in paths if p and p.startswith("/") and "/-/claims/export/" not in p}
    for path in [*inner, "/", "/-/claims/articles", "/claims/documents", "/claims/claims"]:
        page.goto(path)
        assert page.evaluate("window.pwned") is None, path


def test_every_named_control_and_landmark_is_there_for_screen_readers(page):
    open_seed(page)
    unnamed = page.evaluate(
        "[...document.querySelectorAll('a, button, input')]"
        ".filter(e => e.checkVisibility() && !(e.ariaLabel || e.textContent.trim()))"
        ".map(e => e.outerHTML)"
    )
    assert unnamed == []
    assert page.get_by_role("main").count() == 1
    assert page.get_by_role("heading", level=1).count() == 1
    assert page.get_by_role("link", name="Who says sentence 2").count() == 1
    assert page.evaluate(
        "[...document.querySelectorAll('.line')]"
        ".every(line => line.previousElementSibling.matches('.text'))"
    )


def test_signing_out_shuts_the_desk(browser, served):
    context = browser.new_context(base_url=served.page)
    tab = context.new_page()
    tab.goto("/")
    assert "Not signed in" in tab.content()
    assert tab.goto(served.sign_in).status == 403  # the link was used before
    context.close()
