"""Claims, hops and figures as CSV, a row each, safe to open in a spreadsheet.

Text comes from articles, and an article may be hostile: a cell that begins with "=" runs as a
formula when the file is opened. Such cells get an apostrophe in front, which spreadsheets take for
the mark of a text (OWASP, "CSV Injection", 2023: = + - @, tab, carriage return; besides, the same
signs in full width, and line feed). Truth is written 1 and 0, dates as ISO 8601.
"""

import csv
import io
from collections.abc import Iterable, Iterator
from datetime import date

from claims.exports.columns import TABLES, Cell, TableName
from claims.exports.decisions import decided_rows
from claims.exports.selecting import Place, Selection, table_rows
from claims.store import Store

__all__ = ["csv_lines", "csv_pieces", "figure_pieces", "hop_pieces", "safe_cell"]

_RUNS = tuple("=+-@\t\r\n＝＋－＠")


def safe_cell(text: str) -> str:
    """Return a text as a cell that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(_RUNS) else text


def csv_pieces(store: Store, selection: Selection, place: Place) -> Iterator[str]:
    """Yield the lines of the claims, the names of the columns first; lines end as RFC 4180 says."""
    yield from csv_lines("claims", decided_rows(store, selection, place))


def hop_pieces(store: Store, selection: Selection, place: Place) -> Iterator[str]:
    """Yield the lines of the hops, as `csv_pieces` does."""
    del place
    yield from _pieces(store, "hops", selection)


def figure_pieces(store: Store, selection: Selection, place: Place) -> Iterator[str]:
    """Yield the lines of the figures, as `csv_pieces` does."""
    del place
    yield from _pieces(store, "figures", selection)


def csv_lines(name: TableName, rows: Iterable[dict[str, Cell]]) -> Iterator[str]:
    """Yield rows of a table as lines, the names of the columns first."""
    columns = [column.name for column in TABLES[name].columns]
    yield _line(columns)
    for row in rows:
        yield _line(_cell(row[column]) for column in columns)


def _pieces(store: Store, name: TableName, selection: Selection) -> Iterator[str]:
    return csv_lines(name, table_rows(store, TABLES[name], selection))


def _cell(value: Cell) -> object:
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, date):  # a date and time is one, too
        return value.isoformat()
    return safe_cell(value) if isinstance(value, str) else value


def _line(cells: Iterable[object]) -> str:
    written = io.StringIO()
    csv.writer(written).writerow(cells)
    return written.getvalue()
