"""Prove readings: each one is sound, quotes its text, and what is derived from it follows."""

import json
from collections import Counter
from collections.abc import Iterator
from sqlite3 import Connection
from typing import Any

from claims.store.effects.reader_differences import (
    AGREEMENT_COLUMNS,
    DIFFERENCE_COLUMNS,
    agreement_rows,
    difference_rows,
    readings_of,
)
from claims.store.extractions.soundness import extraction_fault

__all__ = ["reading_damage"]

_DIFFERENCES = f"""
SELECT {", ".join(DIFFERENCE_COLUMNS)} FROM reading_differences WHERE document = ?
"""  # noqa: S608 - constants
_AGREEMENT = f"""
SELECT {", ".join(f"reading_agreement.{name}" for name in AGREEMENT_COLUMNS)}
FROM reading_agreement JOIN readings ON readings.id = reading_agreement.reading
WHERE readings.document = ?
"""  # noqa: S608 - constants

_MARKED = """
SELECT id FROM claims WHERE document = ? AND differs <> EXISTS (
    SELECT 1 FROM reading_differences WHERE claim = claims.id AND settled = 0)
"""


def reading_damage(
    connection: Connection, document: str, *, late: bool = False
) -> Iterator[tuple[str, str, str]]:
    """Yield what is wrong with the readings of an article: the table, the row, and what it is.

    `late`: chains of the article wait to be written, so that differences are not compared.
    Readings of an earlier text of the article are not read back; nothing may be derived from them.
    """
    for (claim,) in connection.execute(_MARKED, (document,)):
        yield "claims", claim, "is not marked as the readers of its article differ"
    try:
        for row, found in readings_of(connection, document):
            name = f"of {document} by {row['reader']}"
            fault = extraction_fault(found)
            if fault is not None:
                yield "readings", name, f"does not stand in the text: {fault}"
                return
            numbers = {sentence.number for sentence in found.sentences}
            if not set(json.loads(row["unsure"])) <= numbers:
                yield "readings", name, "is unsure of a sentence that is not there"
        if not late:
            derived = difference_rows(connection, document)
            yield from _compared(connection, "reading_differences", _DIFFERENCES, document, derived)
        derived = agreement_rows(connection, document)
        yield from _compared(connection, "reading_agreement", _AGREEMENT, document, derived)
    except (KeyError, TypeError, ValueError, IndexError) as error:
        yield "readings", f"of {document}", f"cannot be read back at {error}"


def _compared(
    connection: Connection,
    table: str,
    statement: str,
    document: str,
    derived: list[tuple[Any, ...]],
) -> Iterator[tuple[str, str, str]]:
    """Compare stored rows with those derived again."""
    stored = Counter(connection.execute(statement, (document,)).fetchall())
    expected = Counter(derived)
    for row in stored - expected:
        yield table, f"of {document}", f"does not follow from the reading: {_near(row)}"
    for row in expected - stored:
        yield table, f"of {document}", f"missing: {_near(row)}"


def _near(row: tuple[Any, ...]) -> str:
    """Return the beginning of a row, in one line."""
    return " ".join(" | ".join("" if cell is None else str(cell) for cell in row).split())[:120]
