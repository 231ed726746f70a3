"""Claims as a Parquet file, for analysts: the columns of the CSV, with their types.

Needs pyarrow, which comes with the extra "parquet"; nothing else of the package imports this.
"""

from itertools import islice
from pathlib import Path

import pyarrow
from pyarrow.parquet import ParquetWriter

from claims.exports.selecting import Row, Selection, claim_rows
from claims.exports.spreadsheet import COLUMNS
from claims.store import Store

__all__ = ["write_parquet"]

ROWS_AT_ONCE = 20_000
"""Rows of a group: some megabytes, however large the file becomes."""


def write_parquet(store: Store, selection: Selection, path: Path) -> int:
    """Write the claims to a new file and return how many there are."""
    types = {
        str: pyarrow.string(),
        int: pyarrow.int64(),
        float: pyarrow.float64(),
        bool: pyarrow.bool_(),
    }
    schema = pyarrow.schema([(name, types[sort]) for name, sort in COLUMNS.items()])
    rows, count = claim_rows(store, selection), 0
    with ParquetWriter(path, schema, compression="zstd") as writer:
        while group := [_typed(row) for row in islice(rows, ROWS_AT_ONCE)]:
            writer.write_table(pyarrow.Table.from_pylist(group, schema=schema))
            count += len(group)
    return count


def _typed(row: Row) -> Row:
    """Return the columns that leave; SQLite's 0 and 1 become false and true."""
    return {
        name: bool(row[name]) if sort is bool and row[name] is not None else row[name]
        for name, sort in COLUMNS.items()
    }
