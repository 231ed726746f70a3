"""Claims, hops or figures as a Parquet file, for analysts: the columns of the CSV, typed.

Needs pyarrow, which comes with the extra "parquet"; nothing else of the package imports this.
"""

from datetime import date, datetime
from itertools import islice
from pathlib import Path

import pyarrow
from pyarrow.parquet import ParquetWriter

from claims.exports.columns import TABLES, TableName
from claims.exports.decisions import decided_rows
from claims.exports.selecting import Place, Selection, table_rows
from claims.store import Store

__all__ = ["write_parquet"]

ROWS_AT_ONCE = 20_000
"""Rows of a group: some megabytes, however large the file becomes."""


def write_parquet(
    store: Store,
    selection: Selection,
    path: Path,
    *,
    table: TableName = "claims",
    place: Place | None = None,
) -> int:
    """Write the rows of a table to a new file and return how many there are.

    `place` tells whether what people decided may be told, and by whom.

    Each column carries its description as metadata ("description").
    """
    types = {
        str: pyarrow.string(),
        int: pyarrow.int64(),
        float: pyarrow.float64(),
        bool: pyarrow.bool_(),
        date: pyarrow.date32(),
        datetime: pyarrow.timestamp("us", tz="UTC"),
    }
    schema = pyarrow.schema(
        pyarrow.field(column.name, types[column.type], metadata={"description": column.description})
        for column in TABLES[table].columns
    )
    rows, count = table_rows(store, TABLES[table], selection), 0
    if table == "claims":
        rows = decided_rows(store, selection, place or Place())
    with ParquetWriter(path, schema, compression="zstd") as writer:
        while group := list(islice(rows, ROWS_AT_ONCE)):
            writer.write_table(pyarrow.Table.from_pylist(group, schema=schema))
            count += len(group)
    return count
