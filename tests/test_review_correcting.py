"""Corrections through the pages: chains, words, missed claims, sentences; and saved filters."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from review_examples import PAYLOADS, harbour, hostile
from review_fixtures import Desk, make_database

from claims.errors import DecisionError
from claims.review.decisions.correction_form import correction_asked

ANN = {"id": "ann"}
BO = {"id": "bo", "role": "reviewer"}
DECIDE = "/-/claims/decide"


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_database(tmp_path_factory.mktemp("made") / "made.db", harbour(), hostile())


def select(desk: Desk, sql: str, *given: Any) -> list[Any]:
    with sqlite3.connect(desk.path) as connection:
        return connection.execute(sql, given).fetchall()


def claim_like(desk: Desk, words: str) -> str:
    [(name,)] = select(desk, "SELECT id FROM claims WHERE text LIKE ?", f"%{words}%")
    return str(name)


async def page_of(desk: Desk, claim: str, actor: dict[str, str] = ANN) -> BeautifulSoup:
    answer = await desk.get(f"/-/claims/claim/{claim}", actor=actor)
    assert answer.status_code == 200, answer.text
    return BeautifulSoup(answer.text, "html.parser")


def fields_of(page: BeautifulSoup) -> dict[str, str]:
    inputs = page.select("form.acts input:not([type=checkbox])")
    return {field["name"]: field.get("value", "") for field in inputs}


async def send(desk: Desk, fields: dict[str, str], actor: dict[str, str] = ANN, **more: str) -> Any:
    return await desk.datasette.client.post(DECIDE, data={**fields, **more}, actor=actor)


def words_at(page: BeautifulSoup, first: str, last: str) -> str:
    """Return the field for the words from one to another, as the chooser fills it."""
    words = page.find_all(class_="word")
    texts = [word.string for word in words]
    start = texts.index(first)
    end = texts.index(last, start)
    return f"{words[start]['data-start']}-{words[end]['data-end']}"


CHAINS = [
    ([{"keep": 0}], "Reuters"),
    ([{"keep": 1}, {"keep": 0}], "a senior official → Reuters"),
    (
        [{"keep": 0}, {"name": " the  pump  maker ", "kind": "organisation", "at": 1}],
        "Reuters → the pump maker",
    ),
    (
        [{"name": "two aides", "kind": "person", "anonymous": True, "number": "several"}],
        "two aides",
    ),
    ([], ""),
]


@pytest.mark.parametrize(("hops", "chain"), CHAINS)
async def test_a_chain_is_corrected_shown_and_taken_back(
    own: Desk, hops: list[dict[str, Any]], chain: str
) -> None:
    claim = claim_like(own, "two pumps")
    fields = fields_of(await page_of(own, claim))
    answer = await send(own, fields, action="chain", chain=json.dumps(hops), note="by ear")
    assert answer.status_code == 303, answer.text
    assert answer.headers["location"] == f"/-/claims/claim/{claim}"
    assert select(own, "SELECT chain FROM claims WHERE id = ?", claim) == [(chain,)]
    page = await page_of(own, claim)
    trail = page.select_one(".trail").get_text(" ", strip=True)
    assert "Reuters → a senior official" in page.select_one(".trail del").get_text()
    assert (chain or "no source") in trail
    assert "corrected by a person" in trail
    assert "by ear" in trail
    assert page.select(".facts .was del")
    undone = await send(own, {"claim": claim, "here": "/"}, action="undo:1")
    assert undone.status_code == 303
    assert select(own, "SELECT chain FROM claims WHERE id = ?", claim) == [
        ("Reuters → a senior official",)
    ]


async def test_a_hop_keeps_the_place_where_it_is_named(own: Desk) -> None:
    claim = claim_like(own, "two pumps")
    fields = fields_of(await page_of(own, claim))
    [(ruiz,)] = select(own, "SELECT id FROM sources WHERE name = 'Mayor Ana Ruiz'")
    hops = [{"keep": 0, "mention": None}, {"source": ruiz, "at": 1}]
    assert (await send(own, fields, action="chain", chain=json.dumps(hops))).status_code == 303
    assert select(
        own,
        "SELECT hops.inferred, mentions.text FROM hops LEFT JOIN mentions"
        " ON mentions.id = hops.mention WHERE claim = ? ORDER BY position",
        claim,
    ) == [(1, None), (0, "A senior official")]


async def test_words_are_corrected_by_words(own: Desk) -> None:
    claim = claim_like(own, "the pumps would fail")
    page = await page_of(own, claim)
    chosen = words_at(page, "pumps", "next")
    start, end = chosen.split("-")
    inside = f"{int(start) + 2}-{int(end) - 1}"  # the server grows it to whole words
    answer = await send(own, fields_of(page), action="content", content=inside)
    assert answer.status_code == 303, answer.text
    assert select(own, "SELECT text FROM claims WHERE id = ?", claim) == [
        ("pumps would fail next",)
    ]
    deleted = (await page_of(own, claim)).select_one(".trail del").get_text()
    assert deleted == "“the pumps would fail next winter”"


async def test_a_missed_claim_is_added_to_its_sentence(own: Desk) -> None:
    page = await page_of(own, claim_like(own, "left the country"))
    fields = fields_of(page)
    more = {
        "action": "add",
        "added": words_at(page, "The", "contractor"),
        "added_chain": json.dumps([{"name": "the port", "kind": "organisation"}]),
        "added_kind": "opinion",
        "added_certainty": "hedged",
    }
    answer = await send(own, fields, **more)
    assert answer.status_code == 303, answer.text
    assert select(
        own, "SELECT chain, kind, certainty FROM claims WHERE text = 'The contractor'"
    ) == [("the port", "opinion", "hedged")]
    trail = (await page_of(own, fields["claim"])).select_one(".trail").get_text()
    assert "claim added: “The contractor”, the port" in trail


async def test_a_sentence_gets_another_status(own: Desk) -> None:
    claim = claim_like(own, "The harbour wall cost")
    fields = fields_of(await page_of(own, claim))
    answer = await send(own, fields, action="status", status="mixed", disputable="1")
    assert answer.status_code == 303, answer.text
    assert select(
        own, "SELECT status, disputable FROM sentences WHERE id = ?", fields["sentence"]
    ) == [("mixed", 1)]
    late = await send(own, fields, BO, action="status", status="none")
    assert late.status_code == 409
    versions = BeautifulSoup(late.text, "html.parser").select(".versions section")
    assert "sentence: mixed, an editor would ask" in versions[0].get_text()
    assert "sentence: none" in versions[1].get_text()


async def test_who_comes_second_with_a_chain_sees_both_and_may_go_on(own: Desk) -> None:
    claim = claim_like(own, "two pumps")
    fields = fields_of(await page_of(own, claim))
    await send(own, fields, BO, action="chain", chain='[{"keep": 0}]')
    mine = json.dumps([{"name": "Ed", "kind": "person"}])
    late = await send(own, fields, action="chain", chain=mine)
    assert late.status_code == 409
    refused = BeautifulSoup(late.text, "html.parser")
    versions = [section.get_text() for section in refused.select(".versions section")]
    assert "who says it: Reuters" in versions[0]
    assert "who says it: Ed" in versions[1]
    again = {field["name"]: field["value"] for field in refused.select("form.acts input")}
    assert (await send(own, again)).status_code == 303
    assert select(own, "SELECT chain FROM claims WHERE id = ?", claim) == [("Ed",)]


NONSENSE = [
    {"action": "chain", "chain": "no json"},
    {"action": "chain", "chain": "{}"},
    {"action": "chain", "chain": "[1]"},
    {"action": "chain", "chain": "[" * 5000},
    {"action": "chain", "chain": '[{"keep": 7}]'},
    {"action": "chain", "chain": '[{"keep": true}]'},
    {"action": "chain", "chain": '[{"keep": 0}, {"keep": 1}]'},
    {"action": "chain", "chain": '[{"source": "beef"}]'},
    {"action": "chain", "chain": '[{"name": ""}]'},
    {"action": "chain", "chain": '[{"name": "x", "kind": "rumour"}]'},
    {"action": "chain", "chain": '[{"keep": 0, "mention": [5, 2]}]'},
    {"action": "chain", "chain": '[{"keep": 0, "mention": [0, 99999999]}]'},
    {"action": "chain", "chain": json.dumps([{"name": "x"}] * 21)},
    {"action": "content", "content": ""},
    {"action": "content", "content": "9-3"},
    {"action": "content", "content": "999998-999999"},
    {"action": "add", "added": ""},
    {"action": "add", "added": "1-3"},
    {"action": "add", "added": "1-3", "sentence": "x"},
    {"action": "status", "status": "perhaps"},
]


async def test_nonsense_is_refused_with_a_reason(own: Desk) -> None:
    page = await page_of(own, claim_like(own, "two pumps"))
    for fields in NONSENSE:
        answer = await send(own, fields_of(page), **fields)
        assert answer.status_code == 400, fields
    assert select(own, "SELECT count(*) FROM reviews") == [(0,)]


async def test_what_changes_nothing_is_refused(own: Desk) -> None:
    fields = fields_of(await page_of(own, claim_like(own, "two pumps")))
    for action in ("content", "chain"):
        chain = '[{"keep": 0}, {"keep": 1}]'
        answer = await send(own, {**fields, "chain": chain}, action=action)
        assert answer.status_code == 400
        assert "that it has" in answer.text


async def test_hostile_names_stay_text_in_the_editors(own: Desk) -> None:
    claim = claim_like(own, "Own:")
    page = await page_of(own, claim)
    hops = json.dumps([{"name": PAYLOADS[1], "kind": "person"}])
    assert (await send(own, fields_of(page), action="chain", chain=hops)).status_code == 303
    page = await page_of(own, claim)
    assert PAYLOADS[1] in page.select_one("[data-hops]").get_text()
    assert not page.select("main img, main script")
    answer = await own.get("/-/claims/source-choices?q=onerror")
    assert [one["name"] for one in answer.json()["sources"]][:1] == [PAYLOADS[1]]


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("ruiz", "Mayor Ana Ruiz"),
        ("RUIZ mayor", None),
        ("reut", "Reuters"),
        ("", "Reuters"),
        ("%%", None),
        ("_", None),
    ],
)
async def test_sources_are_found_by_a_part_of_their_name(
    own: Desk, words: str, first: str | None
) -> None:
    [(document,)] = select(own, "SELECT id FROM documents WHERE publisher = 'The Port Times'")
    answer = await own.get("/-/claims/source-choices", params={"q": words, "document": document})
    found = [one["name"] for one in answer.json()["sources"]]
    assert (found[0] if found else None) == first


async def test_sources_of_other_articles_are_offered_only_where_named(own: Desk) -> None:
    found = (await own.get("/-/claims/source-choices?q=official")).json()["sources"]
    assert [one["name"] for one in found] == []


async def test_filters_are_saved_opened_and_forgotten(own: Desk) -> None:
    path = "/-/claims/filters"
    form = {
        "action": "save",
        "name": " late  shift ",
        "figures": "1",
        "source": "Reuters",
        "high": "80",
    }
    saved = await own.datasette.client.post(path, data=form, actor=BO)
    assert saved.status_code == 303, saved.text
    queue = await own.get("/-/claims/queue", actor=BO)
    link = BeautifulSoup(queue.text, "html.parser").select_one("a.saved")
    assert link.get_text() == "late shift"
    opened = BeautifulSoup((await own.get(link["href"], actor=BO)).text, "html.parser")
    chips = [chip.get_text() for chip in opened.select(".chosen-filter")]
    assert chips == ["source: Reuters", "sure: 0 to 80 %"]
    assert opened.select_one(".saved[aria-current]") is not None
    assert "late shift" not in (await own.get("/-/claims/queue", actor=ANN)).text
    gone = await own.datasette.client.post(path, data={"action": "forget:late shift"}, actor=BO)
    assert gone.headers["location"] == "/-/claims/queue"
    assert "late shift" not in (await own.get("/-/claims/queue", actor=BO)).text


@pytest.mark.parametrize("form", [{}, {"action": "save", "name": " "}, {"action": "drop"}])
async def test_filters_without_a_name_are_refused(own: Desk, form: dict[str, str]) -> None:
    answer = await own.datasette.client.post("/-/claims/filters", data=form, actor=BO)
    assert answer.status_code == 400


@pytest.mark.parametrize("action", ["", "kind", "undo:1", "verdict:true"])
def test_other_actions_are_no_corrections(action: str) -> None:
    assert correction_asked({"action": action}) is None


def test_a_correction_without_words_is_refused() -> None:
    with pytest.raises(DecisionError, match="choose the words"):
        correction_asked({"action": "content", "content": "1-"})
