"""Reports on the desk, everything that can be taken away, and links to one article for others."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from review_fixtures import OWNER, Desk, own_desk

from claims.cli.shared.export_formats import everything
from claims.review.access.signing import keep_secret, kept_secret, key_beside
from claims.review.frame.export_formats import offer
from claims.review.server.desk import make_datasette
from claims.store import open_store, transaction
from claims.store.decisions import Confirm, Note, Verdict, decide
from claims.store.whole_articles.links import SharedLink

NOTE = "Eleven, says the log."


@pytest.fixture
def offering(desk_path: Path, tmp_path: Path) -> Iterator[Desk]:
    """A desk in which one claim of the seed is decided, and that offers all formats."""
    with own_desk(desk_path, tmp_path) as desk:
        offer(desk.datasette, everything())
        with open_store(desk.path) as store, transaction(store) as connection:
            connection.execute("INSERT INTO reviewers VALUES ('ann', 'Ann', 'admin', 1, '')")
            [claim] = connection.execute("SELECT id FROM claims ORDER BY id LIMIT 1").fetchone()
            for action in (Verdict("false", note=NOTE), Note("by hand"), Confirm()):
                decide(connection, reviewer="ann", target_kind="claim", target=claim, action=action)
        yield desk


async def article_of(desk: Desk) -> str:
    rows = await desk.select("select document from claims order by id limit 1")
    return str(rows[0]["document"])


async def soup_of(desk: Desk, path: str, status: int = 200, **options: object) -> BeautifulSoup:
    answer = await desk.get(path, **options)
    assert answer.status_code == status, path
    return BeautifulSoup(answer.text, "html.parser")


async def test_a_report_is_one_click_from_the_article(offering: Desk) -> None:
    name = await article_of(offering)
    page = await soup_of(offering, f"/-/claims/article/{name}")
    link = page.find("a", string="Report")
    answer = await offering.get(link["href"])
    soup = BeautifulSoup(answer.text, "html.parser")
    assert NOTE in soup.get_text()
    assert "Ann" in soup.select_one(".decisions").get_text()
    # The style sheet of the report is let through by its hash, and nothing else.
    policy = answer.headers["content-security-policy"]
    assert re.search(r"style-src 'self' 'sha256-[\w+/]{43}='", policy)
    assert "unsafe-inline" not in policy
    for link in soup.select(".report-bar a[download]"):
        given = await offering.get(link["href"])
        if "claimreview" not in link["href"]:
            assert given.status_code == 200, link["href"]
            assert given.headers["content-disposition"].startswith("attachment")
    silent = await soup_of(offering, soup.find("a", string="Leave out who decided")["href"])
    assert "Ann," not in silent.select_one(".decisions").get_text()
    assert all("names=0" in link["href"] for link in silent.select(".report-bar a[download]"))


async def test_a_queue_is_reported_as_it_is_filtered(offering: Desk) -> None:
    page = await soup_of(offering, "/-/claims/queue?only=unsourced")
    link = page.find("a", string="Report of these claims")
    assert link["href"] == "/-/claims/report/queue/filtered?only=unsourced"
    soup = await soup_of(offering, link["href"])
    assert "without a source" in soup.h1.get_text()
    waiting = await offering.select(
        "select id from claims where sourcing = 'unsourced' and disputable and state = 'open'"
        " and (flag is null or flag = 'check first')"
    )
    assert len(soup.select(".claims > li")) == len(waiting)
    given = await offering.get("/-/claims/export/queue/filtered/csv?only=unsourced")
    assert len(given.text.strip().splitlines()) >= len(waiting) + 1


@pytest.mark.parametrize(
    "path",
    [
        "report/article/beef",
        "report/story/beef",
        "export/story/beef/csv",
        "export/desk/all/docx",
        "export/queue/filtered/jsonl",
        "report/desk/all",
    ],
)
async def test_what_is_not_there_is_said(offering: Desk, path: str) -> None:
    await soup_of(offering, f"/-/claims/{path}", status=404)


async def test_all_formats_of_the_whole_desk_are_listed_and_answer(offering: Desk) -> None:
    page = await soup_of(offering, "/-/claims/exports")
    links = [link["href"] for link in page.select("main li a")]
    names = {link.rpartition("/")[2] for link in links}
    assert names >= {"csv", "claimreview", "annotations", "jsonl", "report", "corrections"}
    for link in links:
        answer = await offering.get(link)
        assert answer.status_code == 200, link
        assert answer.content
    assert (await offering.get("/-/claims/export/desk/all/csv", actor=None)).status_code == 403


async def make_link(desk: Desk, **fields: str) -> str:
    """Make a link to the article; return its path."""
    name = await article_of(desk)
    path = f"/-/claims/article/{name}/links"
    form = {"action": "make", "days": "7", **fields}
    answer = await desk.datasette.client.post(path, data=form, actor=OWNER)
    assert answer.status_code == 303, answer.text
    page = await soup_of(desk, path)
    address = str(page.select_one("input.address")["value"])
    assert address.startswith("http://localhost/")
    return address.removeprefix("http://localhost")


async def test_a_link_shows_one_article_and_nothing_else(offering: Desk) -> None:
    path = await make_link(offering, note="Bo at the archive")
    answer = await offering.get(path, actor=None)
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["referrer-policy"] == "no-referrer"
    soup = BeautifulSoup(answer.text, "html.parser")
    assert NOTE in soup.get_text()
    assert "Ann" not in soup.select_one(".decisions").get_text()
    inner = [link["href"] for link in soup.select("a") if link["href"].startswith("/-/")]
    assert inner == []
    assert "Bo at the archive" not in answer.text
    for other in ("/-/claims/articles", f"/-/claims/article/{await article_of(offering)}"):
        assert (await offering.get(other, actor=None)).status_code == 403
    named = await make_link(offering, names="1")
    assert "Ann" in (await soup_of(offering, named, actor=None)).select_one(".decisions").get_text()


async def test_a_link_ends(offering: Desk) -> None:
    path = await make_link(offering)
    name = await article_of(offering)
    form = {"action": "end:1"}
    await offering.datasette.client.post(f"/-/claims/article/{name}/links", data=form, actor=OWNER)
    assert "has ended" in (await soup_of(offering, path, status=410, actor=None)).h1.get_text()
    page = await soup_of(offering, f"/-/claims/article/{name}/links")
    assert not page.select("input.address")
    other = await make_link(offering)
    with sqlite3.connect(offering.path) as connection:
        connection.execute("UPDATE shared_links SET until = '2020-01-01T00:00:00+00:00'")
    await soup_of(offering, other, status=410, actor=None)


@pytest.mark.parametrize("token", ["1", "guessed", "eyJsaW5rIjoxfQ.x"])
async def test_a_link_cannot_be_guessed(offering: Desk, token: str) -> None:
    await make_link(offering)
    await soup_of(offering, f"/-/claims/shared/{token}", status=404, actor=None)


async def test_what_another_desk_signed_is_not_taken(offering: Desk, desk: Desk) -> None:
    path = await make_link(offering)
    await soup_of(desk, path, status=404)


@pytest.mark.parametrize("days", ["0", "91", "x", ""])
async def test_a_link_works_for_some_days(offering: Desk, days: str) -> None:
    path = f"/-/claims/article/{await article_of(offering)}/links"
    form = {"action": "make", "days": days}
    answer = await offering.datasette.client.post(path, data=form, actor=OWNER)
    assert answer.status_code == 400
    assert not key_beside(offering.path).exists() or days in ("0", "91")


async def test_a_link_outlives_the_server(offering: Desk) -> None:
    path = await make_link(offering)
    again = make_datasette(offering.path, owner="ann")
    offer(again, everything())
    try:
        answer = await again.client.get(path)
    finally:
        again.close()
    assert answer.status_code == 200
    key = key_beside(offering.path)
    assert key.stat().st_mode & 0o777 == 0o600


def test_a_secret_is_kept_once(tmp_path: Path) -> None:
    path = tmp_path / "desk.key"
    assert kept_secret(path) is None
    keep_secret(path, "a" * 64)
    keep_secret(path, "b" * 64)
    assert kept_secret(path) == "a" * 64
    path.write_text("short")
    assert kept_secret(path) is None


@pytest.mark.parametrize(
    ("shift", "revoked", "works"),
    [(1, None, True), (-1, None, False), (1, "2024-01-01", False)],
)
def test_a_link_works_until_its_day(shift: int, revoked: str | None, works: bool) -> None:
    until = (datetime.now(UTC) + timedelta(minutes=shift)).isoformat(timespec="seconds")
    link = SharedLink(1, "d", False, None, "ann", "2024-01-01", until, revoked)
    assert link.works() is works
