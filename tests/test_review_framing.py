"""Datasette's own pages in the desk's frame: one bar, the same names, and a title that tells."""

import pytest
from bs4 import BeautifulSoup
from datasette.app import Datasette
from review_examples import harbour
from review_fixtures import make_database


async def bar_of(desk, path, css):
    answer = await desk.get(path)
    assert answer.status_code == 200
    soup = BeautifulSoup(answer.text, "html.parser")
    links = [(link.get_text(), link["href"]) for link in soup.select(f"{css} a:not(.home)")]
    here = [link.get_text() for link in soup.select(f"{css} [aria-current]")]
    return links, here, soup.title.get_text()


@pytest.mark.parametrize(
    ("path", "here", "title"),
    [
        ("/claims", "Tables", "Tables · Claims"),
        ("/claims/claims", "Tables", "claims: claims:"),
        (
            "/claims/unsourced_numbers",
            "Questions",
            "Which statements with a number in them have no source? · Claims",
        ),
        ("/claims/-/query?sql=select+1", "Questions", "SQL: select 1 · Claims"),
    ],
)
async def test_one_bar_stands_everywhere(desk, path, here, title):
    ours, _, _ = await bar_of(desk, "/", ".bar nav")
    links, current, called = await bar_of(desk, path, ".desk-bar")
    assert links == ours
    assert [words for words, _ in links][:3] == ["Queue", "Add", "Articles"]
    assert current == [here]
    assert called.startswith(title)


async def test_the_page_of_a_row_says_where_one_is(desk):
    row = (await desk.select("select id from claims limit 1"))[0]["id"]
    _, current, _ = await bar_of(desk, f"/claims/claims/{row}", ".desk-bar")
    assert current == ["Tables"]


async def test_another_datasette_is_left_alone(tmp_path):
    path = tmp_path / "any.db"
    make_database(path, harbour())
    datasette = Datasette([path], settings={"num_sql_threads": 1})
    answer = await datasette.client.get("/any/-/query?sql=select+1")
    assert answer.status_code == 200
    assert "desk-bar" not in answer.text
    assert "<title>any: select 1</title>" in answer.text
