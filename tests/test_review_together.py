"""Several claims of an article decided by one form: all or none, one undo, and who was first."""

from __future__ import annotations

import json
import sqlite3
from typing import Any

import pytest
from bs4 import BeautifulSoup
from review_examples import PAYLOADS
from review_fixtures import Desk

from claims.errors import DecisionError
from claims.review.access.guard import PAGE_POLICY
from claims.review.decisions.bulk_form import AnotherSource, UndoAll, asked_of
from claims.review.frame.posted_form import fields_of
from claims.store.decisions import MOST_AT_ONCE, Assign, Confirm, Dismiss, Done, Flag

ANN = {"id": "ann"}
BO = {"id": "bo", "role": "reviewer"}
ED = {"id": "ed", "role": "editor"}
CY = {"id": "cy", "role": "reader"}
ALL = "/-/claims/decide-all"


def rows(desk: Desk, sql: str, *values: object) -> list[tuple[Any, ...]]:
    with sqlite3.connect(desk.path) as connection:
        return connection.execute(sql, values).fetchall()


def article(desk: Desk) -> str:
    [(name,)] = rows(desk, "SELECT id FROM documents WHERE published = '2024-02-18'")
    return f"/-/claims/article/{name}"


async def page(desk: Desk, path: str, actor: dict[str, str] = ANN) -> BeautifulSoup:
    answer = await desk.get(path, actor=actor)
    assert answer.status_code == 200, answer.text
    return BeautifulSoup(answer.text, "html.parser")


async def post(
    desk: Desk, fields: dict[str, Any], actor: dict[str, str] | None, path: str = ALL, **more: Any
) -> Any:
    signed = {"actor": actor} if actor else {}
    return await desk.datasette.client.post(path, data=fields, **signed, **more)


async def bulk(desk: Desk, asked: str, actor: dict[str, str] = ANN) -> dict[str, Any]:
    """Return the fields of the form with the claims ticked that an address chooses."""
    soup = await page(desk, f"{article(desk)}?chosen={asked}", actor)
    form = soup.select_one("#bulk")
    assert form is not None
    fields: dict[str, Any] = {
        field["name"]: field.get("value", "") for field in form.select("input[type=hidden]")
    }
    return {**fields, "claims": [box["value"] for box in form.select("input[checked]")]}


FIELDS = [
    ({"action": ["flag"], "flag": ["misquoted"]}, Flag("misquoted")),
    ({"action": ["flag:check first"], "note": [" so "]}, Flag("check first", "so")),
    ({"action": ["confirm"]}, Confirm()),
    ({"action": ["done"]}, Done()),
    ({"action": ["dismiss"]}, Dismiss()),
    ({"action": ["assign"], "assign": ["bo"]}, Assign("bo")),
    (
        {"action": ["source"], "source": ["  The  Mayor "], "source_kind": ["group"]},
        AnotherSource("The Mayor", "group"),
    ),
]


@pytest.mark.parametrize(("fields", "action"), FIELDS)
def test_a_form_for_several_claims_is_read(fields: dict[str, list[str]], action: object) -> None:
    asked = asked_of({**fields, "claims": ["00ff", "11ff", "00ff"], "seen": ["7"]})
    assert (asked.action, asked.claims, asked.seen) == (action, ("00ff", "11ff"), 7)


def test_taking_all_back_needs_no_claim() -> None:
    assert asked_of({"action": ["undo-all:12"]}).action == UndoAll(12)


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"action": ["confirm"], "seen": ["0"]}, "choose at least one"),
        ({"action": ["confirm"], "seen": ["0"], "claims": ["' OR 1"]}, "names no claim"),
        ({"action": ["verdict:true"], "seen": ["0"], "claims": ["00ff"]}, "one claim at a time"),
        ({"action": ["undo:3"], "seen": ["0"], "claims": ["00ff"]}, "one claim at a time"),
        ({"action": ["source"], "seen": ["0"], "claims": ["00ff"]}, "name the source"),
        ({"action": ["source"], "source": ["x"], "source_kind": ["god"]}, "no kind of source"),
        ({"action": ["confirm"], "claims": ["00ff"]}, "names no decision"),
        ({}, "nothing of what is to be done"),
    ],
)
def test_a_form_that_makes_no_sense_is_refused(fields: dict[str, list[str]], reason: str) -> None:
    with pytest.raises(DecisionError, match=reason):
        asked_of(fields)


def test_a_body_that_is_no_form_is_refused() -> None:
    many = "&".join(["claims=00ff"] * (MOST_AT_ONCE + 100)).encode()
    for body in (b"\xff\xfe", many):
        with pytest.raises(DecisionError):
            fields_of(body)


@pytest.mark.parametrize(("actor", "status"), [(None, 403), (CY, 403), (BO, 303), (ED, 303)])
async def test_who_may(own: Desk, actor: dict[str, str] | None, status: int) -> None:
    fields = await bulk(own, "all")
    answer = await post(own, {**fields, "action": "confirm"}, actor)
    assert answer.status_code == status
    assert rows(own, "SELECT count(*) FROM reviews") == [(20 if status == 303 else 0,)]
    answer = await own.get(ALL, actor=actor)
    assert answer.status_code == (403 if status == 403 else 405)


async def test_all_claims_of_a_source_are_flagged_and_given_back(own: Desk) -> None:
    soup = await page(own, article(own))
    link = soup.find("a", string="Harakat Hezbollah al-Nujaba", attrs={"data-show": True})
    asked = "source:" + str(link["data-show"])  # type: ignore[index]
    fields = await bulk(own, asked)
    assert len(fields["claims"]) == 2
    answer = await post(own, {**fields, "action": "flag", "flag": "misquoted"}, ANN)
    assert (answer.status_code, answer.headers["location"]) == (303, article(own))
    flagged = rows(own, "SELECT id FROM claims WHERE flag = 'misquoted'")
    assert {name for (name,) in flagged} == set(fields["claims"])
    soup = await page(own, article(own))
    assert "flag: misquoted on 2 claims" in soup.select_one("#last").get_text()  # type: ignore[union-attr]
    undo = soup.select_one("#last button")["value"]  # type: ignore[index]
    answer = await post(own, {"action": undo, "here": article(own)}, ANN)
    assert answer.status_code == 303
    assert rows(own, "SELECT count(*) FROM claims WHERE flag IS NOT NULL") == [(0,)]


async def test_what_goes_on_from_a_claim_is_chosen_with_it(own: Desk) -> None:
    [(first,)] = rows(own, "SELECT id FROM claims WHERE text LIKE 'Brigade General Esmail%'")
    fields = await bulk(own, f"after:{first}")
    numbers = rows(
        own,
        "SELECT DISTINCT sentences.number FROM claims JOIN sentences ON sentences.id = sentence"
        " WHERE claims.id IN (SELECT value FROM json_each(?))",
        json.dumps(fields["claims"]),
    )
    assert sorted(number for (number,) in numbers) == [1, 2, 3, 4, 5]


async def test_another_source_is_put_behind_several_at_once(own: Desk) -> None:
    [(kataib, document)] = rows(
        own, "SELECT source, document FROM claims WHERE text = 'it was suspending attacks'"
    )
    of_writer = "SELECT id FROM claims WHERE sourcing = 'unsourced' AND document = ?"
    claims = [name for (name,) in rows(own, of_writer, document)]
    fields = {"claims": claims, "seen": "0", "here": "/", "action": "source"}
    answer = await post(own, {**fields, "source": "Kataib Hezbollah"}, ANN)
    assert answer.status_code == 303, answer.text
    [(count,)] = rows(own, "SELECT count(*) FROM claims WHERE source = ?", kataib)
    assert count == 1 + len(claims) > 3


async def test_a_colleague_who_was_first_is_named_with_their_claim(own: Desk) -> None:
    fields = await bulk(own, "all", BO)
    first = fields["claims"][3]
    alone = {"claim": first, "seen": "0", "here": "/", "next": "/", "note": PAYLOADS[0]}
    await post(own, {**alone, "action": "verdict:false"}, ANN, "/-/claims/decide")
    answer = await post(own, {**fields, "action": "confirm", "note": PAYLOADS[1]}, BO)
    assert answer.status_code == 409
    assert answer.headers["content-security-policy"] == PAGE_POLICY
    soup = BeautifulSoup(answer.text, "html.parser")
    words = soup.select_one("main").get_text()  # type: ignore[union-attr]
    assert "ann decided first, on 1 of the 20 claims" in words
    assert "verdict: false" in words
    assert PAYLOADS[0] in words
    assert not soup.select("img, main script")
    assert [a["href"] for a in soup.select(".trail a")] == [f"/-/claims/claim/{first}"]
    assert rows(own, "SELECT count(*) FROM reviews WHERE reviewer = 'bo'") == [(0,)]
    others, everything = soup.select("form.acts")
    for form, count in ((others, 19), (everything, 20)):
        again = {"claims": [box["value"] for box in form.select("input[name=claims]")]}
        plain = {i["name"]: i["value"] for i in form.select("input") if i["name"] != "claims"}
        assert len(again["claims"]) == count
        answer = await post(own, {**plain, **again}, BO)
        assert answer.status_code == 303, answer.text
    assert rows(own, "SELECT count(*) FROM reviews WHERE reviewer = 'bo'") == [(39,)]


async def test_only_an_editor_takes_back_what_another_decided(own: Desk) -> None:
    fields = await bulk(own, "all", BO)
    await post(own, {**fields, "action": "done"}, BO)
    await own.get("/", actor=ED)
    other = {"id": "di", "role": "reviewer"}
    answer = await post(own, {"action": "undo-all:1", "here": "/"}, other)
    assert answer.status_code == 400
    assert "only an editor" in answer.text
    answer = await post(own, {"action": "undo-all:1", "here": "/"}, ED)
    assert answer.status_code == 303
    assert rows(own, "SELECT count(*) FROM claims WHERE state <> 'open'") == [(0,)]


@pytest.mark.parametrize(
    "headers", [{"origin": "https://evil.example"}, {"sec-fetch-site": "cross-site"}]
)
async def test_a_form_of_another_site_is_refused(own: Desk, headers: dict[str, str]) -> None:
    fields = await bulk(own, "all")
    answer = await post(own, {**fields, "action": "dismiss"}, ANN, headers=headers)
    assert answer.status_code == 403
    assert rows(own, "SELECT count(*) FROM reviews") == [(0,)]


async def test_here_leads_nowhere_else(own: Desk) -> None:
    fields = {**await bulk(own, "all"), "action": "confirm", "here": "//evil.example/"}
    answer = await post(own, fields, ANN)
    assert answer.headers["location"] == "/"
