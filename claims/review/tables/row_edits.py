"""Put on record what Datasette's own API changes in the file: who, which row, before and after.

While such a write runs, temporary triggers on its one table write down each row that is entered,
changed or removed; then each goes into the trail through the store, in the same transaction, so
that either both are kept or neither. Other writes of Datasette's own (SQL, new tables) are refused:
what they change could not be told row by row.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager

from datasette import Request
from datasette.utils import escape_sqlite, tilde_decode, tilde_encode

from claims.errors import DecisionError
from claims.store.decisions import record_row_edit, refresh_states
from claims.store.people import enter_reviewer

__all__ = ["Wrapper", "recorded_edit"]

Wrapper = Callable[[sqlite3.Connection], Generator[None, object, None]]

_ROUTES = (
    re.compile(r"/[^/]+/(?P<table>[^/]+)/-/(?:insert|upsert)"),
    re.compile(r"/[^/]+/(?P<table>[^/]+)/[^/]+/-/(?:update|delete)"),
)
_LOG = "edited_rows"
_EVENTS = (("insert", None, "new"), ("update", "old", "new"), ("delete", "old", None))


def recorded_edit(request: Request) -> Wrapper:
    """Return what Datasette wraps around a write that this request asks for.

    It raises DecisionError, and so undoes the write, where the edit may not be made by hand.
    """
    actor = request.actor or {}
    person, role = str(actor.get("id") or ""), str(actor.get("role") or "admin")
    table = _table_of(request.path)

    def wrapper(conn: sqlite3.Connection) -> Generator[None, object, None]:
        if table is None or not person:
            raise DecisionError("only rows of a table can be changed by hand, by who is signed in")
        with _rows_logged(conn, table):
            yield
            enter_reviewer(conn, person, role=role)
            for key, before, after in _logged(conn):
                record_row_edit(
                    conn, reviewer=person, table=table, row=key, before=before, after=after
                )
            if table == "desk_settings":  # the share of blind review opens and closes claims
                refresh_states(conn)

    return wrapper


def _table_of(path: str) -> str | None:
    """Return the table that a request of the API writes to, None for other requests."""
    for route in _ROUTES:
        found = route.search(path)
        if found and path.endswith(found[0]):
            return str(tilde_decode(found["table"]))
    return None


@contextmanager
def _rows_logged(connection: sqlite3.Connection, table: str) -> Iterator[None]:
    """Write down in a temporary table each row of `table` that changes meanwhile.

    SQLite lets the triggers that keep the search index write to it only where the schema is
    trusted, and tells them of rows that a REPLACE removes only where triggers may nest.
    """
    factory = connection.row_factory
    connection.row_factory = None
    connection.execute("PRAGMA trusted_schema = ON")
    connection.execute("PRAGMA recursive_triggers = ON")
    connection.execute(f"CREATE TEMP TABLE {_LOG} (number INTEGER PRIMARY KEY, row, before, after)")
    columns, keys = _columns(connection, table)
    for event, old, new in _EVENTS:
        connection.execute(
            f"CREATE TEMP TRIGGER {_LOG}_{event} AFTER {event} ON main.{escape_sqlite(table)} BEGIN"  # noqa: S608 - names out of the schema, quoted
            f" INSERT INTO {_LOG} (row, before, after) VALUES"
            f" ({_as_json(old or new, keys, 'array')}, {_as_json(old, columns, 'object')},"
            f" {_as_json(new, columns, 'object')}); END"
        )
    try:
        yield
    finally:
        for event, _, _ in _EVENTS:
            connection.execute(f"DROP TRIGGER IF EXISTS temp.{_LOG}_{event}")
        connection.execute(f"DROP TABLE IF EXISTS temp.{_LOG}")
        connection.execute("PRAGMA recursive_triggers = OFF")
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.row_factory = factory


def _columns(connection: sqlite3.Connection, table: str) -> tuple[list[str], list[str]]:
    """Return the columns of a table that are stored, and those of its key."""
    rows = connection.execute(
        "SELECT name, pk FROM pragma_table_info(?) ORDER BY cid", (table,)
    ).fetchall()
    keys = [name for name, place in sorted(rows, key=lambda row: int(row[1])) if place]
    return [name for name, _ in rows], keys or ["rowid"]


def _as_json(row: str | None, columns: list[str], form: str) -> str:
    """Return the SQL by which a trigger writes a row down; of bytes only how many there are."""
    if row is None:
        return "NULL"
    parts = []
    for column in columns:
        cell = f"{row}.{escape_sqlite(column)}"
        shown = f"iif(typeof({cell}) = 'blob', '(' || length({cell}) || ' bytes)', {cell})"
        quoted = column.replace("'", "''")
        parts.append(f"'{quoted}', {shown}" if form == "object" else shown)
    return f"json_{form}({', '.join(parts)})"


def _logged(
    connection: sqlite3.Connection,
) -> Iterator[tuple[str, dict[str, object] | None, dict[str, object] | None]]:
    """Yield each row that changed: its key as addresses have it, before and after."""
    rows = connection.execute(
        f"SELECT row, before, after FROM temp.{_LOG} ORDER BY number"  # noqa: S608 - a constant
    ).fetchall()
    for keys, before, after in rows:
        key = ",".join(tilde_encode(str(part)) for part in json.loads(keys))
        yield (
            key,
            json.loads(before) if before is not None else None,
            json.loads(after) if after is not None else None,
        )
