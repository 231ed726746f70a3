"""The remembered counts of facets: kept while the file stands, dropped as soon as it changes."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from datasette.app import Datasette

from claims.review.tables.facet_counts import REMEMBERED, RememberingDatabase

COUNT = "select kind as value, count(*) as count from claims group by kind"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "desk.db"
    with sqlite3.connect(path) as connection:
        connection.execute("pragma journal_mode=wal")
        connection.execute("create table claims (kind text)")
        connection.executemany("insert into claims values (?)", [("fact",), ("fact",), ("other",)])
    return path


@pytest.fixture
def database(path: Path) -> Iterator[RememberingDatabase]:
    database = RememberingDatabase(Datasette([]), path=path)
    yield database
    database.close()


def add(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("insert into claims values ('other')")


async def test_a_count_is_counted_once(database: RememberingDatabase) -> None:
    first = await database.execute(COUNT, custom_time_limit=1000)
    assert await database.execute(COUNT, custom_time_limit=1000) is first
    assert [tuple(row) for row in first.rows] == [("fact", 2), ("other", 1)]


@pytest.mark.parametrize("writer", ["another process", "the desk itself"])
async def test_a_change_is_seen_at_once(
    database: RememberingDatabase, path: Path, writer: str
) -> None:
    await database.execute(COUNT, custom_time_limit=1000)
    if writer == "the desk itself":
        await database.execute_write("insert into claims values ('other')")
    else:
        add(path)
    found = await database.execute(COUNT, custom_time_limit=1000)
    assert [tuple(row) for row in found.rows] == [("fact", 2), ("other", 2)]


@pytest.mark.parametrize(
    ("sql", "limit"),
    [
        pytest.param(COUNT, None, id="a reader's own query"),
        pytest.param("select date('now') as value", 1000, id="the time"),
        pytest.param("select random() as value", 1000, id="chance"),
    ],
)
async def test_not_remembered(database: RememberingDatabase, sql: str, limit: int | None) -> None:
    first = await database.execute(sql, custom_time_limit=limit)
    assert await database.execute(sql, custom_time_limit=limit) is not first


async def test_parameters_tell_answers_apart(database: RememberingDatabase) -> None:
    sql = "select count(*) from claims where kind = :kind"
    facts = await database.execute(sql, {"kind": "fact"}, custom_time_limit=1000)
    others = await database.execute(sql, {"kind": "other"}, custom_time_limit=1000)
    assert (facts.single_value(), others.single_value()) == (2, 1)


async def test_only_so_many_are_kept(database: RememberingDatabase) -> None:
    first = await database.execute("select 0", custom_time_limit=1000)
    for number in range(1, REMEMBERED + 1):
        await database.execute(f"select {number}", custom_time_limit=1000)
    assert await database.execute("select 0", custom_time_limit=1000) is not first
