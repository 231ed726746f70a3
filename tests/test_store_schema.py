"""The schema: migrations from blank and from the oldest, and a description for everything."""

import sqlite3

import pytest
from datasette.utils import detect_fts
from sqlite_utils import Database

from claims.store import descriptions
from claims.store.migrations import migrations, recorded, sources, statements

NAMES = list(sources())


def blank(*, stop_before: str | None = None) -> Database:
    database = Database(memory=True)
    migrations().apply(database, stop_before=stop_before)
    return database


def schema_of(database: Database) -> list[tuple[str, str, str]]:
    return database.execute(
        "SELECT type, name, sql FROM sqlite_master"
        " WHERE name NOT LIKE 'sqlite_%' ORDER BY type, name"
    ).fetchall()


@pytest.mark.parametrize("name", NAMES[1:])
def test_a_database_of_any_age_arrives_at_the_same_schema(name: str) -> None:
    old = blank(stop_before=name)
    assert recorded(old) == NAMES[: NAMES.index(name)]
    migrations().apply(old)
    assert recorded(old) == NAMES
    assert schema_of(old) == schema_of(blank())


def test_applying_twice_changes_nothing() -> None:
    database = blank()
    before = schema_of(database)
    migrations().apply(database)
    assert schema_of(database) == before


def test_a_migration_that_fails_leaves_nothing() -> None:
    database = blank(stop_before=NAMES[1])
    database.execute("CREATE TABLE figures (x)")  # in the way of the second migration
    with pytest.raises(sqlite3.OperationalError):
        migrations().apply(database)
    assert recorded(database) == NAMES[:1]
    assert not database["claims"].exists()


def tables() -> list[str]:
    rows = blank().execute(
        "SELECT name FROM sqlite_master WHERE type IN ('table', 'view')"
        " AND name NOT LIKE '%\\_fts%' ESCAPE '\\' AND name NOT LIKE '\\_%' ESCAPE '\\'"
    )
    return [name for (name,) in rows]


def test_descriptions_are_read_once() -> None:
    assert descriptions() is descriptions()
    with pytest.raises(TypeError):
        descriptions()["claims"] = descriptions()["hops"]  # type: ignore[index]


@pytest.mark.parametrize("table", tables())
def test_every_table_and_column_is_described(table: str) -> None:
    described = descriptions()[table]
    # The extended pragma lists generated columns too.
    columns = [row[1] for row in blank().execute(f"PRAGMA table_xinfo([{table}])")]
    assert list(described.columns) == columns
    assert described.description
    assert all(described.columns.values())
    assert "\n" not in described.description


@pytest.mark.parametrize("table", tables())
def test_every_table_and_view_can_be_queried(table: str) -> None:
    assert blank()[table].count == {"verdicts": 6, "desk_settings": 3}.get(table, 0)


def test_every_foreign_key_has_an_index() -> None:
    """Without one, deleting an article's rows would read whole tables."""
    database = blank()
    missing = []
    for table in tables():
        leading = [
            next(row[2] for row in database.execute(f"PRAGMA index_info([{index[1]}])"))
            for index in database.execute(f"PRAGMA index_list([{table}])")
        ]
        keys = [row[1] for row in database.execute(f"PRAGMA table_info([{table}])") if row[5] == 1]
        for key in database.execute(f"PRAGMA foreign_key_list([{table}])"):
            if key[3] not in leading + keys:
                missing.append((table, key[3]))
    assert missing == []


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ("SELECT 1;\nSELECT 2;\n", ["SELECT 1;", "SELECT 2;"]),
        ("-- a; b\nSELECT ';\n';\n", ["-- a; b\nSELECT ';\n';"]),
        (
            "CREATE TRIGGER t AFTER INSERT ON x BEGIN\n  SELECT 1;\nEND;\n-- the end\n",
            ["CREATE TRIGGER t AFTER INSERT ON x BEGIN\n  SELECT 1;\nEND;"],
        ),
    ],
)
def test_a_script_is_split_into_statements(script: str, expected: list[str]) -> None:
    assert statements(script) == expected


def test_a_script_that_is_cut_off_is_refused() -> None:
    with pytest.raises(ValueError, match="inside a statement"):
        statements("SELECT 1;\nCREATE TABLE x (\n")


@pytest.mark.parametrize("table", ["claims", "sentences"])
def test_datasette_finds_the_search_index(table: str) -> None:
    database = blank()
    assert detect_fts(database.conn, table) == f"{table}_fts"
    assert database[table].detect_fts() == f"{table}_fts"
