"""Files with little in them: no article, problems only, an article without a claim, one person."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from bs4 import BeautifulSoup
from review_fixtures import OWNER, german, make_database

from claims.review.server.desk import make_datasette
from claims.store import begin_run, finish_run, open_store


@asynccontextmanager
async def pages(path) -> AsyncIterator:
    """Yield what returns a page of a desk over the file, parsed."""
    datasette = make_datasette(path, owner="ann")

    async def page(address: str) -> BeautifulSoup:
        answer = await datasette.client.get(address, actor=OWNER)
        assert answer.status_code == 200, address
        return BeautifulSoup(answer.text, "html.parser")

    try:
        yield page
    finally:
        datasette.close()


async def test_problems_of_the_last_run_are_told_where_nothing_else_is(tmp_path):
    path = make_database(tmp_path / "articles.db")
    async with pages(path) as page:
        home = await page("/")
        assert home.h1.get_text() == "No article yet"
        assert home.select_one("script[data-ready]")["data-ready"].endswith("?part=ready")
        link = home.find("a", string="what could not be read, and why")
        assert link.parent.get_text().startswith("The last run left 1 problem:")
        assert "a scan without text" in (await page(link["href"])).get_text()
        # What an earlier run left is history.
        with open_store(path) as store:
            finish_run(store, begin_run(store, "add"))
        assert "The last run left" not in (await page("/")).get_text()


async def test_an_article_without_claims_is_something(tmp_path):
    async with pages(make_database(tmp_path / "articles.db", german())) as page:
        home = await page("/")
        assert home.h1.get_text() == "Overview"
        assert home.select("script[data-ready]") == []
        assert home.select_one("#figures li").get_text(" ").split() == ["1", "article"]
        words = (await page("/-/claims/dashboard")).get_text()
        assert "No claim is in this file yet" in words
        assert "Nothing is in this file" not in words


ADDRESSES = (
    *("/", "/-/claims/queue", "/-/claims/articles", "/-/claims/sources", "/-/claims/stories"),
    *("/-/claims/dashboard", "/-/claims/search", "/-/claims/search?q=rain", "/-/claims/agreement"),
    *("/-/claims/adjudicate", "/-/claims/settings", "/-/claims/people"),
)


@pytest.mark.parametrize("articles", [(), (german(),)])
async def test_no_page_shows_a_table_without_rows(tmp_path, articles):
    async with pages(make_database(tmp_path / "articles.db", *articles)) as page:
        for address in ADDRESSES:
            soup = await page(address)
            tables = soup.select("main table")
            assert all(table.select("tbody tr") for table in tables), address


async def test_one_person_is_asked_nothing_that_takes_two(tmp_path):
    async with pages(make_database(tmp_path / "articles.db")) as page:
        settings = await page("/-/claims/settings")
        assert settings.select_one("textarea[name=targets]") is None
        assert "It takes two reviewers." in settings.get_text()
        heads = [head.get_text() for head in settings.select(".choices.dim span")]
        assert heads == ["Place", "Verdict", "When it is given"]
