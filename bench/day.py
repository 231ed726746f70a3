"""Time a fact-checker's day at the desk in Chromium, and measure what must not move or grow.

usage: bench/day.py [DATABASE] [--pictures FOLDER]

Without a database the article of `seeds/` is added to a new one; a database that is given is copied
first, for decisions are recorded. A real server and a real browser; nobody thinks in between.
Printed are, beside what is allowed:

- the height of an article's page as a multiple of the same text alone in the same column;
- where the first button of the queue stands on ten claims in turn, wide and on a phone, and how far
  one had to scroll to see the buttons;
- the seconds that ten decisions by key take in the queue and on an article's page;
- the actions by which a claim that was missed is marked;
- the seconds from an empty desk's first page to a pasted article open, the models not yet loaded;
- the actions from an article's page to its report in a file;
- the bytes and links of the list of articles.

With `--pictures` the article and the queue are pictured light, dark, on a phone and on paper.
"""

import argparse
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).parent.parent
WIDE = {"width": 1280, "height": 800}
PHONE = {"width": 360, "height": 740}
DECISIONS = ["1", "2", "3", "4", "5", "c", "1", "2", "3", "4"]
TEXT_ALONE = """
() => {
  const sheet = document.querySelector("#sheet");
  const whole = document.documentElement.scrollHeight;
  document.querySelectorAll(".line").forEach((line) => line.remove());
  const alone = sheet.getBoundingClientRect().height;
  return [whole, alone];
}
"""
FIRST_BUTTON = """
() => {
  const box = document.querySelector("form.acts button").getBoundingClientRect();
  const words = document.querySelector(".claim-card .focus").getBoundingClientRect();
  const bar = document.querySelector("#action-bar").getBoundingClientRect();
  return [box.top, box.bottom, scrollY, innerHeight, words.top >= 0 && words.bottom <= bar.top];
}
"""


@contextmanager
def served(database: Path) -> Iterator[tuple[str, str]]:
    """Serve a database; yield its address and the link that signs in."""
    command = [sys.executable, "-m", "claims", "serve", "--port", "0", "--db", str(database)]
    with subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        link = next(line.strip() for line in process.stderr if "/-/claims/sign-in" in line)
        try:
            yield link.split("/-/claims/")[0], link
        finally:
            process.terminate()


def page_of(browser: Browser, state: dict, size: dict, *, dark: bool = False) -> Page:
    context = browser.new_context(
        viewport=size,
        storage_state=state,
        has_touch=size["width"] < 500,
        color_scheme="dark" if dark else "light",
    )
    return context.new_page()


def heights(page: Page, base: str, paths: list[str]) -> list[tuple[float, float]]:
    """Return for each article how many times as high as its text the page and the text are."""
    found = []
    for path in paths:
        page.goto(base + path)
        sheet = page.evaluate("document.querySelector('#sheet').getBoundingClientRect().height")
        whole, alone = page.evaluate(TEXT_ALONE)
        found.append((whole / alone, sheet / alone))
    return found


def bars(page: Page, base: str) -> list[tuple[float, float, float, float, bool]]:
    """Return where the first button stands on ten claims of the queue, and whether their sentence
    stands above the buttons."""
    found = []
    page.goto(f"{base}/-/claims/queue")
    for _ in range(10):
        page.wait_for_selector("form.acts button")
        found.append(tuple(page.evaluate(FIRST_BUTTON)))
        if not page.locator("[data-key=j]").count():
            break
        page.locator("[data-key=j]").first.click()
        page.wait_for_load_state()
    return found


def decided_in_queue(page: Page, base: str) -> float:
    """Return the seconds of ten decisions by key in the queue."""
    page.goto(f"{base}/-/claims/queue")
    page.wait_for_load_state()
    began = time.perf_counter()
    for key in DECISIONS:
        before = page.locator("form.acts input[name=claim]").first.get_attribute("value")
        page.keyboard.press(key)
        page.wait_for_function(
            "before => document.querySelector('form.acts input[name=claim]')?.value !== before"
            " && document.readyState === 'complete'",
            arg=before,
        )
    return time.perf_counter() - began


def decided_on_article(page: Page, base: str, path: str) -> float:
    """Return the seconds of ten decisions by key within one article."""
    page.goto(base + path)
    page.keyboard.press("j")
    page.wait_for_selector("#panel[data-claim]:not([aria-busy])")
    began = time.perf_counter()
    for key in DECISIONS:
        before = page.locator("#panel").get_attribute("data-claim")
        page.keyboard.press(key)
        page.wait_for_function(
            "before => document.querySelector('#panel:not([aria-busy])')?.dataset.claim !== before",
            arg=before,
        )
    return time.perf_counter() - began


def marked(page: Page, base: str, path: str) -> int:
    """Mark a claim that was missed, and return by how many actions."""
    page.goto(base + path)
    text = page.locator(".sentence:not([data-skip]) .text").first
    box = text.bounding_box()
    assert box is not None
    count = page.locator("#claim-entries > [data-entry]").count()
    line = 15
    page.mouse.move(box["x"] + 60, box["y"] + line)
    page.mouse.down()
    page.mouse.move(box["x"] + 300, box["y"] + line, steps=5)
    page.mouse.up()  # 1: the words are selected
    page.wait_for_selector("#marking:not([hidden])")
    page.keyboard.press("i")  # 2
    page.keyboard.type("Reuters")  # 3: who says it
    page.wait_for_timeout(300)
    page.keyboard.press("Enter")  # 4
    page.wait_for_function(
        "count => document.querySelectorAll('#claim-entries > [data-entry]').length > count",
        arg=count,
    )
    return 4


def pasted(browser: Browser, folder: Path) -> float:
    """Return the seconds from the first page of an empty desk to the pasted text as an article."""
    text = next((ROOT / "seeds").glob("*.txt")).read_text(encoding="utf8")
    with served(folder / "empty.db") as (base, link):
        page = browser.new_page(viewport=WIDE)
        page.goto(link)
        page.goto(base)
        page.wait_for_load_state()
        began = time.perf_counter()
        page.get_by_role("link", name="Add articles").click()
        page.fill("textarea[name=text]", text)
        page.click("text=Add the text")
        page.wait_for_url("**/-/claims/article/*", timeout=120_000)
        page.wait_for_selector("#sheet .sentence")
        taken = time.perf_counter() - began
        page.context.close()
    return taken


def reported(page: Page, base: str, path: str) -> tuple[int, float]:
    """Take the report of an article as a file; return by how many actions, and the seconds."""
    page.goto(base + path)
    page.wait_for_load_state()
    began = time.perf_counter()
    page.get_by_role("link", name="Report", exact=True).click()  # 1
    with page.expect_download() as download:
        page.locator("a[download][href*='/html']").first.click()  # 2
    assert download.value.path().stat().st_size > 0
    return 2, time.perf_counter() - began


def pictures(browser: Browser, state: dict, base: str, path: str, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    looks = {"light": (WIDE, False), "dark": (WIDE, True), "phone": (PHONE, False)}
    for name, (size, dark) in looks.items():
        page = page_of(browser, state, size, dark=dark)
        for what, where in (("article", path), ("queue", "/-/claims/queue")):
            page.goto(base + where)
            page.wait_for_load_state()
            page.screenshot(path=folder / f"{what}-{name}.png")
        page.context.close()
    page = page_of(browser, state, WIDE)
    page.goto(base + path)
    page.emulate_media(media="print")
    page.pdf(path=folder / "article.pdf", format="A4")
    page.context.close()


def told(name: str, value: str, allowed: str, *, met: bool) -> None:
    print(f"{name:46} {value:>22}   {allowed}{'' if met else '  NOT MET'}")


def measure(browser: Browser, base: str, link: str, folder: Path | None) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(link)
    state = context.storage_state()
    page.goto(f"{base}/-/claims/articles")
    links = page.locator("a[href*='/-/claims/article/']").evaluate_all(
        "links => [...new Set(links.map(link => link.getAttribute('href')))]"
    )
    count = page.locator("a").count()
    size = len(page.content().encode())
    told(
        "list of articles: links, KB", f"{count}, {size / 1000:.0f}", "1,288, 285 before", met=True
    )
    for name, box in (("1280 x 800", WIDE), ("360 x 740", PHONE)):
        page = page_of(browser, state, box)
        found = heights(page, base, links[:20])
        whole = statistics.median(one for one, _ in found)
        text = max(one for _, one in found)
        told(f"article, {name}: page / text, median", f"{whole:.2f}", "1.3", met=whole <= 1.3)
        told(f"article, {name}: text with margin / text", f"{text:.2f}", "1.3", met=text <= 1.3)
        places = bars(page, base)
        tops = {round(top) for top, *_ in places}
        seen = all(top >= 0 and bottom <= height for top, bottom, _, height, _ in places)
        still = len(tops) == 1 and all(scroll == 0 for _, _, scroll, *_ in places)
        told(
            f"queue, {name}: first button, y",
            str(sorted(tops)),
            "one place, in sight",
            met=still and seen,
        )
        shown = sum(one[-1] for one in places)
        whole = f"{len(places)} of {len(places)}"
        told(
            f"queue, {name}: sentence above the buttons",
            f"{shown} of {len(places)}",
            whole,
            met=shown == len(places),
        )
        page.context.close()
    if folder is not None:
        pictures(browser, state, base, links[0], folder)
    page = page_of(browser, state, WIDE)
    done = marked(page, base, links[0])
    told("a missed claim is marked by", f"{done} actions", "4", met=done <= 4)
    done, seconds = reported(page, base, links[0])
    told(
        "the report of an article is taken by",
        f"{done} actions, {seconds:.1f} s",
        "2",
        met=done <= 2,
    )
    seconds = decided_on_article(page, base, links[0])
    told("ten decisions on an article", f"{seconds:.1f} s", "11 s", met=seconds <= 11)
    seconds = decided_in_queue(page, base)
    told("ten decisions in the queue", f"{seconds:.1f} s", "11 s", met=seconds <= 11)


def main() -> None:
    parser = argparse.ArgumentParser(description="Time a day at the desk.")
    parser.add_argument("database", type=Path, nargs="?")
    parser.add_argument("--pictures", type=Path)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder) / "day.db"
        if given.database is None:
            added = ["add", "seeds", "--published", "2024-02-18", "--db", str(database)]
            subprocess.run([sys.executable, "-m", "claims", *added], cwd=ROOT, check=True)
        else:
            shutil.copy(given.database, database)
        with served(database) as (base, link), sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"]
            )
            measure(browser, base, link, given.pictures)
            seconds = pasted(browser, Path(folder))
            told("empty page to a pasted article open", f"{seconds:.1f} s", "5 s", met=seconds <= 5)
            browser.close()


if __name__ == "__main__":
    main()
