"""What a request that fails is answered with."""

import sqlite3

import pytest
from bs4 import BeautifulSoup
from review_examples import harbour
from review_fixtures import OWNER, make_database

from claims.review.access.guard import PAGE_POLICY
from claims.review.server.desk import make_datasette


@pytest.mark.parametrize(
    ("path", "status", "title", "words"),
    [
        ("/nowhere", 404, "Not found", "To the first page"),
        ("/-/claims/nowhere", 404, "Not found", "To the first page"),
        ("/-/claims/claim/nothing", 404, "Not found", "There is no such claim in this file"),
        ("/claims/no_such_table", 404, "Not found", "Table not found"),
        ("/claims/claims?_sort=nothing", 400, "That does not work", "Cannot sort table by nothing"),
        ("/claims/claims?_facet=publisher", 400, "That does not work", "no such column: publisher"),
    ],
)
async def test_people_learn_what_is_wrong(desk, path, status, title, words):
    answer = await desk.get(path)
    assert answer.status_code == status
    soup = BeautifulSoup(answer.text, "html.parser")
    assert soup.h1.get_text() == title
    assert answer.headers["content-security-policy"] == PAGE_POLICY
    assert words in soup.get_text()


ENDLESS = "with recursive n(x) as (select 1 union all select x + 1 from n) select max(x), :y from n"


@pytest.mark.parametrize(
    ("sql", "words"),
    [(ENDLESS, "longer than 0.05 seconds"), ("delete from claims", "Statement must be a SELECT.")],
)
async def test_a_query_that_fails_can_be_changed(tmp_path, sql, words):
    database = make_database(tmp_path / "articles.db", harbour())
    datasette = make_datasette(database, owner="ann", settings={"sql_time_limit_ms": 50})
    try:
        answer = await datasette.client.get(
            "/claims/-/query", params={"sql": sql, "y": "<2>"}, actor=OWNER
        )
    finally:
        datasette.close()
    assert answer.status_code == 400
    soup = BeautifulSoup(answer.text, "html.parser")
    assert words in soup.get_text()
    assert "sql_time_limit_ms" not in soup.get_text()
    form = soup.select_one("form.asked")
    assert form["action"] == "/claims/-/query"
    assert form.select_one("textarea[name=sql]").get_text() == sql
    assert form.select_one("input[name=y]")["value"] == "<2>"


@pytest.mark.parametrize("path", ["/claims/no_such_table.json", "/claims/claims/none.json"])
async def test_programs_get_json(desk, path):
    answer = await desk.get(path)
    assert answer.status_code == 404
    assert answer.json()["ok"] is False
    assert answer.json()["status"] == 404


async def test_a_wrong_address_stays_out_of_the_log(desk, capfd):
    await desk.get("/-/claims/nowhere?q=secret")
    out, err = capfd.readouterr()
    assert not out
    assert not err


@pytest.mark.parametrize("path", ["/-/claims/articles", "/"])
async def test_a_failure_of_ours_is_logged_and_not_shown(tmp_path, caplog, path):
    database = make_database(tmp_path / "articles.db", harbour())
    with sqlite3.connect(database) as connection:
        connection.execute("PRAGMA foreign_keys = off")
        connection.execute("ALTER TABLE documents RENAME TO lost")
    datasette = make_datasette(database, owner="ann")
    try:
        answer = await datasette.client.get(path, actor=OWNER)
    finally:
        datasette.close()
    assert answer.status_code == 500
    assert "no such table" in caplog.text
    assert "no such table" not in answer.text
    assert "log of" in answer.text
