"""One desk and one browser for all tests of the pages."""

from __future__ import annotations

import os
import queue
import re
import shutil
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from datasette import hookimpl
from datasette.plugins import get_plugins, pm
from jinja2 import Environment, FileSystemBytecodeCache
from review_examples import harbour, hostile, seed

from claims.cli.shared.export_formats import everything
from claims.review.server.desk import make_datasette
from claims.review.server.serving import Address, serve
from claims.store import add_extractions, add_problems, begin_run, finish_run, open_store
from claims.values import Document, Extraction, Problem, Sentence, Span

if TYPE_CHECKING:
    from datasette.app import Datasette
    from playwright.sync_api import Browser, Page

OWNER = {"id": "ann"}
BROWSERS = ("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
]
SCREENSHOTS = Path(__file__).parent.parent / "test-screenshots"


def german() -> Extraction:
    """An article in a language that is not supported: sentences, and nothing looked for."""
    text = "Der Damm hält. Niemand weiß, wie lange."
    return Extraction(
        document=Document(text=text, language="de", title="Der Damm"),
        sentences=(Sentence(1, Span(0, 14)), Sentence(2, Span(15, len(text)))),
        problems=(Problem("damm.txt", "attributions", "de is not supported"),),
    )


def make_database(path: Path, *extractions: Extraction) -> Path:
    """Make a database that holds the extractions, added in this order, and a problem."""
    with open_store(path) as store:
        run = begin_run(store, "add")
        add_extractions(store, extractions, run=run)
        add_problems(store, [Problem("scan.pdf", "reading", "a scan without text")], run=run)
        finish_run(store, run)
    return path


@dataclass(frozen=True)
class Desk:
    """A desk over a database of examples."""

    path: Path
    datasette: Datasette

    async def get(self, path: str, **options: Any) -> Any:
        """Answer a GET as the owner sees it; `actor=None` for one who is not signed in."""
        actor = options.pop("actor", OWNER)
        signed = {"actor": actor} if actor else {}
        return await self.datasette.client.get(path, **signed, **options)

    async def rows(self, sql_or_query: str, **parameters: str) -> list[dict[str, Any]]:
        """Return what a saved query returns."""
        answer = await self.get(
            f"/claims/{sql_or_query}.json", params={"_shape": "array", **parameters}
        )
        assert answer.status_code == 200, answer.text
        found: list[dict[str, Any]] = answer.json()
        return found

    async def select(self, sql: str) -> list[dict[str, Any]]:
        """Return the rows of any SELECT."""
        answer = await self.get("/claims/-/query.json", params={"_shape": "array", "sql": sql})
        assert answer.status_code == 200, answer.text
        found: list[dict[str, Any]] = answer.json()
        return found


class CompiledOnce:
    """Lets every desk of a run take the compiled templates of the first: each is made anew."""

    def __init__(self, folder: Path) -> None:
        self.cache = FileSystemBytecodeCache(str(folder))

    @hookimpl
    def prepare_jinja2_environment(self, env: Environment) -> None:
        env.bytecode_cache = self.cache


@cache
def described(registered: frozenset[object]) -> Any:
    """What Datasette tells of its plugins; it reads the metadata of all of them for it."""
    del registered
    return get_plugins()


@pytest.fixture(scope="session", autouse=True)
def quick_datasette(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Let Datasette do once in a run what it does for every desk, and for every request."""
    folder = tmp_path_factory.getbasetemp().parent / "templates"  # one for all processes
    folder.mkdir(exist_ok=True)
    name = pm.register(CompiledOnce(folder))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("datasette.app.get_plugins", lambda: described(frozenset(pm.get_plugins())))
        yield
    pm.unregister(name=name)


@pytest.fixture(scope="session")
def desk_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("desk") / "articles.db"
    return make_database(path, seed(), german(), hostile(), harbour())


@pytest.fixture(scope="session")
def desk(desk_path: Path) -> Iterator[Desk]:
    datasette = make_datasette(desk_path, owner="ann")
    yield Desk(desk_path, datasette)
    datasette.close()


@pytest.fixture(scope="module")
def database(desk_path: Path) -> Path:
    """The file that is served; tests that change one put a file of their own in its place."""
    return desk_path


@contextmanager
def own_desk(database: Path, folder: Path, **settings: Any) -> Iterator[Desk]:
    """A desk over a copy of a file, in which a test may write; `folder` is gone afterwards."""
    path = folder / "own.db"
    with sqlite3.connect(database) as source, sqlite3.connect(path) as copy:
        source.backup(copy)
    datasette = make_datasette(path, owner="ann", **settings)
    yield Desk(path, datasette)
    datasette.close()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def own(database: Path, tmp_path: Path) -> Iterator[Desk]:
    """A desk over a copy of the file, in which a test may write."""
    with own_desk(database, tmp_path) as desk:
        yield desk


@pytest.fixture(scope="module")
def served(database: Path) -> Address:
    """A real server on a free port, and the link that signs its owner in."""
    told: queue.Queue[Address] = queue.Queue()

    def run() -> None:
        serve(database, port=0, announce=told.put, offers=everything())

    threading.Thread(target=run, daemon=True).start()
    return told.get(timeout=60)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium: Debian's, or else playwright's own; skipped where there is neither.

    One for each test file, and not for all: while playwright runs, it holds the thread's event
    loop, and no test that is a coroutine can run.
    """
    sync_api = pytest.importorskip("playwright.sync_api")
    installed = next((path for path in BROWSERS if Path(path).exists()), None)
    with sync_api.sync_playwright() as playwright:
        try:
            chromium = playwright.chromium.launch(executable_path=installed, args=ARGUMENTS)
        except sync_api.Error as error:
            if os.environ.get("CLAIMS_TEST_NO_SKIP") == "1":
                raise
            pytest.skip(f"no Chromium: apt-get install chromium ({error.message.splitlines()[0]})")
        yield chromium
        chromium.close()


@pytest.fixture(scope="module")
def signed_in(served: Address) -> list[Any]:
    """The cookies of the owner, who used the link, as a browser keeps them."""
    answer = httpx.get(served.sign_in or "")
    return [
        {"name": name, "value": value, "url": served.page} for name, value in answer.cookies.items()
    ]


@pytest.fixture
def page(
    browser: Browser, signed_in: list[Any], served: Address, request: pytest.FixtureRequest
) -> Iterator[Page]:
    """A fresh tab of the owner's; a test may ask for `{"viewport": ...}` by parameter.

    Any error that the page logs fails the test; what the page showed then is kept as a picture.
    """
    options = getattr(request, "param", {})
    context = browser.new_context(base_url=served.page, **options)
    context.add_cookies(signed_in)
    tab = context.new_page()
    errors: list[str] = []
    tab.on("pageerror", lambda error: errors.append(str(error)))
    tab.on(
        "console",
        lambda message: errors.append(message.text) if message.type == "error" else None,
    )
    yield tab
    failed = getattr(request.node, "failed", False) or errors
    if failed:
        SCREENSHOTS.mkdir(exist_ok=True)
        name = re.sub(r"\W+", "_", request.node.nodeid)
        tab.screenshot(path=SCREENSHOTS / f"{name}.png", full_page=True)
    context.close()
    assert not errors


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Any:
    """Let fixtures know whether their test failed."""
    report = yield
    if report.when == "call" and report.failed:
        item.failed = True  # type: ignore[attr-defined]  # read by the page fixture
    return report
