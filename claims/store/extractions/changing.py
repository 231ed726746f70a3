"""Bring an article's rows to what they should be by touching only those that differ.

A correction changes a handful of rows. All others stay as they are, and with them what refers to
them: stories, findings, decisions.
"""

from sqlite3 import Connection

from claims.store.extractions.article import Row
from claims.store.extractions.inserting import insert_rows
from claims.store.extractions.rows import COLUMNS, Rows
from claims.store.extractions.stored_rows import stored_rows

__all__ = ["change_rows"]

_NAMED = ("sentences", "mentions", "attributions", "claims")
"""Tables whose rows have an id."""


def change_rows(connection: Connection, document: str, rows: Rows) -> None:
    """Make the stored rows of an article equal to `rows`, in the caller's transaction.

    Sources are only entered; who is spoken of no more is for the caller to remove.
    """
    # Rows may come in any order: keys are checked when the transaction ends.
    connection.execute("PRAGMA defer_foreign_keys = ON")
    for table, expected in rows.items():
        if table == "sources":
            insert_rows(connection, table, expected)
        elif table in _NAMED:
            _change_named(connection, table, document, expected)
        elif table == "spans":
            _change_spans(connection, document, expected)
        else:
            _change_whole(connection, table, document, expected)


def _change_named(connection: Connection, table: str, document: str, expected: list[Row]) -> None:
    """Remove, change and enter rows by their id."""
    stored = {row[0]: row for row in stored_rows(connection, table, document)}
    derived = {row[0]: row for row in expected}
    connection.executemany(
        f"DELETE FROM {table} WHERE id = ?",  # noqa: S608 - a constant name
        [(identity,) for identity in stored.keys() - derived.keys()],
    )
    changed = [row for row in expected if row[0] in stored and stored[row[0]] != row]
    if "number" in COLUMNS[table]:
        # Out of the way first, since an article has each number once.
        connection.executemany(
            f"UPDATE {table} SET number = -number WHERE id = ?",  # noqa: S608 - a constant name
            [(row[0],) for row in changed],
        )
    columns = COLUMNS[table]
    assigned = ", ".join(f'"{column}" = ?' for column in columns[1:])
    connection.executemany(
        f"UPDATE {table} SET {assigned} WHERE id = ?",  # noqa: S608 - constant names
        [(*row[1:], row[0]) for row in changed],
    )
    new = [row for row in expected if row[0] not in stored]
    insert_rows(connection, table, new)


def _change_spans(connection: Connection, document: str, expected: list[Row]) -> None:
    """Replace all spans of each claim or attribution of which one differs: their order counts."""
    stored = stored_rows(connection, "spans", document)
    owners = {row[:2] for row in stored.keys() ^ set(expected)}
    for attribution, claim in owners:
        connection.execute(
            "DELETE FROM spans WHERE attribution = ? OR claim = ?", (attribution, claim)
        )
    insert_rows(connection, "spans", [row for row in expected if row[:2] in owners])


def _change_whole(connection: Connection, table: str, document: str, expected: list[Row]) -> None:
    """Remove the rows that should not be there, and enter those that should."""
    stored = stored_rows(connection, table, document)
    same = " AND ".join(f'"{column}" IS ?' for column in COLUMNS[table])
    connection.executemany(
        f"DELETE FROM {table} WHERE {same}",  # noqa: S608 - constant names
        list(stored.keys() - set(expected)),
    )
    insert_rows(connection, table, [row for row in expected if row not in stored])
