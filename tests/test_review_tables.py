"""Datasette's page of all tables, grouped; views under the names that people try; refusals."""

import pytest
from bs4 import BeautifulSoup
from datasette import Request
from datasette.utils.asgi import Base400
from team_fixtures import open_team

from claims.review.frame.failed_requests import answer_failure
from claims.review.tables.groups import GROUPS, INSIDE, WRITABLE, grouped, groups
from claims.review.tables.refusals import in_words
from claims.store import descriptions


def test_every_table_stands_in_one_group():
    known = [name for name in descriptions() if not name.endswith("_fts")]
    found = [table.name for group in groups() for table in group.tables]
    assert sorted(found) == sorted(known)
    named = [table for tables in GROUPS.values() for table in tables]
    assert len(named) == len(set(named))
    assert set(named) <= set(known), "a group names a table that is not there"
    assert set(WRITABLE) <= set(known)


def test_tables_come_in_the_order_of_the_groups():
    given = ["embeddings", "hops", "claims", "mine", "documents"]
    assert grouped(given) == [
        ("Articles", ["documents"]),
        ("Claims", ["claims", "hops"]),
        (INSIDE, ["embeddings", "mine"]),
    ]


@pytest.mark.parametrize("path", ["/claims", "/"])
async def test_pages_list_tables_by_group(desk, path):
    soup = BeautifulSoup((await desk.get(path)).text, "html.parser")
    headings = [found.get_text() for found in soup.select("h2, h3, summary")]
    places = [
        next(i for i, text in enumerate(headings) if text.startswith(name)) for name in GROUPS
    ]
    assert places == sorted(places)
    assert any(text.startswith(INSIDE) for text in headings)
    links = {link["href"] for link in soup.select("li a")}
    assert {"/claims/claims", "/claims/articles", "/claims/reviews", "/claims/runs"} <= links


@pytest.mark.parametrize(
    ("sql", "least"),
    [
        ("select article, outlet, claims, named, unsourced from articles", 4),
        ("select article, claim, outlet, manner, cue, url from claims_with_articles", 10),
        ("select article, outlet, kind, manner, disputable from claims_to_review", 1),
    ],
)
async def test_views_have_the_names_that_people_try(desk, sql, least):
    rows = await desk.select(sql)
    assert len(rows) >= least
    assert all(row["article"] for row in rows)


async def test_articles_count_their_claims(desk):
    [row] = await desk.select(
        "select sum(claims) as counted, (select count(*) from claims) as there from articles"
    )
    assert row["counted"] == row["there"]


@pytest.mark.parametrize(
    ("message", "words"),
    [
        ("execute-sql", "Questions in SQL are closed to you now"),
        ("You do not have permission to view this table", "This table says who decided"),
        ("some-action", "You may not do that on this desk."),
        ("", "You may not do that on this desk."),
        ("That is for editors.", "That is for editors."),
    ],
)
def test_refusals_are_in_words(message, words):
    assert in_words(message).startswith(words)


async def test_a_reader_learns_why_a_table_is_closed(tmp_path):
    team = await open_team(tmp_path)
    try:
        await team.join("rea", "reader")
        await team.post("/-/claims/settings", "ann", data={"action": "share", "share": "50"})
        for path in ("/claims/reviews", "/claims/-/query?sql=select+1"):
            answer = await team.get(path, "rea")
            assert answer.status_code == 403
            text = BeautifulSoup(answer.text, "html.parser").main.get_text()
            assert "closed to you now" in text, path
    finally:
        team.datasette.close()


async def test_a_saved_question_that_fails_stays_in_its_editor(desk):
    request = Request.fake("/claims/said_by?source=x&_size=9")
    answer = await answer_failure(desk.datasette, request, Base400("SQL query took too long"))
    form = BeautifulSoup(answer.body, "html.parser").select_one("form.asked")
    assert form["action"] == "/claims/-/query"
    assert "select" in form.select_one("textarea[name=sql]").get_text().lower()
    assert form.select_one("input[name=source]")["value"] == "x"
    assert form.select_one("input[name=_size]")["type"] == "hidden"
