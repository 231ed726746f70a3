"""Claims corrected in a real browser: spans dragged and by keys, hops, missed claims, drafts."""

import json
import re
import sqlite3

import pytest
from review_examples import harbour, hostile, seed
from review_fixtures import make_database

from claims.store import open_store, transaction
from claims.store.decisions import Verdict, decide

pytestmark = pytest.mark.browser
QUEUE = "/-/claims/queue"
TOUCH = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}


@pytest.fixture(scope="module")
def database(tmp_path_factory):
    """A file of one's own: what is corrected here must not show in other tests."""
    path = tmp_path_factory.mktemp("correcting") / "articles.db"
    return make_database(path, seed(), harbour(), hostile())


def select(database, sql, *parameters):
    with sqlite3.connect(database) as connection:
        return connection.execute(sql, parameters).fetchall()


def last(database):
    [row] = select(
        database,
        "SELECT action, field, value, target_kind, target FROM reviews ORDER BY id DESC LIMIT 1",
    )
    return row


def open_claim(page, database, words):
    [(name,)] = select(database, "SELECT id FROM claims WHERE text LIKE ?", f"%{words}%")
    page.goto(f"/-/claims/claim/{name}")
    return name


def navigated(page, action):
    with page.expect_navigation():
        action()


def press(page, *keys):
    for key in keys[:-1]:
        page.keyboard.press(key)
    navigated(page, lambda: page.keyboard.press(keys[-1]))


def chain(database, name):
    return select(database, "SELECT chain FROM claims WHERE id = ?", name)[0][0]


def text(database, name):
    return select(database, "SELECT text FROM claims WHERE id = ?", name)[0][0]


def word(page, words):
    return page.locator("details[open] .word").filter(has_text=re.compile(rf"^{words}$")).first


def test_another_source_is_chosen_by_typing(page, database):
    name = open_claim(page, database, "two pumps had failed")
    page.keyboard.press("a")
    picker = page.get_by_role("combobox", name="Instead of a senior official")
    picker.fill("ruiz")
    page.get_by_role("option", name="New source: ruiz").wait_for()
    page.keyboard.press("Enter")
    press(page, "Enter")
    assert chain(database, name) == "Reuters → Mayor Ana Ruiz"
    facts = page.locator(".facts").inner_text()
    assert "was Reuters → a senior official" in facts
    assert "corrected by a person" in facts
    undo = page.locator(".trail").get_by_role("button", name="take back")
    navigated(page, undo.click)
    assert chain(database, name) == "Reuters → a senior official"


def test_a_hop_is_put_in_and_taken_out(page, database):
    name = open_claim(page, database, "The harbour wall cost")
    page.keyboard.press("a")
    page.get_by_role("combobox", name="Who says it").fill("the treasurer of the port")
    page.get_by_role("option", name="New source").wait_for()
    page.keyboard.press("Enter")
    page.get_by_label("not named in the article").check()
    page.get_by_role("button", name="Save source").click()
    page.get_by_role("button", name="Add one before").click()
    page.get_by_role("combobox", name="Who says it").fill("reut")
    page.get_by_role("option", name="Reuters").click()
    navigated(page, page.get_by_role("button", name="Save who says it").click)
    assert chain(database, name) == "Reuters → the treasurer of the port"
    assert "○" in page.locator(".facts .chain").inner_text()
    page.keyboard.press("a")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Take out Reuters").click()
    navigated(page, page.get_by_role("button", name="Save who says it").click)
    assert chain(database, name) == "the treasurer of the port"
    page.keyboard.press("a")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Nobody").click()
    press(page, "Enter")
    assert chain(database, name) == ""


def test_a_hop_is_named_in_the_sentence(page, database):
    open_claim(page, database, "31 cracks")
    page.keyboard.press("a")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Named where").click()
    box = page.get_by_role("listbox", name="Words that name the audit report")
    box.focus()
    for key in ("Home", "ArrowRight", "Shift+ArrowRight", "Enter"):
        page.keyboard.press(key)
    press(page, "Enter")
    [hop] = json.loads(last(database)[2])["hops"]
    assert hop["name"] == "the audit report"
    assert hop["mention"]["exact"]


def test_words_are_dragged_over(page, database):
    name = open_claim(page, database, "the pumps would fail")
    page.keyboard.press("b")
    start, end = word(page, "fail"), word(page, "next")
    start.hover()
    page.mouse.down()
    end.hover()
    page.mouse.up()
    assert "“fail next”" in page.locator(".chosen").first.inner_text()
    navigated(page, page.get_by_role("button", name="Save the words").click)
    assert text(database, name) == "fail next"
    assert "fail next" in page.locator("h1").inner_text()
    assert "the pumps would fail next winter" in page.locator(".trail del").inner_text()


def test_words_are_chosen_by_shift_and_arrows(page, database):
    name = open_claim(page, database, "the audit report had been hidden")
    page.keyboard.press("b")
    press(page, "ArrowRight", "Shift+ArrowRight", "Shift+ArrowRight", "Enter")
    assert text(database, name) == "audit report had"
    press(page, "b", "End", "Home", " ", "Escape", "b", "ArrowRight", " ", "Enter")
    assert text(database, name) == "audit had"
    assert last(database)[:2] == ("correct", "content")


@pytest.mark.parametrize("page", [TOUCH], indirect=True)
def test_words_are_tapped_and_pulled_by_their_handles(page, database):
    name = open_claim(page, database, "Nobody has to leave")
    page.locator("summary", has_text="Its words").tap()
    word(page, "Nobody").tap()
    word(page, "leave").tap()
    assert "“Nobody has to leave”" in page.locator(".chosen").first.inner_text()
    grip = page.locator(".grip-last").bounding_box()
    target = word(page, "to").bounding_box()
    touch = page.context.new_cdp_session(page)

    def send(kind, box=None):
        spot = [{"x": box["x"] + box["width"] / 2, "y": box["y"] + box["height"] / 2}]
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": spot if box else []})

    send("touchStart", grip)
    send("touchMove", target)
    touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    navigated(page, page.get_by_role("button", name="Save the words").click)
    assert text(database, name) == "Nobody has to"
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_a_missed_claim_is_added_and_taken_back(page, database):
    open_claim(page, database, "left the country")
    page.keyboard.press("i")
    for key in ("End", "Home", "Shift+ArrowRight", "Tab"):
        page.keyboard.press(key)
    word(page, "contractor").hover()
    page.mouse.down()
    word(page, "left").hover()
    page.mouse.up()
    page.get_by_role("button", name="Add who says it").click()
    page.get_by_role("combobox", name="Who says it").fill("audit")
    page.get_by_role("option", name="the audit report").click()
    navigated(page, page.get_by_role("button", name="Add the claim").click)
    action, field, value, kind, _ = last(database)
    assert (action, field, kind) == ("add", "claim", "sentence")
    assert json.loads(value)["content"][0]["exact"] == "contractor reportedly left"
    [(name, source)] = select(
        database, "SELECT id, chain FROM claims WHERE text = 'contractor reportedly left'"
    )
    assert source == "the audit report"
    assert "claim added" in page.locator(".trail").inner_text()
    page.goto(QUEUE)
    assert "claim added" in page.locator(".last").inner_text()
    press(page, "u")
    assert select(database, "SELECT 1 FROM claims WHERE id = ?", name) == []


def test_keys_rest_in_an_editor(page, database):
    page.goto(QUEUE)
    before = select(database, "SELECT count(*) FROM reviews")
    page.keyboard.press("b")
    for key in ("1", "x", "j", "c"):
        page.keyboard.press(key)
    assert page.locator("details[data-correct=content]").get_attribute("open") is not None
    page.keyboard.press("Escape")
    assert page.locator("details[data-correct][open]").count() == 0
    assert select(database, "SELECT count(*) FROM reviews") == before
    press(page, "j")


def test_a_draft_outlives_the_browser(browser, signed_in, served, tmp_path):
    state = tmp_path / "state.json"
    context = browser.new_context(base_url=served.page)
    context.add_cookies(signed_in)
    page = context.new_page()
    page.goto(QUEUE)
    page.keyboard.press("n")
    page.keyboard.type("half a thought")
    page.keyboard.press("Escape")
    page.keyboard.press("e")
    page.keyboard.type("https://example.org/proof")
    context.storage_state(path=state)
    context.close()
    context = browser.new_context(base_url=served.page, storage_state=state)
    page = context.new_page()
    page.goto(QUEUE)
    assert page.locator("[data-note]").input_value() == "half a thought"
    assert page.locator("[data-evidence]").input_value() == "https://example.org/proof"
    press(page, "5")
    assert page.locator("[data-note]").input_value() == ""
    navigated(page, page.locator(".last").get_by_role("button").click)
    assert page.locator("[data-note]").input_value() == ""
    assert "half a thought" in page.locator(".trail").inner_text()
    context.close()


def test_two_browsers_in_conflict(browser, signed_in, served, database):
    context = browser.new_context(base_url=served.page)
    context.add_cookies(signed_in)
    page = context.new_page()
    name = open_claim(page, database, "predecessor is dead")
    page.keyboard.press("n")
    page.keyboard.type("she told me")
    page.keyboard.press("Escape")
    page.keyboard.press("a")
    page.get_by_role("combobox", name="Who says it").fill("ruiz")
    page.get_by_role("option", name="Mayor Ana Ruiz").click()
    with sqlite3.connect(database) as connection:
        connection.execute(
            "INSERT OR IGNORE INTO reviewers (id, name, role, made)"
            " VALUES ('bo', 'Bo', 'reviewer', '')"
        )
    from_another(database, name)
    with page.expect_navigation() as answer:
        page.get_by_role("button", name="Save who says it").click()
    assert answer.value.status == 409
    sections = page.locator(".versions section").all_inner_texts()
    assert "bo" in sections[0]
    assert "verdict: false" in sections[0]
    assert "who says it: Mayor Ana Ruiz" in sections[1]
    assert chain(database, name) == ""
    navigated(page, page.get_by_role("button", name="Save mine as well").click)
    assert chain(database, name) == "Mayor Ana Ruiz"
    assert page.locator("[data-note]").input_value() == ""  # it stands in the file now
    assert "she told me" in page.locator(".trail").inner_text()
    context.close()


def from_another(database, name):
    """Let Bo decide on the claim."""
    with open_store(database) as store, transaction(store) as connection:
        decide(connection, reviewer="bo", target_kind="claim", target=name, action=Verdict("false"))


def test_filters_are_set_saved_and_opened_by_keys(page):
    page.goto(QUEUE)
    page.keyboard.press("l")
    page.get_by_label("with figures").check()
    page.get_by_label("Outlet").fill("The Port Times")
    page.get_by_label("Name", exact=True).fill("the port")
    press(page, "Enter")
    assert "outlet=The+Port+Times" in page.url
    assert page.locator(".saved[aria-current]").inner_text() == "the port"
    page.goto(QUEUE)
    navigated(page, page.locator("a.saved", has_text="the port").click)
    remain = int(page.locator(".remain").inner_text().split()[0])
    assert 0 < remain < 5
    page.keyboard.press("l")
    navigated(page, page.get_by_role("button", name="Delete the port").click)
    assert page.locator("a.saved").count() == 0
    page.keyboard.press("?")
    keys = page.get_by_role("dialog", name="Keys").inner_text()
    for words in (
        "who says it",
        "its words",
        "missed claim",
        "filters",
        "nothing more to do",
    ):
        assert words in keys
