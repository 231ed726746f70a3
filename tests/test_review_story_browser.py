"""Stories in a real browser: split, merged and taken back by keys; on a phone; read by machines."""

import shutil
import sqlite3

import pytest
from axe_playwright_python.sync_playwright import Axe
from tracking_family_texts import CAPTAIN, INJURED, LEAK

pytestmark = pytest.mark.browser
LOOKS = {
    "light": {},
    "dark": {"color_scheme": "dark"},
    "phone": {"viewport": {"width": 360, "height": 740}, "has_touch": True},
}


@pytest.fixture(scope="module")
def database(family_database, tmp_path_factory):
    path = tmp_path_factory.mktemp("stories") / "claims.db"
    shutil.copy(family_database, path)
    return path


def story(database, text):
    with sqlite3.connect(database) as connection:
        return connection.execute("SELECT id FROM stories WHERE text = ?", [text]).fetchone()[0]


def tellings(database, text):
    with sqlite3.connect(database) as connection:
        sql = "SELECT count(*) FROM story_claims WHERE story = ?"
        return connection.execute(sql, [story(database, text)]).fetchone()[0]


def press(page, key):
    with page.expect_navigation():
        page.keyboard.press(key)


def test_a_story_is_split_and_taken_back_by_keys(page, database):
    before = tellings(database, CAPTAIN)
    page.goto(f"/-/claims/story/{story(database, CAPTAIN)}")
    for _ in range(6):
        page.keyboard.press("j")
    assert page.locator(".telling.here b").first.inner_text() == "Kalvik Courier"
    page.keyboard.press("x")
    assert page.locator(".telling.here input").is_checked()
    press(page, "s")
    assert tellings(database, CAPTAIN) == before - 1
    assert "Five articles" in page.locator(".told").inner_text()
    press(page, "u")
    assert tellings(database, CAPTAIN) == before


def test_a_story_is_merged_by_keys(page, database):
    captain, injured = tellings(database, CAPTAIN), tellings(database, INJURED)
    page.goto(f"/-/claims/story/{story(database, CAPTAIN)}")
    page.keyboard.press("m")
    page.keyboard.type("injured passengers")
    press(page, "Enter")
    button = page.get_by_role("button", name=f"Merge with “{INJURED}”")
    button.focus()
    press(page, "Enter")
    assert tellings(database, CAPTAIN) == captain + injured
    press(page, "u")
    assert (tellings(database, CAPTAIN), tellings(database, INJURED)) == (captain, injured)


def test_a_story_is_followed_by_a_key(page, database):
    page.goto(f"/-/claims/story/{story(database, LEAK)}")
    press(page, "f")
    assert "Followed by" in page.locator(".follow").inner_text()
    press(page, "f")
    assert "Followed by" not in page.locator(".follow").inner_text()


@pytest.mark.parametrize("page", LOOKS.values(), ids=LOOKS.keys(), indirect=True)
def test_no_grave_violation_and_nothing_runs_out_of_the_page(page, database):
    axe, found = Axe(), []
    for path in (
        *(f"/-/claims/story/{story(database, text)}" for text in (CAPTAIN, LEAK)),
        "/-/claims/stories",
    ):
        assert page.goto(path).status == 200
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        found += [
            (path, one["id"], [node["html"][:160] for node in one["nodes"][:2]])
            for one in axe.run(page).response["violations"]
            if one["impact"] in ("serious", "critical")
        ]
    assert not found, found


def test_no_label_of_the_drawing_runs_out_of_its_box(page, database):
    for text in (CAPTAIN, INJURED, LEAK):
        page.goto(f"/-/claims/story/{story(database, text)}")
        outside = page.evaluate(
            """[...document.querySelectorAll('.graph .box')].filter((box) => {
                const frame = box.querySelector('rect').getBBox();
                return [...box.querySelectorAll('text')].some((label) => {
                    const { x, width } = label.getBBox();
                    return x < frame.x || x + width > frame.x + frame.width;
                });
            }).map((box) => box.textContent)"""
        )
        assert outside == []


def test_a_box_leads_to_the_page_of_its_source(page, database):
    page.goto(f"/-/claims/story/{story(database, CAPTAIN)}")
    page.locator(".graph a", has_text="two harbour officials").click()
    assert "two harbour officials" in page.locator("h1").inner_text()
