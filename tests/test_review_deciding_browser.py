"""Claims decided in a real browser: by keyboard alone, without scripts, and by two at once."""

import sqlite3

import pytest
from review_examples import harbour, hostile, seed
from review_fixtures import make_database
from store_fakes import article, fake_extract
from test_review_browser import CONTRAST

pytestmark = pytest.mark.browser
QUEUE = "/-/claims/queue"
KEYS = ["1", "2", "3", "4", "5", "6", "c", "x", "f"]
DECISIONS = [
    ("verdict", "true"),
    ("verdict", "mostly true"),
    ("verdict", "unproven"),
    ("verdict", "misleading"),
    ("verdict", "false"),
    ("verdict", "not checkable"),
    ("confirm", None),
    ("dismiss", None),
    ("flag", "needs a source"),
]
PHONE = {"viewport": {"width": 360, "height": 740}}


@pytest.fixture(scope="module")
def database(tmp_path_factory):
    """A file of one's own: what is decided here must not show in other tests."""
    path = tmp_path_factory.mktemp("deciding") / "articles.db"
    more = [fake_extract(article(number, words=60)) for number in (1, 2)]
    return make_database(path, seed(), harbour(), hostile(), *more)


def reviews(database):
    with sqlite3.connect(database) as connection:
        return connection.execute(
            "SELECT action, value, target, note, reviewer FROM reviews ORDER BY id"
        ).fetchall()


def claim(page):
    return page.locator("form.acts input[name=claim]").get_attribute("value")


def press(page, key):
    with page.expect_navigation():
        page.keyboard.press(key)


@pytest.mark.parametrize(
    "page", [PHONE, {"viewport": {"width": 1280, "height": 800}}], indirect=True
)
def test_the_sentence_in_question_stands_above_the_buttons(page):
    page.goto(QUEUE)
    for _ in range(4):
        sentence = page.locator(".claim-card .focus").bounding_box()
        who = page.locator(".claim-card .who-says").bounding_box()
        bar = page.locator("#action-bar").bounding_box()
        assert who["y"] + who["height"] <= sentence["y"]
        assert sentence["y"] + sentence["height"] <= bar["y"]
        press(page, "j")


@pytest.mark.parametrize(
    "page", [PHONE, {"viewport": {"width": 1280, "height": 800}}], indirect=True
)
@pytest.mark.parametrize("key", ["a", "b", "t"])
def test_the_sentence_stays_in_sight_while_it_is_corrected(page, key):
    page.goto(QUEUE)
    page.keyboard.press(key)
    page.wait_for_selector("[data-correct][open]")
    sentence = page.locator(".claim-card .focus").bounding_box()
    assert page.locator(".claim-card .who-says").bounding_box()["y"] >= 0
    assert sentence["y"] + sentence["height"] <= page.locator("#action-bar").bounding_box()["y"]
    page.keyboard.press("Escape")
    if page.locator("[data-correct][open]").count():
        page.keyboard.press("Escape")
    assert page.locator("#action-bar button[data-key=f]").is_visible()


@pytest.mark.parametrize(
    "page", [PHONE, {"viewport": {"width": 1280, "height": 800}}], indirect=True
)
def test_filters_take_one_line_and_each_is_taken_away_by_a_click(page):
    page.goto(f"{QUEUE}?outlet=The+Port+Times&kind=fact&only=figures")
    line = page.locator(".narrowing")
    assert line.bounding_box()["height"] < 50
    on = line.locator("[aria-current]").bounding_box()
    assert 0 <= on["x"] <= page.viewport_size["width"] - on["width"]
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]
    page.locator(".chosen-filter", has_text="kind").click()
    page.wait_for_url("**outlet=**")
    assert "kind=" not in page.url
    assert "only=figures" in page.url
    page.locator(".narrowing a", has_text="without a source").click()
    page.wait_for_url("**only=unsourced**")
    assert "outlet=" in page.url


def test_thirty_claims_are_decided_by_keyboard_alone(page, database):
    page.goto(QUEUE)
    remain = int(page.locator(".remain").inner_text().split()[0])
    decided = []
    for number in range(30):
        decided.append(claim(page))
        if number % 10 == 4:
            page.keyboard.press("n")
            page.keyboard.type(f"fx? note {number}")
            page.keyboard.press("Escape")
        press(page, KEYS[number % len(KEYS)])
    rows = reviews(database)
    assert [row[:2] for row in rows] == [DECISIONS[n % len(KEYS)] for n in range(30)]
    assert [row[2] for row in rows] == decided
    assert len(set(decided)) == 30
    assert [row[3] for row in rows if row[3]] == [f"fx? note {n}" for n in (4, 14, 24)]
    assert len({row[4] for row in rows}) == 1
    assert page.locator(".remain").inner_text().startswith(f"{remain - 30} ")
    page.goto("/-/claims/waiting")
    flags = sum(row[0] == "flag" for row in rows)
    assert page.locator(".waiting-list > li").count() == flags


def test_u_takes_back_and_j_and_k_go_on_and_back(page, database):
    page.goto(QUEUE)
    first = claim(page)
    press(page, "j")
    second = claim(page)
    assert second != first
    press(page, "k")
    assert claim(page) == first
    press(page, "5")
    assert "verdict: false" in page.locator(".last").inner_text()
    press(page, "u")
    assert claim(page) == first
    assert "taken back" in page.locator(".trail").inner_text()
    assert [row[0] for row in reviews(database)[-2:]] == ["verdict", "undo"]


def test_question_mark_names_every_key(page):
    page.goto(QUEUE)
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog", name="Keys")
    words = dialog.inner_text()
    for key in ("mostly true", "not a claim", "next claim", "write a note", "page of the claim"):
        assert key in words
    page.keyboard.press("Escape")
    dialog.wait_for(state="hidden")  # the browser shuts it once it has answered the key
    page.keyboard.press("n")
    page.keyboard.type("jx1")
    assert page.locator("[data-note]").input_value() == "jx1"


def test_no_key_is_lost_just_after_the_dialog_of_keys_is_shut(page):
    """What was focused in a dialog stays so until the browser draws the next frame."""
    page.goto(QUEUE)
    page.keyboard.press("?")
    focused = page.evaluate(
        """() => {
          document.getElementById("keys").close();
          const key = new KeyboardEvent("keydown", { key: "n", bubbles: true, cancelable: true });
          document.activeElement.dispatchEvent(key);
          return document.activeElement.name;
        }"""
    )
    assert focused == "note"
    page.keyboard.type("jx1")
    assert page.locator("[data-note]").input_value() == "jx1"


def test_a_note_alone_stays_with_the_claim(page, database):
    page.goto(QUEUE)
    before = claim(page)
    page.keyboard.press("n")
    page.keyboard.type("<b>who</b>?")
    press(page, "Control+Enter")
    assert claim(page) == before
    assert "<b>who</b>?" in page.locator(".trail").inner_text()
    assert reviews(database)[-1][0] == "note"


def test_evidence_is_recorded_with_any_decision_and_outlives_a_note(page, database):
    page.goto(QUEUE)
    page.keyboard.press("e")
    page.keyboard.type("https://example.org/proof")
    page.keyboard.press("Escape")
    page.keyboard.press("n")
    page.keyboard.type("called them")
    press(page, "Control+Enter")
    assert page.locator("[data-note]").input_value() == ""
    assert page.locator("[data-evidence]").input_value() == "https://example.org/proof"
    named = claim(page)
    press(page, "w")
    row = ("flag", "wrong attribution", named, "https://example.org/proof")
    assert reviews(database)[-1][:4] == row
    page.goto(f"{QUEUE}?claim={named}")
    assert claim(page) == named
    assert page.locator("[data-evidence]").input_value() == ""


def test_enter_leads_back_from_what_was_refused(browser, served, signed_in):
    context = browser.new_context(base_url=served.page)  # its console tells of the status 400
    context.add_cookies(signed_in)
    page = context.new_page()
    page.goto(QUEUE)
    named = claim(page)
    page.keyboard.press("e")
    page.keyboard.type("no address")
    page.keyboard.press("Escape")
    press(page, "1")
    assert page.locator("h1").inner_text() == "Not recorded"
    press(page, "Enter")
    assert claim(page) == named
    assert page.locator("[data-evidence]").input_value() == "no address"
    context.close()


@pytest.mark.parametrize("page", [{"java_script_enabled": False}], indirect=True)
def test_it_decides_without_scripts(page, database):
    page.goto(QUEUE)
    before = claim(page)
    page.get_by_role("button", name="Misleading").click()
    assert claim(page) != before
    assert reviews(database)[-1][:3] == ("verdict", "misleading", before)
    page.get_by_role("link", name="Open the claim").click()
    page.locator("summary", has_text="Kind").click()
    page.locator("select[name=kind]").select_option("opinion")
    page.get_by_role("button", name="Save", exact=True).first.click()
    assert page.url.startswith(page.url.split("/-/")[0] + "/-/claims/claim/")
    assert "kind: fact" in page.locator(".trail").inner_text()
    assert "⇒ opinion" in page.locator(".trail").inner_text()
    assert "corrected by a person" in page.locator(".facts").inner_text()


@pytest.mark.parametrize(
    "page", [{"color_scheme": "light"}, {"color_scheme": "dark"}], indirect=True
)
def test_the_queue_has_contrast_and_names_enough(page):
    page.goto(QUEUE)
    for editor in page.locator("[data-correct] > summary").all():
        editor.click()
    assert page.evaluate(CONTRAST) == []
    unnamed = page.evaluate(
        "[...document.querySelectorAll('a, button, select, textarea, input:not([type=hidden])')]"
        ".filter(e => e.checkVisibility() && !(e.ariaLabel || e.textContent.trim()"
        " || e.labels?.length)).map(e => e.outerHTML)"
    )
    assert unnamed == []


@pytest.mark.parametrize("page", [PHONE], indirect=True)
def test_the_queue_fits_a_phone(page):
    page.goto(QUEUE)
    for editor in page.locator("[data-correct] > summary").all():
        editor.click()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


BARS = """
() => {
  const box = document.querySelector("form.acts button").getBoundingClientRect();
  return [Math.round(box.top), Math.round(box.bottom), scrollY, innerHeight];
}
"""


@pytest.mark.parametrize(
    "page", [{"viewport": {"width": 1280, "height": 800}}, PHONE], indirect=True
)
def test_the_actions_stand_in_one_place_and_in_sight_on_every_claim(page):
    page.goto(QUEUE)
    places = []
    for _ in range(8):
        places.append(tuple(page.evaluate(BARS)))
        press(page, "j")
    assert len(set(places)) == 1, places
    [(top, bottom, scrolled, height)] = set(places)
    assert 0 <= top < bottom <= height
    assert scrolled == 0


def test_one_article_after_the_other_with_how_far_one_is(page):
    page.goto(QUEUE)
    title = page.locator(".card-head .title").inner_text()
    number, _, total, *_ = page.locator("#progress").inner_text().split()
    assert number == "1" or int(total) > 1
    press(page, "N")
    assert page.locator(".card-head .title").inner_text() != title


def test_a_flag_waits_with_whom_to_ask_and_comes_back(page, database):
    page.goto(QUEUE)
    named = claim(page)
    press(page, "f")
    assert claim(page) != named
    page.goto("/-/claims/waiting")
    row = page.locator(".waiting-list > li", has=page.locator(f"input[value='{named}']"))
    row.get_by_label("Whom to ask").fill("the press office in Lind")
    with page.expect_navigation():
        row.get_by_role("button", name="Save whom to ask").click()
    assert row.get_by_label("Whom to ask").input_value() == "the press office in Lind"
    page.goto(f"{QUEUE}?claim={named}")
    before = len(reviews(database))
    page.keyboard.press("f")  # does not undo what it did
    assert len(reviews(database)) == before
    assert page.get_by_role("button", name="Waiting for a source").is_disabled()
    with page.expect_navigation():
        page.get_by_role("button", name="Take the flag away").click()
    assert reviews(database)[-1][0] == "unflag"


def test_single_keys_can_be_switched_off_or_need_alt(page, database):
    page.goto(QUEUE)
    before, named = len(reviews(database)), claim(page)
    page.get_by_role("button", name="Keys").click()
    page.get_by_label("Single keys").select_option("off")
    page.keyboard.press("Escape")
    page.keyboard.press("c")
    page.get_by_role("button", name="Keys").click()
    page.get_by_label("Single keys").select_option("alt")
    page.keyboard.press("Escape")
    page.keyboard.press("c")
    assert (len(reviews(database)), claim(page)) == (before, named)
    press(page, "Alt+c")
    assert reviews(database)[-1][:1] == ("confirm",)


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("outlet=the+harbour", None),
        ("outlet=nobody", "no outlet of this file matches “nobody”"),
        ("source=zzz", "no source of this file matches “zzz”"),
        ("article=zzz&source=zzz", "no article of this file matches"),
        ("kind=prediction&unsourced=1&disputed=1", "No claim matches these filters."),
    ],
)
def test_a_filter_that_matches_nothing_says_so(page, query, words):
    page.goto(f"{QUEUE}?{query}")
    if words is None:
        assert claim(page)
        return
    told = page.locator(".notice:not([hidden])").inner_text()
    assert words in told
    assert "decided" not in told
