"""A claim or article leaves from its own page, in each format that the command line hands in."""

from __future__ import annotations

import json
from collections.abc import Iterator
from xml.etree import ElementTree

import pytest
from bs4 import BeautifulSoup
from review_fixtures import Desk

from claims.cli.shared.export_formats import everything
from claims.review.frame.export_formats import offer
from claims.review.server.desk import make_datasette


@pytest.fixture(scope="module")
def offering(desk_path: Desk) -> Iterator[Desk]:
    datasette = make_datasette(desk_path, owner="ann")
    offer(datasette, everything())
    yield Desk(desk_path, datasette)
    datasette.close()


async def ids(desk: Desk, kind: str) -> list[str]:
    column = "id" if kind == "claim" else "document"
    rows = await desk.select(f"SELECT DISTINCT {column} AS id FROM claims")  # noqa: S608 (constants)
    return [row["id"] for row in rows]


@pytest.mark.parametrize(("kind", "formats"), [("claim", 6), ("article", 10)])
async def test_every_link_of_every_page_answers(offering: Desk, kind: str, formats: int) -> None:
    for name in (await ids(offering, kind))[::5]:
        answer = await offering.get(f"/-/claims/{kind}/{name}")
        links = BeautifulSoup(answer.text, "html.parser").select(".exports a")
        assert len(links) == formats
        for link in links:
            given = await offering.get(link["href"])
            if link["href"].endswith("/claimreview"):
                assert given.status_code == 404, "nobody gave a verdict"
                continue
            assert given.status_code == 200, given.text
            disposition = given.headers["content-disposition"]
            assert disposition.startswith(f'attachment; filename="{kind}-')
            assert given.headers["x-content-type-options"] == "nosniff"
            assert given.content.strip()


async def test_addresses_are_those_of_the_desk(offering: Desk) -> None:
    [claim, *_] = await ids(offering, "claim")
    answer = await offering.get(f"/-/claims/export/claim/{claim}/annotations")
    assert answer.headers["content-type"].startswith("application/ld+json; profile=")
    assert json.loads(answer.text)["id"] == f"http://localhost/-/claims/claim/{claim}"


@pytest.mark.parametrize(
    "path",
    [
        "claim/nothing/csv",
        "article/nothing/jsonl",
        "claim/nothing/jsonl",
        "article/nothing/exe",
    ],
)
async def test_what_is_not_there_is_said(offering: Desk, path: str) -> None:
    answer = await offering.get(f"/-/claims/export/{path}")
    assert answer.status_code == 404


@pytest.mark.parametrize("name", ["articles", "verdicts"])
async def test_feeds_are_linked_and_answer(offering: Desk, name: str) -> None:
    page = await offering.get("/-/claims/dashboard")
    assert f"/-/claims/feed/{name}" in page.text
    answer = await offering.get(f"/-/claims/feed/{name}")
    assert answer.headers["content-type"] == "application/atom+xml; charset=utf-8"
    assert ElementTree.fromstring(answer.text).tag.endswith("feed")
    assert (await offering.get("/-/claims/feed/other")).status_code == 404


async def test_nobody_else_may_take_anything(offering: Desk) -> None:
    [claim, *_] = await ids(offering, "claim")
    for path in (f"export/claim/{claim}/csv", "feed/articles"):
        assert (await offering.get(f"/-/claims/{path}", actor=None)).status_code == 403


async def test_a_desk_that_offers_nothing_shows_no_links(desk: Desk) -> None:
    [claim, *_] = await ids(desk, "claim")
    page = await desk.get(f"/-/claims/claim/{claim}")
    assert "exports" not in page.text
    assert (await desk.get(f"/-/claims/export/claim/{claim}/csv")).status_code == 404
    assert (await desk.get("/-/claims/feed/articles")).status_code == 404
