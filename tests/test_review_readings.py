"""Further readers on the desk: points of difference by key, asked for by editors, escaped all."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from review_payloads import PAYLOADS

from claims.errors import DecisionError
from claims.review.queue.filters import filters_of
from claims.review.queue.order import Way, step
from claims.review.readings.pages import asked_for, taking_of
from claims.review.readings.rows import _point
from claims.review.readings.worker import start_workers_with
from claims.review.server.desk import make_datasette
from claims.store import add_extractions, begin_run, open_store
from claims.store.readings import put_reading
from claims.values import Document
from tests.reading_fixtures import ARTICLE, extracted, fill, reading

OWNER = {"id": "ann"}
EDITOR = {"id": "ed", "role": "editor"}
REVIEWER = {"id": "rev", "role": "reviewer"}
READER = {"id": "lea", "role": "reader"}


class ReadingsDesk:
    """A desk over one article that was read twice."""

    def __init__(self, path: Path) -> None:
        with open_store(path) as store:
            put_reading(store, reading(), run=fill(store))
        self.path = path
        self.datasette = make_datasette(path, owner="ann")
        self.started: list[Path] = []
        start_workers_with(self.datasette, self.started.append)

    async def get(self, path: str, actor: dict[str, str] = OWNER) -> Any:
        return await self.datasette.client.get(path, actor=actor)

    async def post(self, path: str, actor: dict[str, str] = OWNER, **fields: str) -> Any:
        return await self.datasette.client.post(path, actor=actor, data=fields)

    def rows(self, statement: str) -> list[tuple[Any, ...]]:
        with sqlite3.connect(self.path) as connection:
            return connection.execute(statement).fetchall()

    def open(self) -> list[tuple[str, str]]:
        return self.rows(
            "SELECT id, kind FROM reading_differences WHERE settled = 0 ORDER BY number"
        )


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ReadingsDesk]:
    monkeypatch.delenv("CLAIMS_READERS", raising=False)
    found = ReadingsDesk(tmp_path / "claims.db")
    yield found
    found.datasette.close()


async def test_the_queue_of_differences_takes_either_by_one_key(desk: ReadingsDesk) -> None:
    page = await desk.get("/-/claims/readings")
    assert page.status_code == 200
    assert "1 of 6" in page.text
    assert 'data-key="1"' in page.text
    assert 'data-key="2"' in page.text
    [(first, _), (second, _), *_] = desk.open()
    taken = await desk.post(
        "/-/claims/readings/take",
        difference=second,
        action="second",
        here=f"/-/claims/readings?article={ARTICLE}",
    )
    assert taken.status_code == 303
    assert "&done=" in taken.headers["location"]
    assert ("the Orrin Post → An engineer",) in desk.rows("SELECT chain FROM claims")
    kept = await desk.post("/-/claims/readings/take", difference=first, action="first", here="/")
    assert kept.status_code == 303
    assert len(desk.open()) == 4
    after = await desk.get(taken.headers["location"])
    assert "take back" in after.text
    number = taken.headers["location"].rpartition("=")[2]
    await desk.post("/-/claims/readings/take", action=f"undo:{number}", here="/")
    assert ("the Orrin Post → An engineer",) not in desk.rows("SELECT chain FROM claims")


async def test_a_point_that_was_decided_meanwhile_is_refused(desk: ReadingsDesk) -> None:
    [(first, _), *_] = desk.open()
    for expected in (303, 400):
        answer = await desk.post("/-/claims/readings/take", difference=first, action="first")
        assert answer.status_code == expected
    assert "decided already" in answer.text


@pytest.mark.parametrize(
    ("method", "path", "actor", "status"),
    [
        ("get", "/-/claims/readings", READER, 403),
        ("get", "/-/claims/readings", REVIEWER, 200),
        ("get", f"/-/claims/article/{ARTICLE}/readings", READER, 200),
        ("get", "/-/claims/readers", REVIEWER, 403),
        ("get", "/-/claims/readers", EDITOR, 200),
        ("post", "/-/claims/readings/take", READER, 403),
        ("post", "/-/claims/readings/ask", REVIEWER, 403),
        ("post", "/-/claims/readings/ask", EDITOR, 400),
        ("get", "/-/claims/readings/ask", EDITOR, 405),
        ("get", "/-/claims/article/beef/readings", EDITOR, 404),
    ],
)
async def test_each_page_lets_in_who_may(
    desk: ReadingsDesk, method: str, path: str, actor: dict[str, str], status: int
) -> None:
    answer = await (desk.get(path, actor) if method == "get" else desk.post(path, actor))
    assert answer.status_code == status


async def test_the_articles_readings_say_state_cost_and_points(desk: ReadingsDesk) -> None:
    text = (await desk.get(f"/-/claims/article/{ARTICLE}/readings")).text
    for words in ("llm:scripted", "whole", "Where readers differ", "the Orrin Post → An engineer"):
        assert words in text
    assert "Read again with" in text
    assert (
        "Read again with"
        not in (await desk.get(f"/-/claims/article/{ARTICLE}/readings", REVIEWER)).text
    )
    assert f"{ARTICLE}/readings" in (await desk.get(f"/-/claims/article/{ARTICLE}")).text


@pytest.mark.parametrize(
    ("differing", "told"),
    [("chain", "the ministry (called alike, but not the same source)"), ("kind", "the ministry")],
)
def test_what_differs_and_reads_alike_says_in_what(differing: str, told: str) -> None:
    side = {"content": "It holds", "chain": "the ministry"}
    first, second = (json.dumps({**side, "kind": kind}) for kind in ("fact", "opinion"))
    point = _point({"kind": "differs", "fields": differing, "first": first, "second": second})
    said = {name: (one, other, differs) for name, one, other, differs in point.lines}
    assert said["who says so"] == ("the ministry", told, differing == "chain")


async def test_an_editor_asks_once_agreed_and_a_worker_is_started(desk: ReadingsDesk) -> None:
    asked = {"document": ARTICLE, "reader": "llm:scripted"}
    refused = await desk.post("/-/claims/readings/ask", EDITOR, agree="1", **asked)
    assert refused.status_code == 400
    assert "not allowed here" in refused.text
    set_ = await desk.post(
        "/-/claims/readers", EDITOR, action="readers", names="llm:scripted\nllm:ollama/*"
    )
    assert "The list of readers is changed" in set_.text
    page = (await desk.get(f"/-/claims/article/{ARTICLE}/readings", EDITOR)).text
    assert "is sent to the language model" in page
    assert "ollama" not in page, "a name with a star is no reader that can be chosen"
    refused = await desk.post("/-/claims/readings/ask", EDITOR, **asked)
    assert "agree first" in refused.text.lower()
    assert desk.started == []
    answer = await desk.post("/-/claims/readings/ask", EDITOR, agree="1", **asked)
    assert answer.status_code == 303
    assert desk.started == [desk.path]
    assert desk.rows("SELECT reader, reviewer, state FROM reading_requests") == [
        ("llm:scripted", "ed", "waiting")
    ]
    page = (await desk.get(answer.headers["location"], EDITOR)).text
    assert "is to read it" in page
    assert "is sent to the language model" not in page, "agreed to"


async def test_what_is_confidential_is_not_sent(desk: ReadingsDesk) -> None:
    await desk.post("/-/claims/readers", EDITOR, action="readers", names="llm:scripted")
    asked = {"document": ARTICLE, "reader": "llm:scripted", "agree": "1"}
    path = "/-/claims/readings/ask"
    assert (await desk.post(path, EDITOR, document=ARTICLE, action="mark")).status_code == 303
    assert (await desk.post(path, EDITOR, **asked)).status_code == 400
    assert (await desk.post(path, EDITOR, document=ARTICLE, action="unmark")).status_code == 303
    await desk.post("/-/claims/readers", EDITOR, action="outlets", names="The Valley Times")
    answer = await desk.post(path, EDITOR, **asked)
    assert answer.status_code == 400
    assert "confidential" in answer.text
    assert desk.started == []


async def test_the_readers_page_tells_agreement_and_cost(desk: ReadingsDesk) -> None:
    text = (await desk.get("/-/claims/readers")).text
    assert "How far they agree" in text
    assert "llm:scripted" in text
    answer = await desk.post("/-/claims/readers", action="no such thing")
    assert answer.status_code == 400


async def test_the_environment_has_the_last_word(
    desk: ReadingsDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CLAIMS_READERS", "llm:other")
    text = (await desk.get("/-/claims/readers")).text
    assert "This machine names them" in text
    assert "llm:other" in text


def test_the_queue_is_narrowed_to_claims_that_are_read_differently(desk: ReadingsDesk) -> None:
    with sqlite3.connect(desk.path) as connection:
        filters = filters_of({"only": "differing"})
        found = step(connection, filters, "ann", Way())
        assert found.remaining == 4  # two that differ, one alone, the writer's own of a sentence
        connection.execute("UPDATE reading_differences SET settled = 1")
        assert step(connection, filters, "ann", Way()).claim is None


async def test_the_queue_shows_how_a_claim_is_read_otherwise(desk: ReadingsDesk) -> None:
    [(claim, point)] = desk.rows(
        "SELECT claim, id FROM reading_differences WHERE fields LIKE '%chain%' AND settled = 0"
    )
    page = (await desk.get(f"/-/claims/queue?only=differing&claim={claim}")).text
    assert "Read differently: the same claim, read otherwise" in page
    assert "the Orrin Post → An engineer" in page
    assert f"/-/claims/readings?article={ARTICLE}&amp;at={point}" in page
    await desk.post("/-/claims/readings/take", difference=point, action="second", here="")
    page = (await desk.get(f"/-/claims/queue?claim={claim}")).text
    assert "Read differently" not in page


HOSTILE = " ".join(
    f"{payload.replace(chr(10), ' ').replace(chr(0), ' ')} said Ann Vole."
    for payload in PAYLOADS[:12]
)


async def test_hostile_text_is_escaped_on_every_page(tmp_path: Path) -> None:
    document = Document(
        f"Mara Lund said that <script>window.pwned=1</script> holds. {HOSTILE}",
        title=PAYLOADS[0],
        publisher=PAYLOADS[1],
    )
    answer = (
        "s1 | Mara Lund | person | named | one | -\n"
        "s2 | Ann Vole | person | named | one | -\n[1] attributed\n"
        "- that <script>window.pwned=1</script> holds || said || indirect || fact || s1@Mara Lund"
    )
    first = replace(extracted_all_unsourced(document))
    path = tmp_path / "claims.db"
    with open_store(path) as store:
        add_extractions(store, [first], run=begin_run(store, "add"))
        put_reading(store, reading(answer, document=document), run=begin_run(store, "reread"))
        [(name,)] = store.connection.execute("SELECT id FROM documents").fetchall()
        [(count,)] = store.connection.execute("SELECT count(*) FROM reading_differences").fetchall()
    assert count
    datasette = make_datasette(path, owner="ann")
    for page in ("/-/claims/readings", f"/-/claims/article/{name}/readings", "/-/claims/readers"):
        text = (await datasette.client.get(page, actor=OWNER)).text
        assert "<script>window" not in text
        assert "<img src=x" not in text
    datasette.close()


def extracted_all_unsourced(document: Document) -> Any:
    """Return a first reading in which the writer says everything."""
    from claims.sentences import split_sentences

    count = len(split_sentences(document.text, ()))
    return extracted(
        "\n".join(f"[{n}] unsourced 0" for n in range(1, count + 1)), document=document
    )


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"action": "both"},
        {"action": "first"},
        {"action": "first", "difference": "'; DROP"},
        {"action": "undo:x"},
    ],
)
def test_a_form_that_makes_no_sense_is_refused(fields: dict[str, str]) -> None:
    with pytest.raises(DecisionError):
        taking_of(fields)
    with pytest.raises(DecisionError):
        asked_for(fields)
