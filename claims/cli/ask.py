"""`claims ask`: a question in SQL over a whole archive."""

import csv
import io
import json
from pathlib import Path

import click

from claims.archive.asking import Answer, ask_archive
from claims.archive.folder import ArchiveFolder
from claims.cli.shared.printing import printable
from claims.exports.spreadsheet import safe_cell

__all__ = ["command"]

WIDEST = 60


@click.command(name="ask")
@click.argument("out", type=click.Path(file_okay=False, exists=True, path_type=Path))
@click.argument("sql")
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "csv", "jsonl"]),
    default="table",
    show_default=True,
    help="How the answer is written.",
)
def command(out: Path, sql: str, form: str) -> None:
    """Answer a question in SQL over a whole archive.

    Tables and views are those of a desk, by the same names; SQL is DuckDB's. It reads the archive
    and nothing else, and changes nothing.
    """
    answer = ask_archive(ArchiveFolder(out), sql)
    click.echo({"table": _table, "csv": _csv, "jsonl": _lines}[form](answer), nl=False)


def _table(answer: Answer) -> str:
    """Return the answer in columns, long texts cut; nothing in them acts on the terminal."""
    names, rows = answer
    cells = [names, *([_cell(value) for value in row] for row in rows)]
    widths = [max(len(row[place]) for row in cells) for place in range(len(names))]
    return "".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        + "\n"
        for row in cells
    )


def _cell(value: object) -> str:
    text = "" if value is None else " ".join(printable(str(value)).split())
    return text if len(text) <= WIDEST else f"{text[: WIDEST - 1]}…"


def _csv(answer: Answer) -> str:
    """Return the answer as CSV, safe to open in a spreadsheet and to print."""
    written = io.StringIO()
    rows = [
        [safe_cell(printable(c)) if isinstance(c, str) else c for c in row] for row in answer[1]
    ]
    csv.writer(written, lineterminator="\n").writerows([answer[0], *rows])
    return written.getvalue()


def _lines(answer: Answer) -> str:
    names, rows = answer
    return "".join(
        json.dumps(dict(zip(names, row, strict=True)), ensure_ascii=False, default=str) + "\n"
        for row in rows
    )
