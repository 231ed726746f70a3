"""The desk as a plugin of somebody's Datasette: beside their databases, and in nobody's way."""

import sqlite3
from pathlib import Path
from typing import Any

import pytest
from datasette.app import Datasette
from datasette.utils import StartupError
from review_examples import harbour
from review_fixtures import make_database

OWNER = {"id": "ann"}
OTHER = {"id": "bob"}
Given = dict[str, Any]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_database(tmp_path_factory.mktemp("beside") / "desk.db", harbour())


@pytest.fixture(scope="module")
def existing(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("beside") / "existing.db"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE grants (id INTEGER PRIMARY KEY, claim TEXT)")
        connection.execute("INSERT INTO grants VALUES (1, '0123456789abcdef')")
    return path


async def started(*files: Path, **given: object) -> Datasette:
    config = {"plugins": {"claims": given}} if given else {}
    datasette = Datasette([str(path) for path in files], config=config)
    await datasette.invoke_startup()
    return datasette


async def answer(datasette: Datasette, path: str, actor: Given | None) -> int:
    return int((await datasette.client.get(path, actor=actor)).status_code)


ROWS = [  # an address, and what it answers to nobody, to the owner, to another one, and if public
    ("/", 403, 200, 403, 200),
    ("/-/claims/queue", 403, 200, 403, 403),
    ("/claims", 403, 200, 403, 200),
    ("/claims/claims.json", 403, 200, 403, 200),
    ("/claims/reviews.json", 403, 200, 403, 403),
    ("/claims/-/query.json?sql=select+1", 403, 200, 403, 403),
    ("/claims.db", 403, 403, 403, 403),
    ("/existing", 200, 200, 200, 200),
    ("/existing/grants", 200, 200, 200, 200),
    ("/existing/-/query.json?sql=select+1", 200, 200, 200, 200),
]


async def test_the_desk_opens_by_its_roles_and_the_others_stay_open(
    desk: Path, existing: Path
) -> None:
    closed = await started(existing, file=str(desk), owner="ann")
    public = await started(existing, file=str(desk), public=True)
    for path, *expected in ROWS:
        found = [await answer(closed, path, who) for who in (None, OWNER, OTHER)]
        found.append(await answer(public, path, None))
        assert found == expected, path


async def test_the_other_databases_look_as_before(desk: Path, existing: Path) -> None:
    datasette = await started(existing, file=str(desk), owner="ann")
    plain = await started(existing)
    for path in ("/existing", "/existing/grants", "/existing/nothing"):
        with_desk = await datasette.client.get(path, actor=OTHER)
        without = await plain.client.get(path, actor=OTHER)
        assert "Claims" not in with_desk.text, path
        assert with_desk.status_code == without.status_code
        assert with_desk.headers.get("content-security-policy") is None


async def test_hosts_of_the_others_are_answered(desk: Path, existing: Path) -> None:
    datasette = await started(existing, file=str(desk), owner="ann")
    found = await datasette.client.get("/existing.json", headers={"host": "data.example.org"})
    assert found.status_code == 200


async def test_a_file_of_that_name_needs_no_path(tmp_path: Path, existing: Path) -> None:
    path = make_database(tmp_path / "claims.db", harbour())
    datasette = await started(existing, path, owner="ann")
    assert await answer(datasette, "/-/claims/queue", OWNER) == 200
    assert await answer(datasette, "/claims/claims.json", None) == 403


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"owner": "ann"}, "needs its database"),
        ({"owner": "ann", "file": "/no/such/file.db"}, "no such file"),
    ],
)
async def test_without_its_database_it_does_not_start(
    existing: Path, given: Given, said: str
) -> None:
    with pytest.raises(StartupError, match=said):
        await started(existing, **given)


async def test_a_database_of_others_is_not_taken_for_the_desk(existing: Path) -> None:
    with pytest.raises(StartupError, match="not one of claims"):
        await started(file=str(existing), owner="ann")


async def test_without_settings_there_is_no_desk(existing: Path) -> None:
    datasette = await started(existing)
    assert await answer(datasette, "/-/claims/queue", OWNER) == 404
    assert await answer(datasette, "/", None) == 200
