"""The dashboard: each number on it is the number of rows of the page that it leads to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from bs4 import BeautifulSoup, Tag
from review_examples import harbour, hostile, seed
from review_fixtures import OWNER, Desk, make_database
from store_fakes import article, fake_extract

from claims.review.server.desk import make_datasette
from claims.store import add_reviewer, open_store, transaction
from claims.store.decisions import Confirm, CorrectKind, Flag, Note, Undo, Verdict, decide
from claims.values import Extraction

DAYS = ("2023-12-31", "2024-01-01", "2024-01-31T23:59:59+00:00", "2024-02-01", "2024-02-18", None)
OUTLETS = ("Lind Post", 'The "Harbour", Times', "1843", None)
PATH = "/-/claims/dashboard"
NUMBER = re.compile(r"[\d,]+")


def made() -> list[Extraction]:
    """Articles of several outlets and days, one for each pair of them."""
    found = []
    for number in range(len(DAYS) * len(OUTLETS)):
        document = replace(
            article(number),
            published=DAYS[number % len(DAYS)],
            publisher=OUTLETS[number // len(DAYS)],
        )
        found.append(fake_extract(document))
    return found


@pytest.fixture(scope="module")
def paper(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    path = tmp_path_factory.mktemp("dashboard") / "articles.db"
    make_database(path, seed(), harbour(), hostile(), *made())
    with open_store(path) as store:
        for person in ("ana", "ben & <i>co</i>"):
            add_reviewer(store, person, role="reviewer")
    with open_store(path) as store, transaction(store) as connection:
        ids = [row[0] for row in connection.execute("SELECT id FROM claims ORDER BY id LIMIT 4")]
        for person in ("ana", "ben & <i>co</i>"):
            for claim, action in zip(
                ids, (Verdict("true"), Verdict("false"), Confirm()), strict=False
            ):
                decide(
                    connection, reviewer=person, target_kind="claim", target=claim, action=action
                )
        for action in (Flag("misquoted"), CorrectKind("opinion"), Note("hm"), Undo(1)):
            decide(connection, reviewer="ana", target_kind="claim", target=ids[0], action=action)
    datasette = make_datasette(path, owner="ann")
    yield Desk(path, datasette)
    datasette.close()


async def dashboard(desk: Desk, actor: Any = OWNER, **query: str) -> BeautifulSoup:
    answer = await desk.get(PATH, params=query, actor=actor)
    assert answer.status_code == 200, answer.text
    return BeautifulSoup(answer.text, "html.parser")


def numbers(page: BeautifulSoup) -> Iterator[tuple[str, int]]:
    """Yield the address and the number of claims or decisions of each mark that leads to them."""
    for link in page.select("main a[href^='/claims/']"):
        title = link.find("title")
        if isinstance(title, Tag):
            counted = re.search(r"\(([\d,]+) of|: ([\d,]+)$", title.text)
        elif link.find_next_sibling("span") is not None and "%" in link.text:
            counted = NUMBER.search(link.find_next_sibling("span").text)
        else:
            counted = re.search(r"\(([\d,]+)\)", link.text) or NUMBER.search(link.text)
        assert counted, link
        found = next(filter(None, (*counted.groups(), counted[0])))
        yield str(link["href"]), int(found.replace(",", ""))


async def count_behind(desk: Desk, address: str) -> int:
    path, _, query = address.partition("?")
    if path.endswith("/decided_by_two"):
        answer = await desk.get(f"{path}.json?{query}&_shape=array")
        return len(answer.json())
    answer = await desk.get(f"{path}.json?{query}&_extra=count&_size=1")
    assert answer.status_code == 200, answer.text
    return int(answer.json()["count"])


@pytest.mark.parametrize(
    "query",
    [
        {},
        {"outlet": "Lind Post"},
        {"outlet": 'The "Harbour", Times', "from": "2024-01-01", "to": "2024-01-31"},
        {"outlet": "1843", "to": "2024-02-01"},
        {"from": "2024-01-31"},
        {"from": "2023-12-31", "to": "2023-12-31"},
    ],
)
async def test_the_number_behind_each_mark_is_the_mark(paper: Desk, query: dict[str, str]) -> None:
    page = await dashboard(paper, **query)
    marks = dict(numbers(page))
    assert len(marks) > 10
    for address, number in marks.items():
        assert await count_behind(paper, address) == number, address


async def test_shares_add_up_to_all_claims(paper: Desk) -> None:
    [row] = await paper.select("SELECT count(*) AS claims FROM claims")
    page = await dashboard(paper)
    bars = page.select(".bars:not(.quoted) li")
    assert (
        sum(int(bar.select_one(".count").contents[0].replace(",", "")) for bar in bars)
        == (row["claims"])
    )
    for bar in bars:
        widths = [float(rect["width"].rstrip("%")) for rect in bar.select("rect")]
        assert sum(widths) == pytest.approx(100, abs=0.01)
    assert page.select_one(".figures b").text == f"{row['claims']:,}"


async def test_it_is_narrowed_by_outlet_and_day(paper: Desk) -> None:
    page = await dashboard(paper, outlet="Lind Post", **{"from": "2024-01-01", "to": "2024-01-31"})
    [row] = await paper.select(
        "SELECT count(*) AS claims FROM claims_with_articles WHERE publisher = 'Lind Post'"
        " AND published BETWEEN '2024-01-01' AND '2024-01-31T99'"
    )
    assert page.select_one(".figures b").text == str(row["claims"])
    labels = [label.text for label in page.select(".bars:not(.quoted) .label")]
    assert labels == ["Lind Post", "All outlets"]
    times = [cell.text for cell in page.select("#over-time ~ figure tbody th")]
    assert times[0] == "1 Jan 2024"
    assert times[30] == "31 Jan 2024"


async def test_time_without_a_claim_stays_on_the_axis(paper: Desk) -> None:
    page = await dashboard(paper, outlet="1843", **{"from": "2024-01-31"})
    rows = page.select("#over-time ~ figure")[0].select("tbody tr")
    assert len(rows) == 19
    assert [row.th.text for row in rows if row.td.text != "0"] == [
        "31 Jan 2024",
        "1 Feb 2024",
        "18 Feb 2024",
    ]


@pytest.mark.parametrize(
    "query",
    [
        {"outlet": "nobody"},
        {"to": "1999-01-01"},
        {"from": "soon", "to": "9999-12-31", "outlet": "nobody"},
    ],
)
async def test_nothing_found_is_said(paper: Desk, query: dict[str, str]) -> None:
    page = await dashboard(paper, **query)
    assert "No claim" in page.select_one(".notice").text
    assert page.select("svg a") == []


async def test_an_empty_file_has_a_dashboard(tmp_path: Path) -> None:
    datasette = make_datasette(make_database(tmp_path / "empty.db"), owner="ann")
    page = await dashboard(Desk(tmp_path / "empty.db", datasette))
    datasette.close()
    assert "Nothing is in this file yet" in page.text


async def test_reviewers_are_counted(paper: Desk) -> None:
    page = await dashboard(paper)
    rows = page.select("#reviewers ~ .scroll")[0].select("tbody tr")
    found = {row.th.text: [cell.text for cell in row.select("td")[:5]] for row in rows}
    assert found == {"ana": ["3", "1", "1", "1", "6"], "ben & <i>co</i>": ["3", "0", "0", "0", "3"]}
    agreed = page.select("#agreement ~ .scroll")[0].select("tbody tr")
    assert next(row.th.text for row in agreed) == "Verdict"
    none = await dashboard(paper, to="2000-01-01")
    assert none.select("#reviewers") == []


async def test_reviewers_are_not_told_to_the_public(paper: Desk) -> None:
    datasette = make_datasette(paper.path, public=True)
    page = await dashboard(Desk(paper.path, datasette), actor=None)
    datasette.close()
    assert page.select("#by-outlet")
    assert page.select("#reviewers, #agreement") == []


async def test_who_may_not_read_sees_nothing(paper: Desk) -> None:
    assert (await paper.get(PATH, actor=None)).status_code == 403


async def test_hostile_words_stay_words(paper: Desk) -> None:
    [row] = await paper.select("SELECT publisher FROM documents WHERE publisher LIKE '%onload=%'")
    answer = await paper.get(f"{PATH}?{urlencode({'outlet': row['publisher']})}")
    page = BeautifulSoup(answer.text, "html.parser")
    assert row["publisher"].split()[0] in page.h1.text
    assert not page.select("main script, main img, [onload], [onerror], [style]")
    assert "script-src 'self'" in answer.headers["content-security-policy"]


async def test_every_drawing_has_a_name_and_a_table(paper: Desk) -> None:
    page = await dashboard(paper)
    for drawing in page.select("main svg:not(svg svg)"):
        assert drawing.get("aria-hidden") == "true" or drawing.get("aria-label")
    assert all(
        mark.get("aria-label") or mark.find_parent("svg", {"aria-hidden": "true"})
        for mark in page.select("svg a")
    )
    figures = page.select("figure")
    assert len(figures) == 3
    assert all(figure.select("details table") for figure in figures)
    ids = [tag["id"] for tag in page.select("[id]")]
    assert len(ids) == len(set(ids))
