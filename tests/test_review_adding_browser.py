"""Articles added in a real browser: pasted, dropped, and sent by the bookmarklet from elsewhere."""

from urllib.parse import unquote

import pytest
from review_fixtures import make_database

pytestmark = pytest.mark.browser
ADD = "/-/claims/add"
PATIENCE = 240_000
"""Milliseconds: on a busy machine the models alone take long to load."""
DAM = "The dam above the town holds, the engineer said on Monday. It was built in 1961."
STORY = """<!doctype html><title>Bridge closed – News</title><script>document.title += "!"</script>
<article><h1>Bridge closed</h1><p>The bridge over the river was closed on Friday, the mayor said.
Nobody was hurt when the crack was found, according to the police. The council is to meet on Monday,
two officials said on condition of anonymity. It will stay closed for weeks.</p></article>"""
STRICT = {"content-security-policy": "form-action 'self'; connect-src 'none'; img-src 'none'"}


@pytest.fixture(scope="module")
def database(tmp_path_factory):
    """An empty file: the way begins on the first page of a new desk."""
    return make_database(tmp_path_factory.mktemp("adding") / "articles.db")


def test_a_pasted_text_opens_as_an_article(page):
    page.set_default_timeout(PATIENCE)
    page.goto("/")
    page.get_by_role("link", name="Add articles").click()
    page.fill("textarea[name=text]", DAM)
    page.fill("input[name=title]", "The dam")
    page.click("text=Add the text")
    page.wait_for_url("**/-/claims/article/*", timeout=PATIENCE)
    assert page.inner_text("h1") == "The dam"


def test_dropped_files_are_added_with_a_line_for_each(page):
    page.goto(ADD)
    page.evaluate(
        """text => {
          const carried = new DataTransfer();
          carried.items.add(new File([text], "river.txt"));
          carried.items.add(new File([""], "nothing.txt"));
          for (const kind of ["dragover", "drop"]) {
            const what = { dataTransfer: carried, bubbles: true, cancelable: true };
            document.dispatchEvent(new DragEvent(kind, what));
          }
        }""",
        f"The river rose. {DAM}",
    )
    page.wait_for_selector("[data-batch][data-finished]", timeout=PATIENCE)
    told = page.inner_text("[data-batch]")
    assert "1 article added · 1 not read" in told
    assert "nothing.txt is empty" in told


def test_the_bookmarklet_sends_the_page_at_hand(page):
    page.goto(ADD)
    script = unquote(page.get_attribute("[data-bookmarklet]", "href").removeprefix("javascript:"))
    page.context.route(
        "http://news.example/**",
        lambda route: route.fulfill(
            body=STORY, content_type="text/html; charset=utf-8", headers=STRICT
        ),
    )
    elsewhere = page.context.new_page()
    elsewhere.goto("http://news.example/bridge")
    with page.context.expect_page() as opened:
        elsewhere.evaluate("async script => { await eval(script); }", script)
    sent = opened.value
    sent.wait_for_selector("#page-form:not([hidden])", timeout=PATIENCE)
    assert sent.url.endswith("/-/claims/add/page")
    assert sent.inner_text("#page-title") == "Bridge closed – News!"
    sent.keyboard.press("Enter")
    sent.wait_for_url("**/-/claims/article/*", timeout=PATIENCE)
    assert sent.inner_text("h1") == "Bridge closed"
    assert sent.get_attribute("a:text('original')", "href") == "http://news.example/bridge"


@pytest.mark.parametrize("sent", ["nonsense!", "AAAA", ""])
def test_what_is_no_page_is_not_taken_for_one(page, sent):
    page.goto(f"/-/claims/add/page#{sent}")
    page.wait_for_function("location.hash === ''")
    assert page.is_hidden("#page-form")
    assert page.is_visible("#no-page")


def test_the_page_fits_a_phone(page):
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(ADD)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
