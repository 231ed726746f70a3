"""The stored rows of one article, table by table, in the columns in which they are derived."""

from collections import Counter
from sqlite3 import Connection

from claims.store.extractions.article import Row
from claims.store.extractions.rows import COLUMNS

__all__ = ["stored_rows"]

_OWNED = {
    "spans": (
        "SELECT {columns} FROM spans JOIN attributions AS owner ON owner.id = spans.attribution"
        " WHERE owner.document = :document UNION ALL SELECT {columns} FROM spans"
        " JOIN claims AS owner ON owner.id = spans.claim WHERE owner.document = :document"
    ),
    "hops": "SELECT {columns} FROM hops JOIN claims AS owner ON owner.id = hops.claim"
    " WHERE owner.document = :document",
    "figures": "SELECT {columns} FROM figures JOIN claims AS owner ON owner.id = figures.claim"
    " WHERE owner.document = :document",
}
_ALL = "SELECT {columns} FROM {table} WHERE {table}.document = :document"
_AS_EXTRACTED = ("name", "kind", "anonymous")


def stored_rows(connection: Connection, table: str, document: str) -> Counter[Row]:
    """Return the article's rows of a table of `COLUMNS`; sources as they were extracted."""
    columns = ", ".join(_column(table, column) for column in COLUMNS[table])
    statement = _OWNED.get(table, _ALL).format(columns=columns, table=table)
    return Counter(tuple(row) for row in connection.execute(statement, {"document": document}))


def _column(table: str, column: str) -> str:
    """Return the expression of one column; all names are constants."""
    if table == "sources" and column in _AS_EXTRACTED:
        return f"coalesce(sources.extracted_{column}, sources.{column})"
    return f'{table}."{column}"'
