"""`POST /-/claims/extract`: tokens, limits, answers, and their description."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from review_examples import harbour
from review_fixtures import make_database

from claims.cli.extract import extract_form
from claims.review.extracting import extract_with, warm_up
from claims.review.extracting.limits import MOST_BYTES, Rates
from claims.review.server.desk import make_datasette
from claims.workers import Workers

if TYPE_CHECKING:
    from datasette.app import Datasette

PATH = "/-/claims/extract"
ARTICLE = {"id": 7, "text": "The dam holds, an engineer told Reuters.", "published": "2024-02-18"}


class Clock:
    """A clock that goes when it is told."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


CLOCK = Clock()


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Datasette]:
    path = make_database(tmp_path_factory.mktemp("extracting") / "desk.db", harbour())
    datasette = make_datasette(path, owner="ann")
    with Workers() as workers:

        def extract(record: Mapping[str, Any]) -> Mapping[str, Any]:
            return extract_form(workers, record)

        extract_with(datasette, extract, rates=Rates(most=100, clock=CLOCK))
        yield datasette
    datasette.close()


async def token(desk: Datasette, **data: str) -> dict[str, str]:
    """Return the header of a token that the owner made on Datasette's own page."""
    await desk.invoke_startup()
    form = {"token_type": "all", "expire_type": "", **data}
    made = await desk.client.post("/-/create-token", data=form, actor={"id": "ann"})
    found = re.search(r"dstok_[\w.:-]+", made.text)
    assert found is not None, made.text
    return {"authorization": f"Bearer {found[0]}"}


async def test_an_article_is_extracted_with_a_token(desk: Datasette) -> None:
    answer = await desk.client.post(PATH, json=ARTICLE, headers=await token(desk))
    assert answer.status_code == 200
    found = answer.json()
    assert (found["id"], found["published"]) == ("7", "2024-02-18")
    assert {source["name"] for source in found["sources"]} == {"Reuters", "an engineer"}
    rows = await desk.get_database("claims").execute("SELECT count(*) FROM documents")
    assert rows.single_value() == 1, "nothing is stored"


async def test_the_models_are_loaded_before_the_first_request(tmp_path: Path) -> None:
    datasette = make_datasette(make_database(tmp_path / "desk.db", harbour()), owner="ann")
    await warm_up(datasette)  # nobody extracts here
    with Workers() as workers:
        asked: list[object] = []

        def extract(record: Mapping[str, Any]) -> Mapping[str, Any]:
            asked.append(record["text"])
            return extract_form(workers, record)

        extract_with(datasette, extract)
        await warm_up(datasette)
        assert len(asked) == 1
        answer = await datasette.client.post(PATH, json=ARTICLE, headers=await token(datasette))
    assert (answer.status_code, asked[1:]) == (200, [ARTICLE["text"]])
    datasette.close()


@pytest.mark.parametrize(
    ("headers", "told"),
    [({}, "Extraction is for reviewers"), ({"authorization": "Bearer dstok_x"}, "")],
)
async def test_nobody_else_gets_in(desk: Datasette, headers: dict[str, str], told: str) -> None:
    await desk.invoke_startup()
    answer = await desk.client.post(PATH, json=ARTICLE, headers=headers)
    assert answer.status_code in (401, 403)
    assert told in answer.text


async def test_a_token_may_be_for_this_alone(desk: Datasette) -> None:
    headers = await token(desk, **{"all:claims-extract": "on"})
    allowed = await desk.client.post(PATH, json=ARTICLE, headers=headers)
    other = await desk.client.get("/-/claims/articles", headers=headers)
    assert (allowed.status_code, other.status_code) == (200, 403)


@pytest.mark.parametrize(
    ("body", "status", "told"),
    [
        (b"no JSON", 400, "This is no JSON"),
        (b"[]", 400, 'An article is an object with "text"'),
        (b'{"text": null}', 400, 'An article is an object with "text"'),
        (b'{"text": "\xff"}', 400, "This is no JSON"),
        (b"[" * 100_000, 400, "This is no JSON"),
        (json.dumps({"text": "x", "published": "soon"}).encode(), 400, "is no date"),
        (json.dumps({"text": "x", "language": "English"}).encode(), 400, "is no code"),
        (json.dumps({"text": "x", "title": 3}).encode(), 400, "title must be a string"),
        (b" " * MOST_BYTES, 400, "This is no JSON"),
        (b" " * (MOST_BYTES + 1), 413, "1,000,000 bytes"),
        (b'{"text": "half \\ud800 of it"}', 200, "lone surrogate"),
    ],
    ids=range(11),
)
async def test_what_is_sent_is_checked(
    desk: Datasette, body: bytes, status: int, told: str
) -> None:
    answer = await desk.client.post(PATH, content=body, headers=await token(desk))
    found = answer.json()
    said = " ".join(found["errors"]) if status != 200 else str(found["problems"])
    assert (answer.status_code, told in said) == (status, True), answer.text


async def test_another_method_is_told(desk: Datasette) -> None:
    answer = await desk.client.get(PATH, headers=await token(desk))
    assert (answer.status_code, answer.headers["allow"]) == (405, "POST")


async def test_who_asks_too_often_waits(desk: Datasette) -> None:
    headers = await token(desk)
    CLOCK.now += 60
    asked = [await desk.client.post(PATH, content=b"[]", headers=headers) for _ in range(101)]
    assert {answer.status_code for answer in asked[:-1]} == {400}
    assert (asked[-1].status_code, asked[-1].headers["retry-after"]) == (429, "1")
    CLOCK.now += 0.7
    assert (await desk.client.post(PATH, content=b"[]", headers=headers)).status_code == 400


def test_each_asker_has_a_bucket() -> None:
    clock = Clock()
    rates = Rates(most=2, clock=clock)
    assert [rates.wait("ann") for _ in range(4)] == [0, 0, 30, 30]
    assert rates.wait("bo") == 0
    clock.now += 29.9
    assert rates.wait("ann") == 1
    clock.now += 0.1
    assert [rates.wait("ann"), rates.wait("ann")] == [0, 30]
    clock.now += 3_600
    assert [rates.wait("ann") for _ in range(3)] == [0, 0, 30]


async def test_a_site_of_somebody_else_cannot_ask(desk: Datasette) -> None:
    await desk.invoke_startup()
    headers = {"origin": "https://evil.example"}
    answer = await desk.client.post(PATH, json=ARTICLE, headers=headers, actor={"id": "ann"})
    assert answer.status_code == 403


async def test_the_description_holds(desk: Datasette) -> None:
    CLOCK.now += 60
    headers = await token(desk)
    described = (await desk.client.get("/-/claims/openapi.json", headers=headers)).json()
    [post] = [methods["post"] for path, methods in described["paths"].items() if path == PATH]
    given = post["requestBody"]["content"]["application/json"]["schema"]["properties"]
    schema = post["responses"]["200"]["content"]["application/json"]["schema"]
    found = (await desk.client.post(PATH, json=ARTICLE, headers=headers)).json()
    assert set(found) == set(schema["properties"]) - {"problems"}
    for part in ("sources", "sentences", "mentions"):
        assert set(schema["properties"][part]["items"]["properties"]) <= set(found[part][0])
    assert set(given) == {"id", "text", "title", "author", "publisher", "published", "language",
                          "url"}  # fmt: skip
    assert set(post["responses"]) == {"200", "400", "403", "413", "429", "503"}


def test_the_page_says_what_is_so() -> None:
    page = (Path(__file__).parent.parent / "docs" / "programs.md").read_text("utf8")
    assert PATH in page
    assert "/-/claims/openapi.json" in page
    assert f"{MOST_BYTES:,}" in page
