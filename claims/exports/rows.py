"""Extractions as flat rows, for data frames: the tables of the data files without a database file.

The rows are made in a database in memory, so that ids, chains and sorts are those that `claims add`
would store. What only people decide is empty: verdict, flag, corrections.
"""

from collections.abc import Iterable, Iterator

from claims.errors import StoreError
from claims.exports.columns import TABLES, Cell, TableName
from claims.exports.selecting import Selection, table_rows
from claims.store import add_extractions, begin_run, document_id, memory_store
from claims.values import Extraction

__all__ = ["flat_rows"]

AT_ONCE = 100
"""Articles of one database in memory: to make one takes longer than to fill it with a few."""

WRITTEN_AT_ONCE = 10
"""Articles of a transaction; no other writer waits for this database."""


def flat_rows(
    extractions: Extraction | Iterable[Extraction], table: TableName = "claims"
) -> Iterator[dict[str, Cell]]:
    """Yield a row for each claim, hop or figure, article by article and in the order of the text.

    `extractions` is one or a stream of them, which is taken in batches of 100. The columns are
    those of `TABLES[table]`, dates are dates: `pandas.DataFrame(flat_rows(found))` works as it is.
    An article that comes twice has its rows twice. Raises StoreError for an extraction that no
    database can hold.
    """
    stream = [extractions] if isinstance(extractions, Extraction) else extractions
    batch: dict[str, Extraction] = {}
    for extraction in stream:
        identity = document_id(extraction.document)
        if identity in batch or len(batch) >= AT_ONCE:
            yield from _rows_of(batch, table)
            batch = {}
        batch[identity] = extraction
    yield from _rows_of(batch, table)


def _rows_of(batch: dict[str, Extraction], table: TableName) -> Iterator[dict[str, Cell]]:
    if not batch:
        return
    with memory_store() as store:
        run = begin_run(store, "extract")
        add_extractions(store, batch.values(), run=run, batch=WRITTEN_AT_ONCE)
        problem = store.connection.execute(
            "SELECT path, reason FROM problems WHERE stage = 'store' LIMIT 1"
        ).fetchone()
        if problem is not None:
            raise StoreError(f"{problem[0]}: has no rows: it {problem[1]}")
        for document in batch:
            yield from table_rows(store, TABLES[table], Selection(document=document))
