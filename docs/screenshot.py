"""Make the picture of the desk that README shows: `python docs/screenshot.py` (needs Chromium)."""

import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parent.parent
SIGN_IN = "/-/claims/sign-in"


def main() -> None:
    """Add the seed to a new database, serve it, and take the picture of its article."""
    with tempfile.TemporaryDirectory() as folder:
        database = f"{folder}/claims.db"
        claims = [sys.executable, "-m", "claims"]
        added = ["add", "seeds", "--published", "2024-02-18", "--db", database]
        subprocess.run([*claims, *added], cwd=ROOT, check=True)
        served = subprocess.Popen(
            [*claims, "serve", "--port", "0", "--db", database],
            cwd=ROOT,
            stderr=subprocess.PIPE,
            text=True,
        )
        try:
            assert served.stderr is not None
            link = next(line.strip() for line in served.stderr if SIGN_IN in line)
            take(link, ROOT / "docs" / "desk.png")
        finally:
            served.terminate()
            served.wait()


def take(link: str, picture: Path) -> None:
    """Sign in by `link`, open the first article, and write `picture`."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_page(viewport={"width": 1280, "height": 860}, color_scheme="light")
        page.goto(link)
        page.goto(link.split(SIGN_IN)[0])
        page.click("a[href*='/-/claims/article/']")
        page.wait_for_selector("html.scripted")
        page.keyboard.press("j")
        page.keyboard.press("j")
        page.wait_for_selector("#panel[data-claim]:not([aria-busy])")
        page.screenshot(path=picture)
        browser.close()


if __name__ == "__main__":
    main()
