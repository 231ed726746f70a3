"""Claims as CSV, a row each, safe to open in a spreadsheet.

Text comes from articles, and an article may be hostile: a cell that begins with "=" runs as a
formula when the file is opened. Such cells get an apostrophe in front, which spreadsheets take for
the mark of a text (OWASP, "CSV Injection", 2023: = + - @, tab, carriage return; besides, the same
signs in full width, and line feed).
"""

import csv
import io
from collections.abc import Iterable, Iterator

from claims.exports.selecting import Place, Row, Selection, claim_rows
from claims.store import Store

__all__ = ["COLUMNS", "csv_pieces", "safe_cell"]

COLUMNS: dict[str, type] = {
    "claim": str,
    "document": str,
    "url": str,
    "title": str,
    "publisher": str,
    "author": str,
    "published": str,
    "sentence": int,
    "text": str,
    "standalone": str,
    "chain": str,
    "sourcing": str,
    "source": str,
    "source_kind": str,
    "kind": str,
    "certainty": str,
    "manner": str,
    "negated": bool,
    "disputable": bool,
    "anonymous": bool,
    "figures": int,
    "confidence": float,
    "state": str,
    "verdict": str,
    "flag": str,
    "corrected": bool,
}
"""The columns of a table of claims and the type of each; they mean what the store's columns mean.

`corrected` tells whether a person changed what extraction found."""

_RUNS = tuple("=+-@\t\r\n＝＋－＠")


def safe_cell(text: str) -> str:
    """Return a text as a cell that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(_RUNS) else text


def csv_pieces(store: Store, selection: Selection, place: Place) -> Iterator[str]:
    """Yield the lines of the table, the names of the columns first; lines end as RFC 4180 says."""
    del place
    yield _line(COLUMNS)
    for row in claim_rows(store, selection):
        yield _line(_cell(row, name) for name in COLUMNS)


def _cell(row: Row, name: str) -> object:
    value = row[name]
    return safe_cell(value) if isinstance(value, str) else value


def _line(cells: Iterable[object]) -> str:
    written = io.StringIO()
    csv.writer(written).writerow(cells)
    return written.getvalue()
