"""Small helpers by which rows are read."""

from sqlite3 import Connection
from typing import Any

from claims.values import Span

__all__ = ["Records", "query", "span_of"]

Records = list[dict[str, Any]]
"""Rows as dicts by column."""


def query(connection: Connection, statement: str, *parameters: object, **named: object) -> Records:
    """Return the rows of a SELECT; its `?` take their values in order, its `:name` by name."""
    cursor = connection.execute(statement, named or parameters)
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor]


def span_of(row: dict[str, Any]) -> Span:
    """Return the span of a row that has `start` and `end`."""
    return Span(row["start"], row["end"])
