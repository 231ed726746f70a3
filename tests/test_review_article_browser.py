"""The article as a place of work, in a real browser: keys, several at once, two at a time."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

import pytest
from review_examples import Line, compose, harbour, hostile, seed
from review_fixtures import make_database
from test_review_browser import CONTRAST

from claims.store import add_reviewer, open_store, transaction
from claims.store.decisions import Action, Undo, Verdict, decide

pytestmark = pytest.mark.browser
PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True}
NOTHING = {"token": "[0, 0, 0]", "decisions": [], "articles": False, "stale": False}
WIDE = {"viewport": {"width": 1440, "height": 900}}


def rain():
    """An article in which no claim was found."""
    lines = [Line("Rain fell on the town for nine days.", "none"), Line("Is that so?", "none")]
    return compose(lines, [], title="Rain")


@pytest.fixture(scope="module")
def database(tmp_path_factory):
    """A file of one's own: what is decided here must not show in other tests."""
    path = tmp_path_factory.mktemp("working") / "articles.db"
    make_database(path, seed(), harbour(), hostile(), rain())
    with open_store(path) as store:
        add_reviewer(store, "bo", role="reviewer")
    return path


@pytest.fixture(autouse=True)
def clean(database):
    """Take back whatever stands, so that each test begins with an article nobody decided on."""
    yield
    standing = rows(
        database,
        "SELECT id FROM reviews WHERE action <> 'undo' AND NOT EXISTS"
        " (SELECT 1 FROM reviews AS undo WHERE undo.undoes = reviews.id)",
    )
    with open_store(database) as store:
        for (review,) in reversed(standing):
            with transaction(store) as connection:
                undo(connection, review)


def undo(connection: sqlite3.Connection, review: int) -> None:
    who = connection.execute("SELECT reviewer FROM reviews WHERE id = ?", [review]).fetchone()[0]
    decide(connection, reviewer=who, target_kind="claim", target="", action=Undo(review), seen=None)


def rows(database: Path, sql: str, *values: object) -> list[tuple[Any, ...]]:
    with sqlite3.connect(database) as connection:
        return connection.execute(sql, values).fetchall()


def article(database: Path, title: str = "") -> str:
    if title:
        found = rows(database, "SELECT id FROM documents WHERE ? IN (title, id)", title)
    else:
        found = rows(database, "SELECT id FROM documents WHERE published = '2024-02-18'")
    [(name,)] = found
    return f"/-/claims/article/{name}"


def claim(database: Path, words: str) -> str:
    [(name,), *_] = rows(database, "SELECT id FROM claims WHERE text LIKE ?", f"{words}%")
    return str(name)


def held(page) -> str:
    page.wait_for_selector("#panel[data-claim]:not([aria-busy])")
    return page.locator("#panel").get_attribute("data-claim")


def told(page, words: str) -> None:
    page.wait_for_function(
        "words => document.getElementById('told').textContent.includes(words)", arg=words
    )


def by_bo(database: Path, name: str, action: Action) -> None:
    """Decide as a colleague on another machine does."""
    with open_store(database) as store, transaction(store) as connection:
        decide(connection, reviewer="bo", target_kind="claim", target=name, action=action)


@pytest.mark.parametrize("page", [WIDE], indirect=True)
def test_claims_are_decided_in_place_by_keys(page, database):
    page.goto(article(database))
    decided = []
    for key in ("5", "c", "f", "1"):
        page.keyboard.press("j")
        decided.append(held(page))
        page.keyboard.press(key)
        told(page, "Recorded")
        page.evaluate("document.getElementById('told').textContent = ''")
    assert len(set(decided)) == 4
    made = rows(database, "SELECT action, value, target FROM reviews ORDER BY id DESC LIMIT 4")
    assert made[::-1] == [
        ("verdict", "false", decided[0]),
        ("confirm", None, decided[1]),
        ("flag", "needs a source", decided[2]),
        ("verdict", "true", decided[3]),
    ]
    page.locator("#claims-list > summary").click()
    entry = page.locator(f"#entry-{decided[0]}")
    assert "⚖ false" in entry.inner_text()
    assert "settled" in entry.get_attribute("class")
    assert "⚖ false" in page.locator("#s1 .line").text_content()
    assert page.locator("#s1 .line .mark-verdict").get_attribute("title").startswith("false, says")
    page.keyboard.press("u")
    told(page, "Taken back")
    assert "false" in entry.inner_text()
    assert page.locator(f"#entry-{decided[3]} .mark").count() == 0


@pytest.mark.parametrize("page", [WIDE, PHONE], indirect=True)
def test_a_decision_neither_moves_the_text_nor_hides_who_says_it(page, database):
    page.goto(article(database))
    page.keyboard.press("j")
    held(page)
    line = page.locator(".sentence.here .line .of")
    name, room = line.inner_text(), line.bounding_box()["width"]
    last = page.locator(".sentence").last
    top = last.bounding_box()["y"]
    page.keyboard.press("4")
    told(page, "Recorded: verdict")
    first = page.locator(".line", has=page.locator(".mark-verdict")).first
    assert first.locator(".of").inner_text() == name
    assert first.locator(".of").bounding_box()["width"] >= min(room, 80)
    if page.viewport_size["width"] > 1000:
        assert last.bounding_box()["y"] == top
    page.keyboard.press("u")
    told(page, "Taken back")


def test_a_key_that_comes_before_its_claim_is_there_waits_for_it(page, database):
    page.goto(article(database))
    for key in ("j", "j", "j", "2"):
        page.keyboard.press(key)
    told(page, "Recorded: verdict: mostly true")
    [(target,)] = rows(database, "SELECT target FROM reviews ORDER BY id DESC LIMIT 1")
    [(number,)] = rows(database, "SELECT number FROM claims WHERE id = ?", target)
    assert number == 3


def test_a_note_is_written_and_kept_by_keys(page, database):
    page.goto(f"{article(database)}?claim={claim(database, 'it was suspending')}")
    held(page)
    page.keyboard.press("n")
    page.keyboard.type("jk5 <b>who</b>?")
    page.keyboard.press("Control+Enter")
    told(page, "Recorded: note")
    assert "<b>who</b>?" in page.locator("#panel-history").inner_text()


def test_text_and_lists_lead_to_each_other(page, database):
    page.goto(article(database))
    wanted = claim(database, "that it would continue")
    for part in ("claims", "sources"):
        page.locator(f"#{part}-list > summary").click()
    page.locator(f"#entry-{wanted} [data-hold]").click()
    assert held(page) == wanted
    assert "that it would continue attacks" in "".join(
        page.locator("#sheet .held.content").all_inner_texts()
    )
    assert page.locator("#s7.here").count() == 1
    page.locator("#s9 .text .content").first.click()
    assert held(page) == claim(database, "There have been no attacks")
    assert page.locator("#claim-entries [aria-current]").inner_text().startswith("9")
    page.locator("#source-entries [data-show]", has_text="Kataib Hezbollah").click()
    assert page.locator("#sheet .named").first.inner_text() == "Kataib Hezbollah"
    assert page.locator(".content.lit").count() >= 1


def test_all_of_a_source_are_decided_at_once_and_taken_back_at_once(page, database):
    page.goto(f"{article(database)}?claim={claim(database, 'that it would continue')}")
    held(page)
    page.keyboard.press("V")
    assert page.locator("#chosen-count").inner_text() == "2 claims chosen"
    page.keyboard.press("d")
    told(page, "Recorded: done on 2 claims")
    assert len(rows(database, "SELECT 1 FROM claims WHERE state = 'decided'")) == 2
    assert page.locator("#together").is_hidden()
    page.keyboard.press("u")
    told(page, "Taken back")
    assert rows(database, "SELECT 1 FROM claims WHERE state = 'decided'") == []


def test_what_goes_on_is_chosen_and_dismissed_and_comes_back(page, database):
    page.goto(f"{article(database)}?claim={claim(database, 'Brigade General')}")
    held(page)
    page.keyboard.press("g")
    count = int(page.locator("#chosen-count").inner_text().split()[0])
    assert count > 4
    page.keyboard.press("x")
    told(page, f"Recorded: not a claim on {count} claims")
    assert page.locator("#dismissed-list li").count() == count
    page.keyboard.press("u")
    told(page, "Taken back")
    assert page.locator("#dismissed-list").count() == 0
    assert page.locator("#claim-entries li").count() == 20


def test_several_stay_undecided_where_a_colleague_was_first(browser, served, signed_in, database):
    """Without what follows changes, since that would have shown it in time."""
    context = browser.new_context(base_url=served.page)
    context.add_cookies(signed_in)
    context.route("**/-/claims/live*", lambda route: route.fulfill(json=NOTHING))
    page = context.new_page()
    page.goto(f"{article(database)}?claim={claim(database, 'that it would continue')}")
    held(page)
    by_bo(database, claim(database, "that U.S. forces"), Verdict("false"))
    page.keyboard.press("V")
    page.keyboard.press("c")
    page.get_by_role("heading", name="A colleague decided first").wait_for()
    assert "bo decided first, on 1 of the 2 claims" in page.locator("#panel").inner_text()
    made = "SELECT 1 FROM reviews WHERE action = 'confirm' AND id > ?"
    [(before,)] = rows(database, "SELECT max(id) FROM reviews")
    page.get_by_role("button", name="Save mine on the other 1").click()
    told(page, "Recorded: read correctly")
    assert len(rows(database, made, before)) == 1
    context.close()


def test_what_a_colleague_decides_shows_at_once(page, database):
    wanted = claim(database, "it was suspending")
    page.goto(f"{article(database)}?claim={wanted}")
    held(page)
    by_bo(database, wanted, Verdict("false", ("https://list.example/",), "seen"))
    told(page, "bo decided on this claim just now")
    assert "verdict: false" in page.locator("#panel-history").inner_text()
    assert "false, says bo" in page.locator(f"#entry-{wanted}").text_content()
    by_bo(database, claim(database, "that U.S. forces"), Verdict("true"))
    told(page, "bo decided on 1 other claim here")
    assert held(page) == wanted


def test_what_is_being_written_is_not_lost_when_a_colleague_decides(page, database):
    wanted = claim(database, "it was suspending")
    page.goto(f"{article(database)}?claim={wanted}")
    held(page)
    page.keyboard.press("n")
    page.keyboard.type("half a thought")
    by_bo(database, wanted, Verdict("unproven"))
    told(page, "bo decided on this claim just now")
    assert page.locator("[data-note]").input_value() == "half a thought"
    assert page.evaluate("document.activeElement.name") == "note"


def test_two_browsers_follow_each_other(browser, served, signed_in, database):
    tabs = []
    for _ in range(2):
        context = browser.new_context(base_url=served.page)
        context.add_cookies(signed_in)
        tabs.append(context.new_page())
    one, other = tabs
    one.goto(article(database, "Harbour wall cracks again"))
    other.goto(article(database, "Harbour wall cracks again"))
    one.keyboard.press("j")
    one.keyboard.press("j")
    name = held(one)
    one.keyboard.press("5")
    told(one, "Recorded: verdict: false")
    other.locator(f"#entry-{name} .mark-verdict").wait_for(state="attached")
    assert other.locator(f"#entry-{name}").get_attribute("class") == "settled"
    for tab in tabs:
        tab.context.close()


def test_the_queue_tells_who_decided_on_the_claim_in_view(page, database):
    page.goto("/-/claims/queue")
    name = page.locator("form.acts input[name=claim]").get_attribute("value")
    before = page.locator("#remain").inner_text()
    page.wait_for_timeout(500)
    by_bo(database, name, Verdict("misleading"))
    page.get_by_text("bo decided on this claim just now").wait_for()
    page.locator("#history", has_text="misleading").wait_for()
    assert page.locator("form.acts input[name=claim]").get_attribute("value") == name
    assert page.locator("#remain").inner_text() != before


@pytest.mark.parametrize("page", [PHONE], indirect=True)
def test_on_a_phone_the_panel_does_not_cover_what_was_touched(page, database):
    page.goto(article(database))
    numbers = page.locator(".sentence[data-holds]:not([data-holds='']) .number")
    for place in (2, 4, 6):
        number = numbers.nth(place)
        # At the foot of the window, where the panel comes up.
        number.evaluate("one => scrollBy(0, one.getBoundingClientRect().bottom - innerHeight + 20)")
        number.tap()
        held(page)
        words = page.locator(".sentence.here > .text").bounding_box()
        assert words["y"] + words["height"] <= page.locator(".desk").bounding_box()["y"]


@pytest.mark.parametrize("page", [PHONE], indirect=True)
def test_on_a_phone_a_touch_takes_a_claim_in_hand(page, database):
    page.goto(article(database))
    page.locator("#s9 .text .content").first.tap()
    assert held(page) == claim(database, "There have been no attacks")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.get_by_role("button", name="Misleading").tap()
    told(page, "Recorded: verdict: misleading")
    page.get_by_role("button", name="Close").tap()
    page.wait_for_selector("#panel:not([data-claim])", state="attached")


@pytest.mark.parametrize("page", [{"java_script_enabled": False}], indirect=True)
def test_it_works_without_scripts(page, database):
    page.goto(article(database))
    page.locator("#s9 .line").click()
    page.get_by_role("button", name="Unproven").click()
    assert "⚖ unproven" in page.locator("#s9 .line").text_content()
    page.locator("#sources-list > summary").click()
    page.get_by_role("link", name="choose them").first.click()
    chosen = page.locator("#bulk input:checked").count()
    assert chosen > 1
    page.locator("#together").get_by_role("button", name="Nothing more to do").click()
    assert f"done on {chosen} claims" in page.locator("#last").inner_text()


@pytest.mark.parametrize(
    "page",
    [{**WIDE, "color_scheme": "light"}, {**WIDE, "color_scheme": "dark"}],
    indirect=True,
)
def test_it_has_contrast_and_names_enough(page, database):
    page.goto(f"{article(database)}?claim={claim(database, 'it was suspending')}")
    held(page)
    page.keyboard.press("5")
    told(page, "Recorded")
    page.keyboard.press("v")
    assert page.evaluate(CONTRAST) == []
    unnamed = page.evaluate(
        "[...document.querySelectorAll('a, button, select, textarea, input:not([type=hidden])')]"
        ".filter(e => e.checkVisibility() && !(e.ariaLabel || e.textContent.trim()"
        " || e.labels?.length)).map(e => e.outerHTML)"
    )
    assert unnamed == []


def test_hostile_text_does_nothing_while_one_works(page, database):
    [(name,)] = rows(database, "SELECT id FROM documents WHERE title LIKE '%pwned%'")
    page.goto(f"/-/claims/article/{name}")
    for key in ("j", "V", "f"):
        page.keyboard.press(key)
    told(page, "Recorded")
    page.keyboard.press("?")
    assert page.evaluate("window.pwned") is None


def test_a_claim_that_was_missed_is_added_by_one_key(page, database):
    page.goto(article(database, "Rain"))
    page.keyboard.press("j")
    page.locator("#panel[data-of]:not([aria-busy])", has_text="No claim was found").wait_for()
    page.keyboard.press("i")
    told(page, "Recorded")
    added = held(page)
    assert rows(database, "SELECT text, sourcing FROM claims WHERE id = ?", added) == [
        ("Rain fell on the town for nine days", "unsourced")
    ]
    assert "corrected by" in page.locator(f"#entry-{added}").text_content()
    page.keyboard.press("u")
    told(page, "Taken back")
    page.keyboard.press("j")
    page.locator("#panel[data-of]", has_text="Is that so?").wait_for()
    page.locator("#panel select[name=status]").select_option("unsourced")
    page.get_by_role("button", name="Save", exact=True).click()
    told(page, "Recorded")
    page.keyboard.press("u")
    told(page, "Taken back")


def test_the_first_page_follows_an_import(page, database):
    page.goto("/")
    figure = page.locator("#figures li").first
    before = int(figure.locator("b").inner_text())
    lines = [Line("The bridge is closed again.", "none")]
    make_database(database, compose(lines, [], title="The bridge"))
    page.locator("#figures li b", has_text=str(before + 1)).first.wait_for()
    page.locator("#newest a.title", has_text="The bridge").wait_for()


def test_a_missed_claim_is_marked_by_selecting_its_words(page, database):
    """Four actions: select, `i`, the name, Enter; then taken back."""
    page.goto(f"{article(database)}?claim={claim(database, 'There have been no attacks')}")
    held(page)
    page.keyboard.press("ArrowRight")
    for _ in range(4):
        page.keyboard.press("Shift+ArrowRight")
    page.locator("#marking:not([hidden])", has_text="There have been no attacks").wait_for()
    page.keyboard.press("i")
    page.keyboard.type("Kataib Hezbollah")
    page.wait_for_timeout(300)
    page.keyboard.press("Enter")
    told(page, "Recorded: claim added")
    [(text, chain)] = rows(
        database, "SELECT text, chain FROM claims ORDER BY corrected_by DESC LIMIT 1"
    )
    assert (text, chain) == ("There have been no attacks", "Kataib Hezbollah")
    assert page.locator("#tally").inner_text().endswith("7 with a source, 4 in part, 3 without")
    page.keyboard.press("u")
    told(page, "Taken back")
    assert page.locator("#tally").inner_text().endswith("7 with a source, 3 in part, 4 without")


def test_headlines_are_passed_over(page, database):
    page.goto(article(database, "Harbour wall cracks again"))
    assert page.locator(".sentence[data-skip]").count() >= 1
    seen = set()
    for _ in range(12):
        page.keyboard.press("j")
        seen.add(page.evaluate("document.querySelector('.sentence.here').matches('[data-skip]')"))
    assert seen == {False}
