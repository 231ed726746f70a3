"""Questions in SQL over a whole archive, answered by DuckDB from the Parquet files.

Tables and views have the desk's names and columns. What only a desk knows is there too, and empty,
so that a question of the desk is answered here as it stands. SQL reads this folder and nothing
else, and changes nothing.
"""

import re
from typing import Final

import duckdb

from claims.archive.folder import ArchiveFolder
from claims.archive.planning import settings_of
from claims.archive.tables import TABLES
from claims.errors import InputError
from claims.store import Store, memory_store

__all__ = ["Answer", "ask_archive", "chosen_articles", "opened"]

_TYPES: Final = {"TEXT": "VARCHAR", "INTEGER": "BIGINT", "REAL": "DOUBLE", "BLOB": "BLOB"}

_COMMENT: Final = re.compile(r"--[^\n]*")
_CROSS: Final = re.compile(r"\bCROSS JOIN (\w+(?: AS \w+)?)\s+ON\b")
"""To SQLite a word on the order in which to go; to DuckDB a join that takes no condition."""
_END: Final = re.compile(r"\bend\b")
"""A column, and a word of SQL; the schema writes its own words in capitals."""

# The desk keeps these counts in a table, by triggers.
_COUNTS: Final = """
CREATE VIEW sourcing_counts AS SELECT document,
    count(*) FILTER (sourcing = 'named') AS named, count(*) FILTER (sourcing = 'group') AS groups,
    count(*) FILTER (sourcing = 'outlet') AS outlet,
    count(*) FILTER (sourcing = 'anonymous') AS anonymous,
    count(*) FILTER (sourcing = 'unstated') AS unstated,
    count(*) FILTER (sourcing = 'unsourced') AS unsourced,
    count(*) FILTER (disputable = 1) AS disputable
FROM claims GROUP BY document
"""

Answer = tuple[tuple[str, ...], list[tuple[object, ...]]]
"""The names of the columns, and the rows."""


def ask_archive(folder: ArchiveFolder, sql: str) -> Answer:
    """Return the answer to one SELECT; raises InputError for anything else, and for what fails."""
    with opened(folder) as connection:
        try:
            statements = connection.extract_statements(sql)
            if [one.type for one in statements] != [duckdb.StatementType.SELECT]:
                raise InputError("a question is one SELECT: an archive is not changed here")
            found = connection.execute(sql)
            return tuple(column[0] for column in found.description or ()), found.fetchall()
        except duckdb.Error as error:
            raise InputError(f"that cannot be answered: {error}") from error


def chosen_articles(folder: ArchiveFolder, where: str) -> frozenset[str]:
    """Return the ids of the articles for which a condition on `documents` holds.

    Raises InputError for what is no condition.
    """
    _, rows = ask_archive(folder, f"SELECT id FROM documents WHERE ({where}\n)")  # noqa: S608 - one SELECT, on a folder that it cannot change
    return frozenset(str(row[0]) for row in rows)


def opened(folder: ArchiveFolder) -> duckdb.DuckDBPyConnection:
    """Return a connection in which the archive's tables and views stand; close it.

    Raises SettingsError where the folder holds no archive.
    """
    settings_of(folder)
    connection = duckdb.connect(":memory:")
    with memory_store() as store:
        for table in _tables(store):
            connection.execute(_table(folder, store, table))
        connection.execute(_COUNTS)
        for view in _views(store):
            connection.execute(view)
    place = str(folder.path.absolute()).replace("'", "''")
    connection.execute(f"SET allowed_directories = ['{place}']")
    connection.execute("SET enable_external_access = false")
    connection.execute("SET lock_configuration = true")
    return connection


def _tables(store: Store) -> list[str]:
    """Return the desk's tables, but for those that search and count."""
    rows = store.connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'"
        " AND name NOT LIKE '%fts%' AND name NOT LIKE 'sqlite%' AND name <> 'sourcing_counts'"
        " ORDER BY rowid"
    )
    return [name for (name,) in rows]


def _views(store: Store) -> list[str]:
    """Return the statements that make the desk's views, in words that DuckDB knows."""
    rows = store.connection.execute("SELECT sql FROM sqlite_master WHERE type = 'view'")
    found = []
    for (sql,) in rows:
        plain = _COMMENT.sub("", sql)
        found.append(_END.sub('"end"', _CROSS.sub(r"JOIN \1 ON", plain)))
    return found


def _table(folder: ArchiveFolder, store: Store, table: str) -> str:
    """Return the statement that makes a table: of files, or empty where none belongs to it."""
    columns = [
        (name, _TYPES.get(kind, "VARCHAR"), default)
        for _, name, kind, _, default, _ in store.connection.execute(f"PRAGMA table_info({table})")
    ]
    if table not in TABLES or not folder.files(table):
        made = ", ".join(f'"{name}" {kind}' for name, kind, _ in columns)
        return f'CREATE TABLE "{table}" ({made})'
    chosen = ", ".join(
        f'"{name}"' if name in TABLES[table] else f'CAST({default or "NULL"} AS {kind}) AS "{name}"'
        for name, kind, default in columns
    )
    place = str(folder.path.absolute() / table / "period=*" / "*.parquet").replace("'", "''")
    files = f"read_parquet('{place}', hive_partitioning = true, hive_types_autocast = false)"
    # A source that articles share is in every shard that speaks of it.
    once = ""
    if table == "sources":
        once = " QUALIFY row_number() OVER (PARTITION BY id ORDER BY period) = 1"
    return f'CREATE VIEW "{table}" AS SELECT {chosen}, period FROM {files}{once}'  # noqa: S608 - names of our schema
