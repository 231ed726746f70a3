"""The tables of an archive: those of the store, with the columns that extraction fills.

Names, types and descriptions are taken from the store's own schema, so that the two cannot drift
apart. What only a desk knows (when an article was added, in which run, what people decided) is not
among them: the same article has the same rows wherever and whenever it was extracted.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, Final

import pyarrow

from claims.store import descriptions, memory_store
from claims.store.extractions.rows import COLUMNS

__all__ = ["TABLES", "UNDATED", "period_of", "schema_of", "table_of"]

TABLES: Final[Mapping[str, tuple[str, ...]]] = {
    "documents": (
        *("id", "url", "title", "publisher", "author", "published", "language", "format", "path"),
        *("words", "extracted", "reason", "digest", "text"),
    ),
    **COLUMNS,
    "problems": ("document", "path", "stage", "reason"),
    "extraction_digests": ("document", "digests"),
}
"""The columns of each table, in their order; the first table tells which articles there are."""

UNDATED: Final = "undated"
"""The period of what has no date of publication, and of problems that belong to no article."""

_TYPES: Final = {
    "TEXT": pyarrow.string(),
    "INTEGER": pyarrow.int64(),
    "REAL": pyarrow.float64(),
}
_LENGTHS: Final = {"day": 10, "month": 7, "year": 4}


@cache
def _types() -> dict[str, dict[str, str]]:
    """Return the declared type of each column of each table of the store."""
    with memory_store() as store:
        return {
            table: {
                name: kind
                for _, name, kind, *_ in store.connection.execute(f"PRAGMA table_info({table})")
            }
            for table in TABLES
        }


@cache
def schema_of(table: str) -> pyarrow.Schema:
    """Return the Arrow schema of a table; each column carries its description."""
    described = descriptions()[table].columns
    return pyarrow.schema(
        pyarrow.field(
            name,
            _TYPES[_types()[table][name]],
            metadata={"description": described.get(name, "")},
        )
        for name in TABLES[table]
    )


def table_of(table: str, rows: Sequence[Sequence[Any]]) -> pyarrow.Table:
    """Return rows, whose values are in the order of the columns, as an Arrow table."""
    schema = schema_of(table)
    columns = zip(*rows, strict=True) if rows else ([] for _ in schema)
    arrays = [
        pyarrow.array(values, field.type) for values, field in zip(columns, schema, strict=True)
    ]
    return pyarrow.Table.from_arrays(arrays, schema=schema)


def period_of(published: str | None, by: str) -> str:
    """Return the day, month or year (`by`) in which an article appeared, as it states it."""
    return published[: _LENGTHS[by]] if published else UNDATED
