"""What a page is told of what others do: by whom, on what, and to whom that is told."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from review_examples import Line, compose
from review_fixtures import Desk, make_database, own_desk

ANN = {"id": "ann"}
BO = {"id": "bo", "role": "reviewer"}
LIVE = "/-/claims/live"


@pytest.fixture
def own(database: Path, tmp_path: Path) -> Iterator[Desk]:
    """A desk of one's own that everybody may read."""
    with own_desk(database, tmp_path, public=True) as desk:
        yield desk


async def ask(desk: Desk, since: str | None, actor: dict[str, str] | None = ANN) -> dict[str, Any]:
    answer = await desk.get(LIVE, params={"since": since} if since else {}, actor=actor)
    assert answer.status_code == 200, answer.text
    assert "no-store" in answer.headers["cache-control"]
    found: dict[str, Any] = answer.json()
    return found


async def flag(desk: Desk, actor: dict[str, str]) -> str:
    [(claim,), *_] = sqlite3.connect(desk.path).execute("SELECT id FROM claims ORDER BY id")
    fields = {"claim": claim, "seen": "99", "action": "flag:misquoted", "here": "/", "next": "/"}
    answer = await desk.datasette.client.post("/-/claims/decide", data=fields, actor=actor)
    assert answer.status_code == 303
    return str(claim)


async def test_at_first_there_is_only_a_token(own: Desk) -> None:
    await flag(own, BO)
    first = await ask(own, None)
    assert (first["decisions"], first["articles"], first["stale"]) == ([], False, False)
    again = await ask(own, first["token"])
    assert again == first


async def test_a_decision_is_told_with_who_made_it_but_not_what_it_is(own: Desk) -> None:
    token = (await ask(own, None))["token"]
    claim = await flag(own, BO)
    [(document,)] = sqlite3.connect(own.path).execute(
        "SELECT document FROM claims WHERE id = ?", [claim]
    )
    told = {"target_kind": "claim", "target": claim, "document": document}
    found = await ask(own, token)
    assert found["decisions"] == [{**told, "own": False, "reviewer": "bo"}]
    assert "misquoted" not in str(found)
    assert (await ask(own, token, BO))["decisions"] == [{**told, "own": True, "reviewer": "bo"}]
    # The public may read this desk, but not who decided.
    assert (await ask(own, token, None))["decisions"] == [{**told, "own": False, "reviewer": None}]
    assert (await ask(own, found["token"]))["decisions"] == []


async def test_articles_that_come_in_are_told(own: Desk) -> None:
    token = (await ask(own, None))["token"]
    make_database(own.path, compose([Line("It rains.", "none")], [], title="Rain"))
    assert (await ask(own, token))["articles"] is True


async def test_a_token_that_is_none_says_read_all_anew(own: Desk) -> None:
    for token in ("x", "[]", "[9999, 0, 0]", '["a", 1, 2]', "null", "{}", "[1e3]"):
        assert (await ask(own, token))["stale"] is True, token


async def test_who_does_not_read_is_not_told(desk: Desk) -> None:
    answer = await desk.get(LIVE, actor=None)
    assert answer.status_code == 403
