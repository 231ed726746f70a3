"""Watching feeds and folders: only what is new is read, politely, and a restart goes on."""

import os
import threading
from collections.abc import Iterable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from xml.etree import ElementTree

import pytest

from claims.reading import ReadingOptions
from claims.store import Store, open_store
from claims.tracking import Comparer
from claims.values import Claim, Document, Extraction, Sentence, SentenceAssessment, Span
from claims.watching import Manners, News, Round, atom_feed, seconds_until_due, watch_round

COMPARER = Comparer()
LEAK = "The chemical plant in Varnau leaked chlorine into the river Elm."
DENIED = "The chemical plant in Varnau did not leak chlorine into the river Elm."
PAD = " The town council will meet about it on Thursday evening in the old market hall."


class Clock:
    """A clock that goes on only while somebody sleeps."""

    def __init__(self) -> None:
        self.time = 1_700_000_000.0
        self.slept: list[float] = []

    def __call__(self) -> float:
        return self.time

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.time += seconds


class Site:
    """A small web site with a feed, on this machine."""

    def __init__(self) -> None:
        self.pages: dict[str, str] = {}
        self.asked: list[str] = []
        self.etag = '"one"'
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                site.asked.append(self.path)
                if self.path == "/feed" and self.headers.get("if-none-match") == site.etag:
                    self.send_response(304)
                    self.end_headers()
                    return
                body = site.feed() if self.path == "/feed" else site.pages.get(self.path)
                self.send_response(404 if body is None else 200)
                kind = "application/rss+xml" if self.path == "/feed" else "text/plain"
                self.send_header("content-type", f"{kind}; charset=utf-8")
                if self.path == "/feed":
                    self.send_header("etag", site.etag)
                self.end_headers()
                self.wfile.write((body or "").encode())

            def log_message(self, *arguments: object) -> None:
                del arguments

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.server.server_address[1]}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def feed(self) -> str:
        items = "".join(
            f"<item><guid>{page}</guid><link>{self.address}{page}</link></item>"
            for page in self.pages
        )
        return f"<rss version='2.0'><channel><title>Site</title>{items}</channel></rss>"


def one_claim(documents: Iterable[Document]) -> Iterator[Extraction]:
    """Extract the first sentence of each article as the writer's own claim."""
    for document in documents:
        span = Span(0, document.text.index(".") + 1)
        yield Extraction(
            document,
            sentences=(Sentence(1, span),),
            claims=(Claim(1, None, (span,), span.of(document.text), None, "fact"),),
            assessments=(SentenceAssessment(1, "unsourced", True, "test"),),
        )


@pytest.fixture
def site() -> Iterator[Site]:
    made = Site()
    yield made
    made.server.shutdown()
    made.server.server_close()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "claims.db") as opened:
        yield opened


def look(store: Store, clock: Clock, *targets: str) -> Round | None:
    return watch_round(
        store,
        list(targets),
        extract_all=one_claim,
        comparer=COMPARER,
        options=ReadingOptions(allow_private=True, robots=False),
        manners=Manners(interval=900, host_delay=5, most_failures=2),
        clock=clock,
        sleep=clock.sleep,
    )


def test_a_feed_is_followed(store: Store, site: Site, clock: Clock) -> None:
    site.pages = {"/1": LEAK + PAD, "/2": DENIED + PAD}
    feed = f"{site.address}/feed"
    first = look(store, clock, feed)
    assert first is not None
    assert first.summary.added == 2
    assert clock.slept == [5, 5], "a host is left alone between two requests"
    assert {one.contradicted for one in first.news} == {1}

    assert look(store, clock, feed) is None, "nothing is due"
    assert seconds_until_due(store, clock()) == pytest.approx(890, abs=1)

    clock.time += 900
    site.asked.clear()
    second = look(store, clock, feed)
    assert second is not None
    assert (second.summary.added, site.asked) == (0, ["/feed"]), "nothing has changed: 304"

    clock.time += 900
    site.pages["/3"], site.etag = LEAK + " It was seen by anglers.", '"two"'
    third = look(store, clock, feed)
    assert third is not None
    assert third.summary.added == 1
    assert [one.documents for one in third.news] == [2]


def test_what_fails_is_tried_later_and_then_given_up(
    store: Store, site: Site, clock: Clock
) -> None:
    site.pages = {"/1": LEAK + PAD}
    feed = f"{site.address}/feed"
    site.feed = lambda: (  # type: ignore[method-assign]  # a feed with a dead link
        f"<rss version='2.0'><channel><item><guid>x</guid><link>{site.address}/gone</link></item>"
        "</channel></rss>"
    )
    for expected in (1, 1, 0):
        site.asked.clear()
        site.etag += "x"
        look(store, clock, feed)
        assert site.asked.count("/gone") == expected
        clock.time += 900


def test_a_feed_that_fails_is_asked_later_and_later(store: Store, site: Site, clock: Clock) -> None:
    feed = f"{site.address}/nothing"
    waits = []
    for _ in range(6):
        found = look(store, clock, feed)
        assert found is not None
        assert "404" in found.failed[feed]
        waits.append(seconds_until_due(store, clock()))
        clock.time += waits[-1]
    assert waits == [1800, 3600, 7200, 14400, 21600, 21600]


def test_a_folder_is_followed(store: Store, tmp_path: Path, clock: Clock) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "a.txt").write_text(LEAK + PAD)
    first = look(store, clock, str(folder))
    assert first is not None
    assert first.summary.added == 1

    clock.time += 900
    second = look(store, clock, str(folder))
    assert second is not None
    assert second.summary.unchanged == 0, "a file that has not changed is not read again"

    clock.time += 900
    (folder / "a.txt").write_text(DENIED + PAD)
    os.utime(folder / "a.txt", (1, 1))
    third = look(store, clock, str(folder))
    assert third is not None
    assert third.summary.added == 1


def test_what_nobody_watches_any_more_does_not_hurry(
    store: Store, site: Site, tmp_path: Path, clock: Clock
) -> None:
    site.pages = {"/1": LEAK + PAD}
    look(store, clock, str(tmp_path))
    clock.time += 5000
    feed = f"{site.address}/feed"
    look(store, clock, feed)
    assert seconds_until_due(store, clock()) == 0, "the folder is due"
    assert seconds_until_due(store, clock(), targets=(feed,)) == pytest.approx(895, abs=6)


def test_a_folder_that_is_none_is_named(store: Store, tmp_path: Path, clock: Clock) -> None:
    found = look(store, clock, str(tmp_path / "none"))
    assert found is not None
    assert "is no folder" in found.failed[str(tmp_path / "none")]


def test_news_as_a_feed() -> None:
    news = News(
        story="s",
        story_text="A & B",
        documents=3,
        originators=1,
        claim="c",
        text="<script>alert(1)</script> & \x00",
        chain="Reuters → sources",
        publisher="The Post",
        url="https://example.org/?a=1&b=2",
        published=None,
        changed="2024-01-01T00:00:00+00:00",
        watched=True,
        drift="hedge dropped",
        contradicted=1,
    )
    tree = ElementTree.fromstring(atom_feed((news,), title="News", identity="urn:claims:news"))
    atom = "{http://www.w3.org/2005/Atom}"
    assert tree.findtext(f"{atom}entry/{atom}title") == "<script>alert(1)</script> & "
    assert tree.findtext(f"{atom}entry/{atom}summary") == (
        "Reuters → sources; told by 3 articles, 1 independent originator, hedge dropped,"
        " contradicted"
    )
    link = tree.find(f"{atom}entry/{atom}link")
    assert link is not None
    assert link.get("href") == "https://example.org/?a=1&b=2"
