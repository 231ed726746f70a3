"""Articles added on the desk: the forms, the batches, and the process behind them."""

from __future__ import annotations

import asyncio

import pytest
from bs4 import BeautifulSoup
from review_fixtures import OWNER, Desk

from claims.adding.orders import Report
from claims.cli.serve import recheck
from claims.review.adding.batches import LINES, Batches
from claims.review.adding.pages import bookmarklet
from claims.review.adding.process import adding_of
from claims.review.decisions.recording import recheck_with
from claims.store import open_store
from claims.store.unfinished import owed, untracked

PATH = "/-/claims/add"
DAM = "The dam above the town holds, the engineer said on Monday. It was built in 1961.\n"
TEXT = {"what": "text", "text": DAM}


async def post(desk: Desk, data: dict[str, str], files: list[object] | None = None):
    return await desk.datasette.client.post(PATH, data=data, files=files, actor=OWNER)


async def finished(desk: Desk, path: str) -> BeautifulSoup:
    """Return the progress of a batch when it is done."""
    for _ in range(600):
        answer = await desk.get(f"{path}&part=progress")
        soup = BeautifulSoup(answer.text, "html.parser")
        if soup.select_one("[data-finished]"):
            return soup
        await asyncio.sleep(0.2)
    raise AssertionError("the batch was never done")


async def test_a_text_is_added_and_opens(own):
    answer = await post(own, {**TEXT, "title": "The dam", "published": "2024-02-18"})
    assert answer.status_code == 303
    soup = await finished(own, answer.headers["location"])
    onward = soup.select_one("[data-onward]")
    assert onward, soup.get_text()
    article = await own.get(onward["data-onward"])
    assert BeautifulSoup(article.text, "html.parser").h1.get_text() == "The dam"
    assert "18 Feb 2024" in article.text
    again = await finished(own, (await post(own, TEXT)).headers["location"])
    assert "1 known already" in again.get_text()


async def test_files_are_read_and_what_cannot_be_read_has_a_line(own):
    files = [
        ("files", ("dam.txt", DAM.encode())),
        ("files", ("..\\evil/../../photo.png", b"\x89PNG\r\n\x1a\n\x00")),
    ]
    answer = await post(own, {"what": "files"}, files)
    soup = await finished(own, answer.headers["location"])
    assert "1 article added" in soup.get_text()
    [unread] = soup.select(".unread")
    assert unread.get_text().startswith("photo.png is a picture")
    assert not soup.select("[data-onward]")
    page = BeautifulSoup((await own.get(PATH)).text, "html.parser")
    assert "photo.png" in page.select_one(".batch").get_text()


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ({"what": "text", "text": " \n…"}, "Paste the text of the article first."),
        ({**TEXT, "published": "yesterday"}, "'yesterday' is no date"),
        ({**TEXT, "url": "harbour.example/dam"}, "begin it with https://"),
        ({"what": "files"}, "Choose at least one file"),
        ({"what": "addresses", "addresses": " "}, "Give at least one address"),
        ({"what": "addresses", "addresses": "\n".join(map(str, range(501)))}, "at most 500"),
        ({"what": "page", "page_url": "javascript:1", "page_html": "<p>x"}, "No page came along"),
        ({"what": "page", "page_url": "https://a.example", "page_html": " "}, "No page came along"),
        ({"what": "nothing"}, "says nothing of what is to be added"),
    ],
)
async def test_a_form_that_makes_no_sense_is_refused_and_nothing_is_lost(desk, form, words):
    answer = await post(desk, form)
    assert answer.status_code == 400
    soup = BeautifulSoup(answer.text, "html.parser")
    assert words.casefold() in soup.select_one("[role=alert]").get_text().casefold()
    for name in ("text", "addresses"):
        # A newline right behind <textarea> is the first thing that HTML drops.
        assert soup.select_one(f"textarea[name={name}]").get_text() == form.get(name, "")
    for name in ("published", "url"):
        assert soup.select_one(f"input[name={name}]")["value"] == form.get(name, "")
    assert not adding_of(desk.datasette).batches.latest()


async def test_a_batch_that_is_not_known_is_not_there(desk):
    assert (await desk.get(f"{PATH}?batch=99&part=progress")).status_code == 404
    assert (await desk.get(f"{PATH}?batch=99")).status_code == 200
    assert (await desk.get(f"{PATH}?batch=²")).status_code == 200


def test_a_batch_takes_up_what_is_reported():
    batches = Batches()
    one, other = batches.begin("ann", 2), batches.begin("bob", 1)
    assert batches.latest() == [other, one]
    for report in (
        Report(order=one.id, name="a.txt"),
        Report(order=one.id, name="a.txt", title="Dam", document="d1"),
        Report(order=one.id, name="b.txt"),
        Report(order=one.id, name="b.txt", document="d2", known=True),
        Report(order=one.id, name="c.txt", reason="is empty"),
    ):
        batches.tell(report)
    found = batches.find(one.id)
    assert (found.begun, found.reading, found.added, found.known) == (2, "b.txt", 1, 1)
    assert [line.name for line in found.unread] == ["c.txt"]
    assert (found.only, found.finished) == (None, False)
    assert batches.find(other.id) == other


@pytest.mark.parametrize(
    ("reports", "only"),
    [
        ([{"document": "d"}], "d"),
        ([{"document": "d", "known": True}], "d"),
        ([{"document": "d"}, {"document": "e"}], None),
        ([{"reason": "is empty"}], None),
        ([{"document": "d"}, {"reason": "is not supported"}], None),
    ],
)
def test_one_article_that_went_well_is_opened(reports, only):
    batches = Batches()
    batch = batches.begin("ann", 1)
    for report in reports:
        batches.tell(Report(order=batch.id, **report))
        assert batches.find(batch.id).only is None
    batches.tell(Report(order=batch.id, finished=True))
    assert batches.find(batch.id).only == only


def test_a_batch_without_end_is_counted():
    batches = Batches()
    batch = batches.begin("ann", 1)
    for number in range(LINES + 1):
        batches.tell(Report(order=batch.id, document=f"d{number}"))
    found = batches.find(batch.id)
    assert (len(found.lines), found.more) == (LINES, 1)


def test_what_was_lost_is_ended_with_a_reason():
    batches = Batches()
    done, lost = batches.begin("ann", 1), batches.begin("ann", 1)
    batches.tell(Report(order=done.id, finished=True))
    batches.end([done.id, lost.id], "it ended")
    assert batches.find(done.id).over is None
    assert (batches.find(lost.id).finished, batches.find(lost.id).over) == (True, "it ended")


async def test_a_process_that_dies_ends_its_batches(own):
    adding = adding_of(own.datasette)
    answer = await post(own, {"what": "addresses", "addresses": "https://203.0.113.1/slow"})
    adding._process.kill()
    soup = await finished(own, answer.headers["location"])
    assert "Ended early" in soup.get_text()
    # The next order finds a new process.
    soup = await finished(own, (await post(own, TEXT)).headers["location"])
    assert "1 article added" in soup.get_text()


def test_the_bookmarklet_leads_to_this_desk():
    made = bookmarklet("http://127.0.0.1:8010/-/claims/add/page")
    assert made.startswith("javascript:")
    assert "http://127.0.0.1:8010/-/claims/add/page" in made
    assert not set('"< \n') & set(made)


async def test_an_article_finds_its_stories_again_after_a_claim_was_dismissed(own, monkeypatch):
    monkeypatch.setattr("claims.review.adding.process.SOON_SECONDS", 0.1)
    recheck_with(own.datasette, recheck)
    await finished(own, (await post(own, TEXT)).headers["location"])
    with open_store(own.path) as store:
        assert not untracked(store)
        [(claim,), *_] = store.connection.execute("SELECT id FROM claims WHERE text LIKE '%dam%'")
    asked = {"claim": claim, "action": "dismiss", "seen": "0", "next": "/"}
    answer = await own.datasette.client.post("/-/claims/decide", data=asked, actor=OWNER)
    assert answer.status_code == 303
    with open_store(own.path) as store:
        for _ in range(600):
            if not untracked(store):
                break
            await asyncio.sleep(0.2)
        assert owed(store) == ()
