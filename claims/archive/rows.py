"""The rows of a shard, gathered by table and period, and written at its end."""

from collections import defaultdict
from typing import Any, Final

import pyarrow
from pyarrow.parquet import write_table

from claims.archive.as_stored import as_stored
from claims.archive.folder import Attempt
from claims.archive.repeats import without_documents
from claims.archive.tables import TABLES, UNDATED, period_of, table_of
from claims.store.extractions.digests import packed_digests
from claims.store.extractions.rows import rows_of
from claims.store.extractions.soundness import document_fault, extraction_fault
from claims.store.ids import document_digest, document_id
from claims.store.runs import storable
from claims.store.storing.replacing import document_row
from claims.store.storing.writing import without_claims
from claims.values import Document, Extraction, Problem

__all__ = ["ShardRows"]

_AT_ONCE: Final = 25
"""Articles whose rows are held as Python values; those before are packed."""
_WORTH_A_DICTIONARY: Final = 1000
"""Rows of a file: with fewer, a dictionary of each column's values takes longer than it saves."""


class ShardRows:
    """Takes extractions and problems; packs them as they come, so that memory stays small."""

    def __init__(self, by: str) -> None:
        """Part the rows by the day, month or year of publication."""
        self.by = by
        self._rows: dict[tuple[str, str], list[tuple[Any, ...]]] = defaultdict(list)
        self._packed: dict[tuple[str, str], list[pyarrow.Table]] = defaultdict(list)
        self._known: dict[str, tuple[str, str]] = {}  # the digest and the period of each article

    def knows(self, document: Document) -> bool:
        """Return whether these very words and details were taken before."""
        found = self._known.get(document_id(document))
        return found is not None and found[0] == document_digest(document)

    def add(self, extraction: Extraction) -> None:
        """Take the rows of one article, as the store would have them."""
        fault = document_fault(extraction.document)
        if fault is not None:
            self.add_problem(Problem(extraction.document.path or "-", "store", fault))
            return
        fault = extraction_fault(extraction)
        if fault is not None:
            extraction = without_claims(extraction, fault)
        row = document_row(extraction)
        document, period = row["id"], period_of(extraction.document.published, self.by)
        self._forget(str(document))
        self._known[str(document)] = (str(row["digest"]), period)
        self._rows["documents", period].append(tuple(row[name] for name in TABLES["documents"]))
        rows = rows_of(extraction)
        for table, found in rows.items():
            if found:
                self._rows[table, period] += found
        digests = (document, packed_digests(as_stored(extraction)))
        self._rows["extraction_digests", period].append(digests)
        for problem in extraction.problems:
            self._problem(problem, str(document), period)
        if len(self._known) % _AT_ONCE == 0:
            self._pack()

    def add_problem(self, problem: Problem) -> None:
        """Take a problem that belongs to no article."""
        self._problem(problem, None, UNDATED)

    def write(self, attempt: Attempt) -> tuple[str, ...]:
        """Write a file for each table and period; return their names."""
        names = []
        self._pack()
        for table, period in sorted(self._packed):
            rows = pyarrow.concat_tables(self._packed[table, period])
            if not rows.num_rows:
                continue
            path = attempt.path(table, period)
            write_table(
                rows, path, compression="zstd", use_dictionary=rows.num_rows >= _WORTH_A_DICTIONARY
            )
            names.append(str(path.relative_to(attempt.folder)))
        return tuple(names)

    def _problem(self, problem: Problem, document: str | None, period: str) -> None:
        row = (document, storable(problem.path), problem.stage, storable(problem.reason))
        self._rows["problems", period].append(row)

    def _forget(self, document: str) -> None:
        """Drop what was taken of an article, which comes again with another text."""
        before = self._known.pop(document, None)
        if before is None:
            return
        period = before[1]
        self._pack()
        whole = {
            table: pyarrow.concat_tables(found)
            for (table, at), found in self._packed.items()
            if at == period
        }
        for table, rows in without_documents(whole, [document]).items():
            self._packed[table, period] = [rows]

    def count(self, table: str) -> int:
        """Return how many rows of a table were taken."""
        self._pack()
        return sum(
            part.num_rows
            for (name, _), parts in self._packed.items()
            if name == table
            for part in parts
        )

    def words(self) -> int:
        """Return how many words the articles have."""
        self._pack()
        return sum(
            sum(part["words"].to_pylist())
            for (name, _), parts in self._packed.items()
            if name == "documents"
            for part in parts
        )

    def _pack(self) -> None:
        for (table, period), rows in self._rows.items():
            self._packed[table, period].append(table_of(table, rows))
        self._rows.clear()
