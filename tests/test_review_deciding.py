"""Decisions through the pages: who may, what is recorded, who was first, and what shows then."""

from __future__ import annotations

import sqlite3
from itertools import groupby
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from bs4 import BeautifulSoup
from review_examples import PAYLOADS
from review_fixtures import Desk

from claims.cli.serve import recheck
from claims.review.access.guard import PAGE_POLICY
from claims.review.decisions.recording import recheck_with

ANN = {"id": "ann"}
BO = {"id": "bo", "role": "reviewer"}
ED = {"id": "ed", "role": "editor"}
CY = {"id": "cy", "role": "reader"}
QUEUE, DECIDE = "/-/claims/queue", "/-/claims/decide"


async def form_of(desk: Desk, path: str, actor: dict[str, str]) -> dict[str, str]:
    """Return the fields of the form by which the claim of a page is decided."""
    answer = await desk.get(path, actor=actor)
    assert answer.status_code == 200, answer.text
    form = BeautifulSoup(answer.text, "html.parser").select_one("form.acts")
    assert form is not None, answer.text
    return {field["name"]: field.get("value", "") for field in form.select("input, textarea")}


async def send(
    desk: Desk, fields: dict[str, str], actor: dict[str, str] | None, **more: Any
) -> Any:
    signed = {"actor": actor} if actor else {}
    return await desk.datasette.client.post(DECIDE, data=fields, **signed, **more)


async def decide(desk: Desk, path: str, actor: dict[str, str], **fields: str) -> Any:
    return await send(desk, {**await form_of(desk, path, actor), **fields}, actor)


def reviews(desk: Desk) -> list[dict[str, Any]]:
    with sqlite3.connect(desk.path) as connection:
        connection.row_factory = sqlite3.Row
        rows = connection.execute("SELECT * FROM reviews ORDER BY id").fetchall()
    return [dict(row) for row in rows]


async def first_claim(desk: Desk) -> str:
    return (await form_of(desk, QUEUE, ANN))["claim"]


ROLES = [(None, 403), (CY, 403), (BO, 200), (ED, 200), (ANN, 200)]


@pytest.mark.parametrize(("actor", "may"), ROLES)
async def test_who_may_decide(own: Desk, actor: dict[str, str] | None, may: int) -> None:
    claim = await first_claim(own)
    fields = {"claim": claim, "seen": "0", "action": "verdict:true", "next": QUEUE, "here": QUEUE}
    table = {
        ("GET", QUEUE): may,
        ("GET", DECIDE): 405 if may == 200 else 403,
        ("PUT", DECIDE): 405 if may == 200 else 403,
        ("POST", DECIDE): 303 if may == 200 else 403,
    }
    signed = {"actor": actor} if actor else {}
    for (method, path), status in table.items():
        answer = await own.datasette.client.request(
            method, path, **signed, **({"data": fields} if method == "POST" else {})
        )
        assert answer.status_code == status, (method, path)
    rows = [(row["reviewer"], row["action"], row["value"], row["target"]) for row in reviews(own)]
    assert rows == ([(actor["id"], "verdict", "true", claim)] if actor and may == 200 else [])


async def test_a_reader_sees_decisions_and_no_buttons(own: Desk) -> None:
    claim = await first_claim(own)
    await decide(own, QUEUE, BO, action="verdict:false", note="seen on the list")
    answer = await own.get(f"/-/claims/claim/{claim}", actor=CY)
    page = BeautifulSoup(answer.text, "html.parser")
    assert "verdict: false" in page.get_text()
    assert not page.select("main form, main button")
    assert QUEUE not in {a["href"] for a in page.select("nav a")}


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site", "origin": "http://localhost:1"},
        {"origin": "null"},
    ],
)
async def test_a_form_of_another_site_is_refused(own: Desk, headers: dict[str, str]) -> None:
    fields = await form_of(own, QUEUE, ANN)
    answer = await send(own, {**fields, "action": "dismiss"}, ANN, headers=headers)
    assert answer.status_code == 403
    assert reviews(own) == []


ACTIONS = [
    ({"action": "flag:needs a source"}, ("flag", None, "needs a source")),
    ({"action": "flag", "flag": "misquoted"}, ("flag", None, "misquoted")),
    ({"action": "verdict:not checkable"}, ("verdict", None, "not checkable")),
    ({"action": "confirm"}, ("confirm", None, None)),
    ({"action": "dismiss"}, ("dismiss", None, None)),
    ({"action": "done"}, ("done", None, None)),
    ({"action": "note", "note": "ask Reuters"}, ("note", None, None)),
    ({"action": "kind", "kind": "prediction"}, ("correct", "kind", "prediction")),
    ({"action": "certainty", "certainty": "denied"}, ("correct", "certainty", "denied")),
    ({"action": "assign", "assign": "bo"}, ("assign", None, "bo")),
]


@pytest.mark.parametrize(("fields", "row"), ACTIONS)
@pytest.mark.parametrize("from_queue", [True, False])
async def test_each_action_is_one_row_and_leads_back(
    own: Desk, fields: dict[str, str], row: tuple[str | None, ...], from_queue: bool
) -> None:
    claim = await first_claim(own)
    page = QUEUE if from_queue else f"/-/claims/claim/{claim}"
    answer = await decide(own, page, BO, **fields)
    assert answer.status_code == 303, answer.text
    [made] = reviews(own)
    assert (made["action"], made["field"], made["value"]) == row
    assert (made["reviewer"], made["target"]) == ("bo", claim)
    assert made["note"] == fields.get("note")
    where = urlsplit(answer.headers["location"])
    assert where.path == page
    assert (await own.get(answer.headers["location"], actor=BO)).status_code == 200
    shown = await own.get(f"/-/claims/claim/{claim}", actor=BO)
    assert "take back" in shown.text
    if from_queue:
        stays = row[0] in ("note", "correct", "assign")
        assert (parse_qs(where.query).get("claim") == [claim]) is stays


async def test_what_is_decided_leaves_the_queue_and_comes_back(own: Desk) -> None:
    before = await own.get(QUEUE)
    claim = await first_claim(own)
    answer = await decide(own, QUEUE, ANN, action="dismiss", note="no claim at all")
    after = await own.get(answer.headers["location"])
    count = [
        int(BeautifulSoup(page.text, "html.parser").select_one(".remain").get_text().split()[0])
        for page in (before, after)
    ]
    assert count[1] == count[0] - 1
    gone = await own.get(f"/-/claims/claim/{claim}")
    assert "said that this is no claim" in gone.text
    assert "no claim at all" in gone.text
    undo = BeautifulSoup(after.text, "html.parser").select_one("form.last")
    fields = {field["name"]: field["value"] for field in undo.select("input")}
    back = await send(own, {**fields, "action": undo.button["value"]}, ANN)
    assert back.status_code == 303
    assert (await form_of(own, back.headers["location"], ANN))["claim"] == claim
    assert [row["action"] for row in reviews(own)] == ["dismiss", "undo"]


async def walk(desk: Desk, path: str) -> tuple[list[str], list[str]]:
    """Return the claims from `path` to the end of the queue, and back from the last of them."""
    there, back, last = [], [], ""
    while (page := BeautifulSoup((await desk.get(path)).text, "html.parser")).select_one(
        "form.acts"
    ):
        there.append(page.select_one("form.acts input[name=claim]")["value"])
        last, path = path, page.select_one("a[data-key=j]")["href"]
    while last:
        page = BeautifulSoup((await desk.get(last)).text, "html.parser")
        back.append(page.select_one("form.acts input[name=claim]")["value"])
        before = page.select_one("a[data-key=k]")
        last = before["href"] if before else ""
    return there, back


async def test_the_queue_goes_through_all_claims_and_back(own: Desk) -> None:
    there, back = await walk(own, f"{QUEUE}?mixed=1")
    rows = await own.select("select id, attention from claims")
    assert len(there) == len(set(there)) == len(rows)
    attention = {row["id"]: row["attention"] for row in rows}
    assert [attention[name] for name in there] == sorted(attention.values(), reverse=True)
    assert back == there[::-1]


async def test_the_queue_goes_through_one_article_after_the_other(own: Desk) -> None:
    there, back = await walk(own, QUEUE)
    rows = await own.select("select id, attention, document from claims")
    assert len(there) == len(set(there)) == len(rows)
    of = {row["id"]: (row["document"], row["attention"]) for row in rows}
    articles = [[of[name][1] for name in group] for _, group in groupby(there, lambda n: of[n][0])]
    assert len(articles) == len({row["document"] for row in rows})
    assert articles == [sorted(claims, reverse=True) for claims in articles]
    firsts = [claims[0] for claims in articles]
    assert firsts == sorted(firsts, reverse=True)
    assert back == there[: -len(articles[-1]) - 1 : -1]


FILTERS = [
    ("only=unsourced", "sourcing = 'unsourced' and disputable = 1"),
    ("only=unnamed", "sourcing = 'anonymous'"),
    ("only=figures", "figures > 0"),
    ("only=unsure", "confidence <= 0.6"),
    ("only=flagged", "flag is not null"),
    ("only=disputed", "state = 'disputed'"),
    ("only=mine", "0"),
    ("only=%27+or+1", "1"),
    ("kind=opinion", "kind = 'opinion'"),
    ("kind=%27%20or%201", "0"),
    ("outlet=Zebra+News", "0"),
    ("story=x", "0"),
    ("only=figures&kind=fact", "figures > 0 and kind = 'fact'"),
    ("figures=1&kind=fact", "figures > 0 and kind = 'fact'"),
    ("unsourced=1&figures=1", "sourcing = 'unsourced' and disputable = 1 and figures > 0"),
    ("low=60&high=80", "confidence between 0.6 and 0.8"),
    ("low=x&high=999999", "1"),
    ("source=Mayor+Ana+Ruiz", "chain like '%Ruiz'"),
    (
        "outlet=The+Port+Times",
        "document in (select id from documents where publisher like 'The Port%')",
    ),
    (
        "article=https://port.example/harbour-wall",
        "document in (select id from documents where publisher like 'The Port%')",
    ),
]


@pytest.mark.parametrize(("query", "condition"), FILTERS)
async def test_filters_narrow(desk: Desk, query: str, condition: str) -> None:
    answer = await desk.get(f"{QUEUE}?{query}")
    page = BeautifulSoup(answer.text, "html.parser")
    remain = int(page.select_one(".remain").get_text().split()[0])
    [row] = await desk.select(f"select count(*) as n from claims where {condition}")  # noqa: S608 (constants above)
    assert remain == row["n"]
    assert (page.select_one("form.acts") is not None) is (remain > 0)


async def test_assigned_claims_are_mine(own: Desk) -> None:
    claim = await first_claim(own)
    await decide(own, QUEUE, BO, action="note", note="bo is here")
    await decide(own, f"/-/claims/claim/{claim}", ED, action="assign", assign="bo")
    assert (await form_of(own, f"{QUEUE}?only=mine", BO))["claim"] == claim
    nothing = await own.get(f"{QUEUE}?only=mine", actor=ED)
    assert "No claim matches these filters." in nothing.text


async def test_who_comes_second_is_shown_both_versions(own: Desk) -> None:
    page = f"/-/claims/claim/{await first_claim(own)}"
    seen_by_ed = await form_of(own, page, ED)
    await decide(own, page, BO, action="verdict:true", note="bo says so")
    answer = await send(own, {**seen_by_ed, "action": "verdict:false", "note": "ed has proof"}, ED)
    assert answer.status_code == 409
    refused = BeautifulSoup(answer.text, "html.parser")
    sections = [section.get_text() for section in refused.select(".versions section")]
    assert "bo" in sections[0]
    assert "verdict: true" in sections[0]
    assert "bo says so" in sections[0]
    assert "verdict: false" in sections[1]
    assert "ed has proof" in sections[1]
    assert len(reviews(own)) == 1
    again = {field["name"]: field["value"] for field in refused.select("form.acts input")}
    assert (await send(own, again, ED)).status_code == 303
    assert [(row["reviewer"], row["value"], row["note"]) for row in reviews(own)] == [
        ("bo", "true", "bo says so"),
        ("ed", "false", "ed has proof"),
    ]
    disputed = await form_of(own, f"{QUEUE}?only=disputed", ANN)
    assert disputed["claim"] == seen_by_ed["claim"]


async def test_only_editors_take_back_what_others_decided(own: Desk) -> None:
    page = f"/-/claims/claim/{await first_claim(own)}"
    await decide(own, page, ANN, action="verdict:true")
    undo = {"claim": "dead" * 8, "action": "undo:1", "here": page}
    assert (await send(own, undo, BO)).status_code == 400
    assert len(reviews(own)) == 1
    assert (await send(own, undo, ED)).status_code == 303
    assert (await send(own, undo, ED)).status_code == 400
    assert [row["reviewer"] for row in reviews(own)] == ["ann", "ed"]


@pytest.mark.parametrize("named", [{}, {"claim": ""}, {"claim": "dead" * 8}])
async def test_a_decision_is_taken_back_by_its_number_alone(
    own: Desk, named: dict[str, str]
) -> None:
    claim = await first_claim(own)
    await decide(own, QUEUE, BO, action="verdict:true")
    assert (await send(own, {**named, "action": "undo:1", "here": QUEUE}, BO)).status_code == 303
    assert [(row["action"], row["target"]) for row in reviews(own)][1] == ("undo", claim)


REFUSED = [
    ({"action": ""}, 400),
    ({"action": "verdict:maybe"}, 400),
    ({"action": "note", "note": "  "}, 400),
    ({"action": "verdict:true", "seen": "?"}, 400),
    ({"action": "verdict:true", "evidence": "javascript:alert(1)"}, 400),
    ({"action": "verdict:true", "claim": "nothing"}, 400),
    ({"action": "verdict:true", "claim": "dead" * 8}, 404),
    ({"action": "kind", "kind": "rumour"}, 400),
    ({"action": "undo:99"}, 400),
]


@pytest.mark.parametrize(("fields", "status"), REFUSED)
async def test_nonsense_is_refused_and_the_note_kept(
    own: Desk, fields: dict[str, str], status: int
) -> None:
    note = fields.get("note", "my long note")
    answer = await decide(own, QUEUE, BO, **{**fields, "note": note})
    assert answer.status_code == status, answer.text
    assert note.strip() in answer.text
    assert answer.headers["content-security-policy"] == PAGE_POLICY
    assert reviews(own) == []


async def test_a_body_that_is_no_form_is_refused(own: Desk) -> None:
    answer = await own.datasette.client.post(DECIDE, content=b"action=\xff\xfe", actor=BO)
    assert answer.status_code == 400


@pytest.mark.parametrize("onward", ["https://evil.example/", "//evil.example", "/\\evil.example"])
async def test_no_form_leads_away_from_the_desk(own: Desk, onward: str) -> None:
    answer = await decide(own, QUEUE, BO, action="confirm", next=onward)
    assert answer.headers["location"] == "/"


async def test_hostile_notes_stay_text(own: Desk) -> None:
    note = "\n".join(PAYLOADS)
    claim = await first_claim(own)
    page = f"/-/claims/claim/{claim}"
    seen = await form_of(own, page, ED)
    await decide(own, QUEUE, BO, action="note", note=note)
    conflict = await send(own, {**seen, "action": "done", "note": note}, ED)
    assert conflict.status_code == 409
    pages = [conflict, await own.get(page), await own.get(f"{QUEUE}?claim={claim}")]
    await decide(own, page, ANN, action="dismiss", note=note)
    pages += [await own.get(page), await own.get(QUEUE)]
    for answer in pages[:4]:
        soup = BeautifulSoup(answer.text, "html.parser")
        assert PAYLOADS[0] in soup.get_text()
        assert not soup.select("img, svg[onload], iframe, object")
    for answer in pages:
        soup = BeautifulSoup(answer.text, "html.parser")
        assert answer.headers["content-security-policy"] == PAGE_POLICY
        assert all(script.get("src") for script in soup.select("script"))
        assert not [e for e in soup.select("*") if any(a.startswith("on") for a in e.attrs)]


async def test_house_rules_run_again_over_what_a_correction_changed(own: Desk) -> None:
    claim = await first_claim(own)
    [row] = await own.select(f"select document from claims where id = '{claim}'")  # noqa: S608 (an id of ours)
    recheck_with(own.datasette, recheck)
    assert await own.select("select * from findings") == []
    await decide(own, QUEUE, BO, action="verdict:true")
    assert await own.select("select * from findings") == []
    answer = await decide(
        own, f"/-/claims/claim/{claim}", BO, action="certainty", certainty="denied"
    )
    assert answer.status_code == 303, answer.text
    found = await own.select("select distinct document from findings")
    assert [finding["document"] for finding in found] == [row["document"]]


async def test_blind_decisions_are_hidden_until_both_decided(own: Desk) -> None:
    with sqlite3.connect(own.path) as connection:
        connection.execute("UPDATE desk_settings SET value = '1' WHERE name = 'blind_share'")
    page = f"/-/claims/claim/{await first_claim(own)}"
    seen = await form_of(own, page, ED)
    await decide(own, page, BO, action="verdict:true", note="bo thinks so")
    assert "bo thinks so" not in (await own.get(page, actor=ED)).text
    assert "bo thinks so" not in (await own.get(page, actor=CY)).text
    assert (await form_of(own, QUEUE, ED))["claim"] == seen["claim"]
    assert (await form_of(own, QUEUE, BO))["claim"] != seen["claim"]
    assert (await send(own, {**seen, "action": "verdict:false"}, ED)).status_code == 303
    assert "bo thinks so" in (await own.get(page, actor=ED)).text
