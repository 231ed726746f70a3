"""What Datasette's own API changes is on record: who, which row, before and after."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from team_fixtures import Team, open_team

from claims.store import open_store, verify


@pytest.fixture
async def team(tmp_path: Path) -> AsyncIterator[Team]:
    found = await open_team(tmp_path)
    yield found
    found.datasette.close()


async def token_of(team: Team, person: str) -> dict[str, str]:
    """Return the header of a token that somebody made for the API."""
    answer = await team.post(
        "/-/create-token", person, data={"token_type": "all", "expire_type": ""}
    )
    found = re.search(r"dstok_[\w.:-]+", answer.text)
    assert found is not None, answer.text
    return {"authorization": f"Bearer {found[0]}"}


def told(row: dict[str, Any]) -> tuple[str, str, str, dict[str, list[Any]]]:
    return row["reviewer"], row["action"], row["target"], json.loads(row["value"])


async def test_a_cookie_and_a_token_say_who_it_was(team: Team) -> None:
    await team.join("zoe", "admin")
    path = "/claims/verdicts/true/-/update"
    token = await token_of(team, "zoe")
    for given, position in ((team.cookies["ann"], 7), (None, 8)):
        signed: dict[str, Any] = {"cookies": given} if given else {"headers": token}
        answer = await team.post(path, json={"update": {"position": position}}, **signed)
        assert answer.json() == {"ok": True}
    rows = await team.rows("reviews")
    assert [told(row) for row in rows if row["target"] == "verdicts/true"] == [
        ("ann", "edit", "verdicts/true", {"position": [1, 7]}),
        ("zoe", "edit", "verdicts/true", {"position": [7, 8]}),
    ]


async def test_rows_are_entered_replaced_and_removed(team: Team) -> None:
    new = {"name": "half/true", "position": 9}
    key = "verdicts/half~2Ftrue"
    for path, body in (
        ("-/insert", {"row": new}),
        ("-/insert", {"row": {**new, "position": 10}, "replace": True}),
        ("-/upsert", {"rows": [{**new, "position": 11}, {"name": "odd", "position": 12}]}),
        ("half~2Ftrue/-/delete", {}),
    ):
        answer = await team.post(f"/claims/verdicts/{path}", "ann", json=body)
        assert answer.json()["ok"], answer.text
    rows = [told(row) for row in await team.rows("reviews")]
    assert [(action, target, value["position"]) for _, action, target, value in rows] == [
        ("enter", key, [None, 9]),
        ("remove", key, [9, None]),
        ("enter", key, [None, 10]),
        ("edit", key, [10, 11]),
        ("enter", "verdicts/odd", [None, 12]),
        ("remove", key, [11, None]),
    ]


@pytest.mark.parametrize("table", ["claims", "documents", "sources", "sentences"])
async def test_what_follows_from_articles_and_decisions_is_not_edited_by_hand(
    team: Team, table: str
) -> None:
    rows = await team.rows(table)
    name = rows[0]["id"]
    for path, body in (
        (f"{name}/-/delete", {}),
        (f"{name}/-/update", {"update": {"text": "zebra crossing"}}),
        ("-/insert", {"row": {"id": "beef"}}),
        ("-/upsert", {"rows": [{"id": name}]}),
    ):
        answer = await team.post(f"/claims/{table}/{path}", "ann", json=body)
        assert answer.status_code == 403, path
    assert await team.rows(table) == rows
    page = await team.get(f"/claims/{table}/{name}", "ann")
    assert "Delete row" not in page.text
    with open_store(team.path) as store:
        assert list(verify(store)) == []


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("reviews/1/-/update", {"update": {"note": "never said"}}),
        ("reviews/1/-/delete", {}),
        ("reviews/-/insert", {"row": {"id": 2}}),
        ("reviews/-/upsert", {"rows": [{"id": 1, "note": "never said"}]}),
        ("attachments/1/-/delete", {}),
        ("review_batches/-/insert", {"row": {"review": 1, "first": 1}}),
    ],
)
async def test_the_trail_itself_is_closed(team: Team, path: str, body: dict[str, Any]) -> None:
    await team.post("/claims/verdicts/true/-/update", "ann", json={"update": {"position": 7}})
    before = await team.rows("reviews")
    answer = await team.post(f"/claims/{path}", "ann", json=body)
    assert answer.status_code == 403
    assert await team.rows("reviews") == before


async def test_what_fails_leaves_neither_row_nor_record(team: Team) -> None:
    answer = await team.post(
        "/claims/verdicts/-/insert",
        "ann",
        json={"rows": [{"name": "new", "position": 9}, {"name": "true", "position": 9}]},
    )
    assert answer.status_code == 400
    assert await team.rows("reviews") == []
    names = await team.get("/claims/verdicts.json?_shape=arrayfirst&_col=name", "ann")
    assert "new" not in names.text


async def test_verify_proves_the_trail(team: Team) -> None:
    await team.post("/claims/verdicts/true/-/update", "ann", json={"update": {"position": 7}})
    await team.post("/claims/verdicts/true/-/update", "ann", json={"update": {"position": 1}})
    with open_store(team.path) as store:
        assert list(verify(store)) == []
    with sqlite3.connect(team.path) as connection:
        for change in ("UPDATE reviews SET reviewer = 'bo'", "DELETE FROM reviews"):
            with pytest.raises(sqlite3.IntegrityError, match="append-only"):
                connection.execute(change)
        connection.execute("DROP TRIGGER reviews_refuse_update")
        connection.execute("UPDATE reviews SET note = 'never said' WHERE id = 1")
    with open_store(team.path) as store:
        damage = [found.message for found in verify(store) if found.table == "reviews"]
    assert damage == ["was changed after it was made"]


async def test_the_share_of_blind_review_opens_claims_however_it_is_set(team: Team) -> None:
    claim = (await team.rows("claims"))[0]["id"]
    form = {"claim": claim, "seen": "0", "here": "/", "next": "/", "action": "verdict:true"}
    await team.post("/-/claims/decide", "ann", data=form)
    row = f"/claims/claims/{claim}.json?_shape=objects"
    assert (await team.get(row, "ann")).json()["rows"][0]["state"] == "decided"
    await team.post(
        "/claims/desk_settings/blind_share/-/update", "ann", json={"update": {"value": "1"}}
    )
    assert (await team.get(row, "ann")).json()["rows"][0]["state"] == "open"
