"""Three people in real browsers: two decide blindly, the third decides between them."""

from __future__ import annotations

import queue
import re
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from review_examples import harbour
from review_fixtures import make_database
from team_fixtures import PASSWORD, quick_passwords
from test_review_browser import CONTRAST

from claims.review.server.serving import Address, Opening, serve
from claims.store import open_store, verify

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser
PEOPLE = {"bo": "reviewer", "cy": "reviewer", "ed": "editor"}
PAGES = ("agreement", "adjudicate", "settings", "people")


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_database(tmp_path_factory.mktemp("team") / "desk.db", harbour())


@pytest.fixture(scope="module")
def address(database: Path) -> Iterator[Address]:
    told: queue.Queue[Address] = queue.Queue()
    opening = Opening(port=0, accounts=database.with_name("accounts.db"), admin="ann")
    with quick_passwords():
        threading.Thread(
            target=lambda: serve(database, opening=opening, announce=told.put), daemon=True
        ).start()
        yield told.get(timeout=60)


@pytest.fixture(scope="module")
def tabs(browser: Browser, address: Address) -> Iterator[dict[str, Page]]:
    """A browser of their own for each person, all invited by ann and signed in."""
    found: dict[str, Page] = {}
    errors: list[str] = []

    def enter(person: str, link: str) -> None:
        tab = browser.new_context(base_url=address.page).new_page()
        tab.on("pageerror", lambda error: errors.append(str(error)))
        tab.goto(link)
        fields = tab.locator("input[type=password]")
        fields.first.wait_for()
        for place in range(fields.count()):
            fields.nth(place).fill(PASSWORD)
        with tab.expect_navigation(url=re.compile(r"/$")):
            tab.locator("button[type=submit]").click()
        found[person] = tab

    enter("ann", address.sign_in or "")
    ann = found["ann"]
    for person, role in PEOPLE.items():
        ann.goto("/-/claims/people")
        ann.get_by_label("Name to sign in with").fill(person)
        ann.locator(".setting select").select_option(role)
        ann.get_by_role("button", name="Invite").click()
        enter(person, ann.locator(".link-once").inner_text())
    yield found
    for tab in found.values():
        tab.context.close()
    assert not errors


def press(tab: Page, key: str) -> None:
    with tab.expect_navigation():
        tab.keyboard.press(key)


def claim_of(tab: Page) -> str:
    return str(tab.locator("form.acts input[name=claim]").first.get_attribute("value"))


def test_blind_review_to_adjudication(tabs: dict[str, Page], database: Path) -> None:
    bo, cy, ed = tabs["bo"], tabs["cy"], tabs["ed"]
    ed.goto("/-/claims/settings")
    ed.get_by_label("Per cent of the claims").fill("100")
    ed.get_by_role("button", name="Save share").click()
    assert "100 %" in ed.get_by_role("status").inner_text()

    bo.goto("/-/claims/queue")
    claim = claim_of(bo)
    bo.keyboard.press("n")
    bo.keyboard.type("the port says so")
    bo.keyboard.press("Escape")
    press(bo, "5")

    # Nothing that cy can reach tells what bo thinks.
    cy.goto("/-/claims/queue")
    assert claim_of(cy) == claim
    article = re.search(r"/-/claims/article/\w+", cy.content())
    assert article is not None
    for path in ("/-/claims/queue", f"/-/claims/claim/{claim}", article[0]):
        cy.goto(path)
        assert "the port says so" not in cy.content()
        assert "verdict: false" not in cy.content()
    for path in ("/claims/reviews", "/claims/-/query?sql=select+*+from+reviews"):
        answer = cy.request.get(path)
        assert answer.status == 403
    assert cy.request.get("/-/claims/adjudicate").status == 403
    cy.goto("/-/claims/queue")
    press(cy, "1")

    # ed sees both versions side by side and takes a third, by keyboard alone.
    ed.goto("/-/claims/adjudicate")
    assert claim_of(ed) == claim
    versions = [text.split("\n")[0] for text in ed.locator(".versions section").all_inner_texts()]
    assert versions == ["bo", "cy"]
    assert "the port says so" in ed.locator(".versions").inner_text()
    keys = {
        button.inner_text().split("\n")[0]: str(button.get_attribute("data-key"))
        for button in ed.locator("form.acts button[name=value]").all()
    }
    misleading = next(key for words, key in keys.items() if "misleading" in words)
    ed.keyboard.press("n")
    ed.keyboard.type("right words, wrong point")
    ed.keyboard.press("Escape")
    press(ed, misleading)
    assert "Nobody disagrees" in ed.locator("main").inner_text()
    assert "adjudicate verdict: misleading" in ed.get_by_role("status").inner_text()

    cy.goto(f"/-/claims/claim/{claim}")
    history = cy.locator("main").inner_text()
    for words in ("verdict: false", "verdict: true", "misleading", "right words, wrong point"):
        assert words in history
    bo.goto("/-/claims/agreement")
    row = bo.locator("table").first.locator("tr", has_text="Verdict")
    assert [cell.inner_text() for cell in row.locator("td").all()][:2] == ["1", "0 %"]
    with open_store(database) as store:
        assert list(verify(store)) == []


def test_u_takes_an_adjudication_back(tabs: dict[str, Page]) -> None:
    ed = tabs["ed"]
    ed.goto("/-/claims/adjudicate")
    press(ed, "u")
    assert "Which verdict stands?" in ed.locator("main").inner_text()
    ed.keyboard.press("?")
    words = ed.get_by_role("dialog", name="Keys").inner_text()
    for expected in ("mostly true", "write a note", "open the page of the claim"):
        assert expected in words
    ed.keyboard.press("Escape")


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("look", [{"color_scheme": "light"}, {"color_scheme": "dark"}, {}])
def test_the_pages_are_legible_and_fit_a_phone(
    tabs: dict[str, Page], name: str, look: dict[str, Any]
) -> None:
    ann = tabs["ann"]
    ann.set_viewport_size({"width": 1200 if look else 360, "height": 800})
    ann.emulate_media(**look)
    ann.goto(f"/-/claims/{name}")
    assert ann.evaluate("document.documentElement.scrollWidth") <= (1200 if look else 360)
    assert ann.evaluate(CONTRAST) == []
    unnamed = ann.evaluate(
        "[...document.querySelectorAll('a, button, select, textarea, input:not([type=hidden])')]"
        ".filter(e => e.checkVisibility() && !(e.ariaLabel || e.textContent.trim()"
        " || e.labels?.length)).map(e => e.outerHTML)"
    )
    assert unnamed == []
