"""The pages of sources: who may, what is decided there, what shows then, and hostile names."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from review_examples import PAYLOADS
from review_fixtures import Desk
from test_store_source_pairs import ARTICLES, article, described, extract

from claims.review.access.guard import PAGE_POLICY
from claims.review.decisions.deferred_writes import caught_up
from claims.review.server.desk import make_datasette
from claims.store import add_extractions, begin_run, open_store, verify

ANN = {"id": "ann"}
BO = {"id": "bo", "role": "reviewer"}
CY = {"id": "cy", "role": "reader"}
SOURCES, DECIDE = "/-/claims/sources", "/-/claims/decide-source"


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Desk]:
    """A desk over articles with two people who may be one."""
    path = tmp_path / "own.db"
    with open_store(path) as store:
        add_extractions(store, map(extract, ARTICLES), run=begin_run(store, "add"))
    datasette = make_datasette(path, owner="ann")
    yield Desk(path, datasette)
    datasette.close()


def rows(desk: Desk, sql: str, *given: object) -> list[tuple[Any, ...]]:
    with sqlite3.connect(desk.path) as connection:
        return connection.execute(sql, given).fetchall()


def source(desk: Desk, name: str) -> str:
    return str(rows(desk, "SELECT id FROM sources WHERE name = ?", name)[0][0])


def page_of(desk: Desk, name: str) -> str:
    return f"/-/claims/source/{source(desk, name)}"


async def soup(desk: Desk, path: str, actor: dict[str, str] | None = ANN) -> BeautifulSoup:
    answer = await desk.get(path, actor=actor)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-security-policy"] == PAGE_POLICY
    return BeautifulSoup(answer.text, "html.parser")


async def post(desk: Desk, fields: dict[str, Any], actor: dict[str, str] | None = ANN) -> Any:
    signed = {"actor": actor} if actor else {}
    answer = await desk.datasette.client.post(DECIDE, data=fields, **signed)
    await caught_up(desk.datasette)
    return answer


def fields(desk: Desk, called: str, action: str, **more: Any) -> dict[str, Any]:
    given = {"source": source(desk, called), "seen": "0", "here": page_of(desk, called)}
    return {**given, "action": action, **more}


ROLES = [(None, 403, 403, 403), (CY, 200, 403, 403), (BO, 200, 303, 403), (ANN, 200, 303, 200)]


@pytest.mark.parametrize(("actor", "reads", "decides", "merges"), ROLES)
async def test_who_may(
    own: Desk, actor: dict[str, str] | None, reads: int, decides: int, merges: int
) -> None:
    page = page_of(own, "Ana Berg")
    preview = f"{page}/merge?into={source(own, 'Ana Maria Berg')}"
    for path, status in ((SOURCES, reads), (page, reads), (preview, merges)):
        assert (await own.get(path, actor=actor)).status_code == status, path
    answer = await post(own, fields(own, "Ana Berg", "rename", name="Anna Berg"), actor)
    assert answer.status_code == decides
    merged = await post(own, fields(own, "Otto Berg", f"merge:{source(own, 'Ole Lund')}"), actor)
    assert merged.status_code == (303 if merges == 200 else 403 if decides == 403 else 400)
    assert len(rows(own, "SELECT 1 FROM reviews")) == (decides == 303) + (merges == 200)
    got = await own.get(DECIDE, actor=actor)
    assert got.status_code == (405 if decides == 303 else 403)


ACTIONS = [
    ("rename", {"name": "Anna  Berg"}, ("rename", None, "Anna Berg")),
    ("describe", {"description": "mayor of Lind"}, ("correct", "description", "mayor of Lind")),
    ("kind", {"kind": "organisation"}, ("correct", "kind", "organisation")),
    ("unnamed", {}, ("correct", "anonymous", "1")),
    ("named", {}, ("correct", "anonymous", "0")),
    ("note", {"note": "ask her"}, ("note", None, None)),
]


@pytest.mark.parametrize(("action", "more", "row"), ACTIONS)
async def test_each_action_is_one_row_and_is_taken_back(
    own: Desk, action: str, more: dict[str, str], row: tuple[str | None, ...]
) -> None:
    before = _derived(own)
    answer = await post(own, fields(own, "Ana Berg", action, **more), BO)
    page = answer.headers["location"]
    assert answer.status_code == 303
    assert rows(own, "SELECT action, field, value FROM reviews") == [row]
    shown = await soup(own, page, BO)
    undo = shown.select_one("button[data-key=u]")
    assert undo is not None
    given = {field["name"]: field["value"] for field in undo.find_parent("form").select("input")}
    assert (await post(own, {**given, "action": undo["value"]}, BO)).status_code == 303
    assert _derived(own) == before
    assert "taken back" in (await soup(own, page, BO)).get_text()


def _derived(desk: Desk) -> list[list[tuple[Any, ...]]]:
    tables = ("sources", "claims", "appearances", "source_names", "mentions", "hops")
    return [rows(desk, f"SELECT * FROM {table} ORDER BY 1, 2") for table in tables]  # noqa: S608 (constants)


async def test_a_merge_is_shown_first_and_undone_to_the_letter(own: Desk) -> None:
    before = _derived(own)
    one, into = source(own, "Ana Maria Berg"), source(own, "Ana Berg")
    preview = await soup(own, f"/-/claims/source/{one}/merge?into={into}")
    text = preview.get_text(" ", strip=True)
    assert "is quoted with 3 claims" in text
    assert _derived(own) == before
    form = preview.select_one("form.acts")
    given = {field["name"]: field["value"] for field in form.select("input")}
    answer = await post(own, {**given, "action": f"merge:{into}", "note": "same mayor"})
    assert answer.headers["location"] == f"/-/claims/source/{into}"
    survivor = await soup(own, answer.headers["location"])
    assert "3 claims" in survivor.select_one("dl.facts").get_text()
    assert "merged: Ana Maria Berg" in survivor.select_one("dl.facts").get_text(" ", strip=True)
    assert "same mayor" in survivor.select_one(".trail").get_text()
    gone = await soup(own, f"/-/claims/source/{one}")
    assert "same as Ana Berg" in gone.select_one(".notice").get_text()
    undo = survivor.select_one("button[data-key=u]")
    given = {field["name"]: field["value"] for field in undo.find_parent("form").select("input")}
    await post(own, {**given, "action": undo["value"]})
    assert _derived(own) == before


async def test_the_pair_is_offered_until_it_is_decided(own: Desk) -> None:
    page = await soup(own, SOURCES)
    offered = page.select_one("section.card")
    assert {b.get_text() for b in offered.select("b")} == {"Ana Berg", "Ana Maria Berg"}
    form = offered.select_one("form")
    given = {field["name"]: field["value"] for field in form.select("input")}
    [two] = [b["value"] for b in form.select("button") if b["value"].startswith("apart:")]
    answer = await post(own, {**given, "action": two})
    assert answer.headers["location"] == SOURCES
    page = await soup(own, SOURCES)
    assert "No two" in page.select_one("section.card").get_text()
    assert "not the same as" in page.select_one("form.last").get_text()
    assert not (await soup(own, SOURCES, CY)).select("main form:not(.find)")


async def test_the_list_is_searched_and_narrowed(own: Desk) -> None:
    async def names(query: str) -> list[str]:
        page = await soup(own, f"{SOURCES}?{query}")
        return [link.get_text() for link in page.select("table.sources a")]

    assert set(await names("")) == {
        "Ana Berg",
        "Ana Maria Berg",
        "Ole Lund",
        "Otto Berg",
        "United States",
    }
    assert (await names(""))[0] == "Ana Berg"
    assert set(await names("q=berg")) == {"Ana Berg", "Ana Maria Berg", "Otto Berg"}
    assert await names("q=%25") == []
    assert await names("kind=organisation") == ["United States"]
    assert await names("named=no") == []
    assert "Ana Berg" not in await names(f"merge={source(own, 'Ana Berg')}")
    assert await names("page=2") == []
    assert await names("q=%27%20or%201&kind=%27&named=x&page=-1&pair=99") == []


async def test_its_claims_are_narrowed_by_each_mark(own: Desk) -> None:
    path = page_of(own, "Ana Berg")

    async def count(query: str) -> int:
        page = await soup(own, f"{path}?{query}")
        return len(page.select("input[name=claims]"))

    page = await soup(own, path)
    outlets = [a["href"] for a in page.select("table.bars a")]
    assert await count("") == 2
    assert await count("kind=fact") == 2
    for query in ("kind=opinion", "outlet=X", "time=1999", "through=x", "verdict=true", "name=X"):
        assert await count(query) == 0
    assert await count("name=Ana+Berg") == 2
    assert await count("after=1") == 0
    assert await count("after=%27") == 2
    assert outlets == []  # the outlet is not stated


async def test_chosen_claims_are_split_off(own: Desk) -> None:
    before = _derived(own)
    page = await soup(own, page_of(own, "Ana Berg"))
    chosen = page.select("input[name=claims]")[0]["value"]
    asked = fields(own, "Ana Berg", "split", name="Ana Berg (mate)", claims=[chosen], kind="person")
    assert (await post(own, asked)).status_code == 303
    assert rows(own, "SELECT chain FROM claims WHERE id = ?", chosen) == [("Ana Berg (mate)",)]
    [(made,)] = rows(own, "SELECT min(id) FROM reviews")
    await post(own, fields(own, "Ana Berg", f"undo:{made}"))
    assert _derived(own) == before


REFUSED = [
    ({"action": "rename", "name": " "}, 400),
    ({"action": "split", "name": "X"}, 400),
    ({"action": "merge:zz"}, 400),
    ({"action": "merge:dead"}, 400),
    ({"action": "undo:x"}, 400),
    ({"action": "undo:99"}, 400),
    ({"action": ""}, 400),
    ({"source": "nothing!"}, 400),
    ({"source": "dead" * 4}, 404),
]


@pytest.mark.parametrize(("more", "status"), REFUSED)
async def test_nonsense_is_refused_and_the_note_kept(
    own: Desk, more: dict[str, str], status: int
) -> None:
    asked = {**fields(own, "Ana Berg", "rename", name="X", note="my note"), **more}
    answer = await post(own, asked)
    assert answer.status_code == status, answer.text
    assert "my note" in answer.text
    assert rows(own, "SELECT 1 FROM reviews") == []


async def test_a_colleague_who_was_first_is_told(own: Desk) -> None:
    asked = fields(own, "Ana Berg", "rename", name="Anna Berg")
    assert (await post(own, asked, BO)).status_code == 303
    late = {**asked, "name": "Anne Berg"}
    conflict = await post(own, late)
    assert conflict.status_code == 409
    page = BeautifulSoup(conflict.text, "html.parser")
    assert "renamed: Anna Berg" in page.get_text()
    again = {
        field["name"]: field["value"] for field in page.select_one("form.acts").select("input")
    }
    assert (await post(own, again)).status_code == 303
    assert rows(own, "SELECT count(*) FROM sources WHERE name = 'Anne Berg'") == [(1,)]


async def test_a_much_quoted_source_is_renamed_everywhere_in_the_end(own: Desk) -> None:
    with open_store(own.path) as store:
        more = [article(number, *["Ole Lund"] * 12) for number in range(10, 30)]
        add_extractions(store, map(extract, more), run=begin_run(store, "add"))
    await post(own, fields(own, "Ole Lund", "rename", name="Ole B. Lund"))
    assert rows(own, "SELECT count(*) FROM claims WHERE chain = 'Ole B. Lund'") == [(241,)]
    assert rows(own, "SELECT count(*) FROM unwritten_chains") == [(0,)]
    with open_store(own.path) as store:
        assert verify(store) == ()


async def test_hostile_names_stay_text(desk: Desk) -> None:
    [(name,)] = rows(desk, "SELECT id FROM sources WHERE name LIKE '%pwned%' LIMIT 1")
    [(other,)] = rows(desk, "SELECT id FROM sources WHERE name = 'Reuters'")
    base = f"/-/claims/source/{name}"
    for path in (SOURCES, base, f"{base}/merge?into={other}", f"{SOURCES}?merge={name}"):
        page = await soup(desk, path)
        assert PAYLOADS[0] in page.get_text()
        assert not page.select("img, iframe, object, svg[onload]")
        assert all(script.get("src") for script in page.select("script"))
        assert not [e for e in page.select("*") if any(a.startswith("on") for a in e.attrs)]


async def test_two_of_one_name_are_offered_and_split(own: Desk) -> None:
    with open_store(own.path) as store:
        texts = [described(n, "Bo Moss", said) for n, said in ((50, "mayor"), (51, "nurse"))]
        add_extractions(store, texts, run=begin_run(store, "add"))
    card = (await soup(own, SOURCES)).select_one("section.card")
    assert "Bo Moss" in card.get_text()
    split = card.select_one(".one-of-two form a.button")
    page = await soup(own, split["href"].partition("#")[0])
    assert [row.get("name") for row in page.select("input[name=claims]")] == ["claims"]
    assert (await post(own, fields(own, "Bo Moss", "confirm", here=SOURCES))).status_code == 303
    card = (await soup(own, SOURCES)).select_one("section.card")
    assert "Bo Moss" not in card.get_text()
    assert (
        "one person" in (await soup(own, page_of(own, "Bo Moss"))).select_one(".trail").get_text()
    )
