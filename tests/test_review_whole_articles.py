"""An article's details corrected on its page; an article removed and restored on the desk."""

import asyncio
import sqlite3

import pytest
from bs4 import BeautifulSoup
from review_fixtures import OWNER, Desk

from claims.store import open_store, verify

REMOVED = "/-/claims/removed"


async def some_article(desk: Desk) -> str:
    rows = await desk.select("select id from documents where url is not null order by id limit 1")
    return str(rows[0]["id"])


async def post(desk: Desk, path: str, **data: str):
    return await desk.datasette.client.post(path, data=data, actor=OWNER)


async def soup_of(desk: Desk, path: str, status: int = 200) -> BeautifulSoup:
    answer = await desk.get(path)
    assert answer.status_code == status, path
    return BeautifulSoup(answer.text, "html.parser")


async def done(desk: Desk, path: str) -> str:
    """Wait until a batch is done; return where its page goes on to."""
    assert path.startswith("/-/claims/add?batch=")
    for _ in range(600):
        soup = await soup_of(desk, f"{path}&part=progress")
        if soup.select_one("[data-finished]"):
            onward = soup.select_one("[data-onward]")
            assert onward, soup.get_text()
            return str(onward["data-onward"])
        await asyncio.sleep(0.2)
    raise AssertionError("the batch was never done")


async def test_details_are_corrected_and_taken_back(own):
    name = await some_article(own)
    path = f"/-/claims/article/{name}/details"
    before = (await soup_of(own, f"/-/claims/article/{name}")).h1.get_text()
    answer = await post(own, path, title="Another headline", published="2020-02-03", note="typo")
    assert answer.status_code == 303
    assert await done(own, answer.headers["location"]) == f"/-/claims/article/{name}"
    page = await soup_of(own, f"/-/claims/article/{name}")
    assert page.h1.get_text() == "Another headline"
    assert "3 Feb 2020" in page.get_text()
    form = await soup_of(own, path)
    assert form.select_one("input[name=title]")["value"] == "Another headline"
    history = form.select_one("ul.list").get_text()
    assert "⇒ Another headline" in history
    assert "typo" in history
    undo = form.find("button", string="take back", value=True)["value"]
    for button in form.find_all("button", string="take back"):
        undo = button["value"]
        answer = await post(own, path, action=undo)
        assert answer.status_code == 303
        await done(own, answer.headers["location"])
    assert (await soup_of(own, f"/-/claims/article/{name}")).h1.get_text() == before
    with open_store(own.path) as store:
        assert verify(store) == ()


@pytest.mark.parametrize(
    ("form", "words"),
    [({"published": "Friday"}, "is no date"), ({"url": "x"}, "is no address")],
)
async def test_what_makes_no_sense_is_refused_and_kept(desk, form, words):
    path = f"/-/claims/article/{await some_article(desk)}/details"
    answer = await post(desk, path, **form)
    assert answer.status_code == 400
    soup = BeautifulSoup(answer.text, "html.parser")
    assert words in soup.select_one("[role=alert]").get_text()
    [(field, value)] = form.items()
    assert soup.select_one(f"input[name={field}]")["value"] == value


async def test_what_is_the_same_leads_back_to_the_article(desk):
    name = await some_article(desk)
    answer = await post(desk, f"/-/claims/article/{name}/details")
    assert (answer.status_code, answer.headers["location"]) == (303, f"/-/claims/article/{name}")


async def test_an_article_is_removed_and_restored(own):
    name = await some_article(own)
    home = (await soup_of(own, "/")).select_one("#figures").get_text()
    answer = await post(own, f"/-/claims/article/{name}/remove", note="a hoax")
    assert (answer.status_code, answer.headers["location"]) == (303, f"{REMOVED}?latest={name}")
    gone = await soup_of(own, f"/-/claims/article/{name}", status=410)
    assert gone.h1.get_text() == "This article was removed"
    assert (await soup_of(own, "/")).select_one("#figures").get_text() != home
    form = (await soup_of(own, REMOVED)).select_one("main form")
    assert "a hoax" in (await soup_of(own, REMOVED)).get_text()
    review = form.select_one("input[name=review]")["value"]
    answer = await post(own, f"{REMOVED}/restore", review=review)
    assert await done(own, answer.headers["location"]) == f"/-/claims/article/{name}"
    await soup_of(own, f"/-/claims/article/{name}")
    assert "No article was removed" in (await soup_of(own, REMOVED)).get_text()
    assert (await post(own, f"{REMOVED}/restore", review=review)).status_code == 400
    with open_store(own.path) as store:
        assert verify(store) == ()


async def test_an_article_without_a_headline_is_called_the_same_on_every_page(own):
    name = await some_article(own)
    with sqlite3.connect(own.path) as connection:
        connection.execute("UPDATE documents SET title = NULL WHERE id = ?", [name])
    called = (await soup_of(own, f"/-/claims/article/{name}")).h1.get_text()
    assert called.startswith("“")
    details = await soup_of(own, f"/-/claims/article/{name}/details")
    assert details.select_one("main p.dim a").get_text() == called
    table = await soup_of(own, f"/claims/documents?id={name}")
    assert called in table.select_one("td.col-title").get_text()
    await post(own, f"/-/claims/article/{name}/remove")
    assert (await soup_of(own, REMOVED)).select_one("b.title").get_text() == called


async def test_an_article_that_never_was_is_not_there(desk):
    await soup_of(desk, "/-/claims/article/beef", status=404)
    await soup_of(desk, "/-/claims/article/beef/details", status=404)


async def test_an_article_is_assigned_to_a_colleague(own):
    name = await some_article(own)
    path = f"/-/claims/article/{name}/details"
    await post(own, path)  # whoever works on the desk is entered among its people
    answer = await post(own, path, action="assign", person="ann", note="by noon")
    assert (answer.status_code, answer.headers["location"]) == (303, f"/-/claims/article/{name}")
    assert "Assigned to ann" in (await soup_of(own, path)).get_text()
    assert (await post(own, path, action="assign", person="nobody")).status_code == 400
