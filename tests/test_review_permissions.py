"""Every role at every route: who gets in, who gets 403, and what a foreign site may send."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from permission_table import DESK, ROLES, ROWS, Row
from review_examples import harbour
from review_fixtures import make_database

from claims.review.access.permissions import TRAIL, impersonal_queries, personal_tables
from claims.review.routes import ROUTES
from claims.review.server.desk import make_datasette
from claims.review.tables.saved_queries import saved_queries
from claims.store import open_store, transaction
from claims.store.decisions import set_blind_share
from claims.store.people import enter_reviewer

if TYPE_CHECKING:
    from datasette.app import Datasette

FOREIGN = [
    {"origin": "https://evil.example"},
    {"origin": "null"},
    {"sec-fetch-site": "cross-site"},
    {"sec-fetch-site": "same-site", "origin": "http://localhost:1"},
]
MISSING = (
    "Each route of the desk needs a row in tests/permission_table.py that says who gets in,"
    ' for GET and for POST. Add e.g. `*page(PATH, "reader")` to DESK for:'
)


def make_file(folder: Path) -> Path:
    """A file in which cy gave a verdict, and bo another one."""
    path = make_database(folder / "desk.db", harbour())
    with open_store(path) as store, transaction(store) as connection:
        for person in ("bo", "cy", "reviewer"):
            enter_reviewer(connection, person, role="reviewer")
    return path


def ids_of(path: Path) -> dict[str, str]:
    with sqlite3.connect(path) as connection:
        tables = (("claim", "claims"), ("document", "documents"), ("source", "sources"))
        return {
            name: connection.execute(f"SELECT id FROM {table} ORDER BY id").fetchone()[0]  # noqa: S608 - constants above
            for name, table in tables
        }


def filled(value: Any, ids: dict[str, str]) -> Any:
    """Put ids in the place of {claim} and the like."""
    if isinstance(value, dict):
        return {key: filled(part, ids) for key, part in value.items()}
    if not isinstance(value, str):
        return value
    return re.sub(r"\{(\w+)\}", lambda found: ids.get(found[1], found[0]), value)


@pytest.fixture(scope="module")
def team(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Datasette, dict[str, str]]]:
    folder = tmp_path_factory.mktemp("permissions")
    path = make_file(folder)
    datasette = make_datasette(path, accounts=folder / "accounts.db")
    yield datasette, ids_of(path)
    datasette.close()


async def ask(
    desk: tuple[Datasette, dict[str, str]],
    row: Row,
    role: str,
    headers: dict[str, str] | None = None,
) -> int:
    """Return the status with which the desk answers somebody of that role."""
    datasette, ids = desk
    options: dict[str, Any] = {"headers": headers} if headers else {}
    if role != "anonymous":
        options["actor"] = {"id": role, "role": role}
    if row.json is not None:
        options["json"] = filled(row.json, ids)
    elif row.form is not None:
        options["data"] = filled(row.form, ids)
    await datasette.invoke_startup()
    answer = await datasette.client.request(row.method, filled(row.path, ids), **options)
    return int(answer.status_code)


CELLS = [
    pytest.param(row, role, id=f"{role}-{row}-{number}")
    for number, row in enumerate(ROWS)
    for role in ROLES
]


@pytest.mark.parametrize(("row", "role"), CELLS)
async def test_each_role_at_each_route(
    team: tuple[Datasette, dict[str, str]], row: Row, role: str
) -> None:
    assert await ask(team, row, role) == (row.ok if row.admits(role) else row.denied)


def test_no_route_is_left_out(team: tuple[Datasette, dict[str, str]]) -> None:
    """Fails where somebody adds a page, or Datasette does, and nobody said who may reach it."""
    datasette, ids = team
    routes = [regex for regex, _ in datasette._routes()]
    reached = {
        (next(regex.pattern for regex in routes if regex.match(path)), row.method)
        for row in ROWS
        for path in [filled(row.path, ids).partition("?")[0]]
    }
    patterns = {pattern for pattern, _ in reached}
    left = [
        regex.pattern
        for regex in routes
        # Datasette's own first page and sign-out stand behind ours and that of accounts.
        if regex.pattern not in patterns
        and "static-plugins" not in regex.pattern
        and regex.pattern != r"/(\.(?P<format>json))?$"
    ]
    ours = [
        f"{method} {pattern}"
        for pattern, _ in ROUTES
        for method in ("GET", "POST")
        if (pattern, method) not in reached
    ]
    assert not left + ours, f"{MISSING} {', '.join(sorted({*left, *ours}))}"


WRITES = [row for row in ROWS if row.method == "POST"]


@pytest.mark.parametrize("row", WRITES, ids=str)
async def test_a_form_of_another_site_is_refused(
    team: tuple[Datasette, dict[str, str]], row: Row
) -> None:
    expected = 404 if row.denied == 404 and "profile" in row.path else 403
    for headers in FOREIGN:
        assert await ask(team, row, "admin", headers) == expected, headers


async def test_who_may_see_nothing_is_listed_nothing(
    team: tuple[Datasette, dict[str, str]],
) -> None:
    datasette, _ = team
    for path in ("/-/jump.json", "/-/queries.json", "/-/schema.json", "/claims/-/queries.json"):
        answer = await datasette.client.get(path)
        assert not re.search(r"documents|quoted_most|\"/claims\"", answer.text), path


READS = [row for row in ROWS if row.least == "reader"]


@pytest.mark.parametrize("names", [False, True], ids=["names hidden", "names shown"])
async def test_the_public_reads_and_writes_nothing(tmp_path: Path, names: bool) -> None:
    path = make_file(tmp_path)
    datasette = make_datasette(
        path, accounts=tmp_path / "accounts.db", public=True, public_names=names
    )
    desk = datasette, ids_of(path)
    for row in ROWS:
        if row.least == "anyone":
            continue
        if row.path == "/-/databases":  # tells where the file lies, and is not there for them
            assert await ask(desk, row, "anonymous") == 404
            continue
        may = row.least == "reader" and (names or not row.tells)
        assert await ask(desk, row, "anonymous") == (row.ok if may else row.denied), row
    with sqlite3.connect(path) as connection:
        assert connection.execute("SELECT count(*) FROM reviews").fetchone() == (0,)
    datasette.close()


async def test_the_public_sees_no_names_on_pages(tmp_path: Path) -> None:
    path = make_file(tmp_path)
    ids = ids_of(path)
    page = f"/-/claims/claim/{ids['claim']}"
    note = {"claim": ids["claim"], "seen": "0", "action": "note", "note": "seen at the port"}
    for names in (False, True):
        datasette = make_datasette(path, owner="wilhelmina", public=True, public_names=names)
        actor = {"id": "wilhelmina"}
        await datasette.client.post("/-/claims/decide", data=note, actor=actor)
        public, own = [
            (await datasette.client.get(page, **signed)).text for signed in ({}, {"actor": actor})
        ]
        # Notes are written for colleagues.
        assert ("seen at the port" in public) is names
        assert ("wilhelmina" in public) is names
        assert "wilhelmina" in own
        assert "seen at the port" in own
        datasette.close()


async def test_the_public_does_not_learn_who_is_to_decide(tmp_path: Path) -> None:
    path = make_file(tmp_path)
    ids = ids_of(path)
    page = f"/-/claims/claim/{ids['claim']}"
    datasette = make_datasette(path, owner="wilhelmina", public=True)
    actor = {"id": "wilhelmina"}
    form = {"claim": ids["claim"], "seen": "0", "action": "assign", "assign": "cy"}
    answer = await datasette.client.post("/-/claims/decide", data=form, actor=actor)
    assert answer.status_code < 400, answer.text
    public = (await datasette.client.get(page)).text
    own = (await datasette.client.get(page, actor=actor)).text
    assert "assign: cy" in own
    assert "assign: cy" not in public
    for hidden in ("/-/databases.json", "/-/databases", "/claims/attachments.json"):
        answer = await datasette.client.get(hidden)
        assert answer.status_code in (403, 404), hidden
        assert str(tmp_path) not in answer.text
    datasette.close()


async def test_while_claims_are_decided_blindly_tables_do_not_tell(tmp_path: Path) -> None:
    path = make_file(tmp_path)
    with open_store(path) as store, transaction(store) as connection:
        set_blind_share(connection, 0.5)
    datasette = make_datasette(path, accounts=tmp_path / "accounts.db")
    desk = datasette, ids_of(path)
    for row in ROWS:
        if not row.tells or row.ok == 400:
            continue
        for role in ("reader", "reviewer"):
            assert await ask(desk, row, role) == 403, (str(row), role)
        for role in ("editor", "admin"):
            assert await ask(desk, row, role) == row.ok, (str(row), role)
    datasette.close()


async def test_a_question_that_somebody_saved_does_not_tell(tmp_path: Path) -> None:
    path = make_file(tmp_path)
    datasette = make_datasette(path, public=True, owner="ann")
    saved = {"query": {"name": "mine", "sql": "select * from reviewers"}}
    answer = await datasette.client.post("/claims/-/queries/store", json=saved, actor={"id": "ann"})
    assert answer.status_code == 201
    assert (await datasette.client.get("/claims/mine.json")).status_code == 403
    datasette.close()


def test_every_table_that_names_people_is_known(tmp_path: Path) -> None:
    """Also one that a later migration adds: its columns refer to reviewers, or are called so."""
    path = make_file(tmp_path)
    with sqlite3.connect(path) as connection:
        named = {
            row[0]
            for row in connection.execute(
                "SELECT schema.name FROM sqlite_master AS schema"
                " JOIN pragma_foreign_key_list(schema.name) AS key"
                " WHERE key.\"table\" = 'reviewers'"
                " UNION SELECT schema.name FROM sqlite_master AS schema"
                " JOIN pragma_table_info(schema.name) AS column WHERE column.name = 'reviewer'"
                " AND schema.type IN ('table', 'view')"
            )
        }
    assert named | {"reviewers", *TRAIL} == set(personal_tables())
    told = {query.name for query in saved_queries()} - set(impersonal_queries())
    assert "flagged" in told


def test_the_table_has_only_what_it_says() -> None:
    assert {row.method for row in ROWS} == {"GET", "POST"}
    assert len({(row.method, row.path, str(row.json), str(row.form)) for row in ROWS}) == len(ROWS)
    assert all(row.denied != row.ok for row in ROWS)
    assert all(row.path.startswith(("/-/claims/", "/")) for row in DESK)
