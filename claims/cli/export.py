"""`claims export`: what leaves the database, in one format or another."""

import json
from pathlib import Path
from typing import IO

import click

from claims.cli.options import database_option
from claims.exports.corrections import corrections
from claims.store import open_store

__all__ = ["command"]


@click.group(name="export")
def command() -> None:
    """Write what the database holds in another format."""


@command.command(name="corrections")
@click.option(
    "--output",
    type=click.File("w", encoding="utf8", lazy=True),
    default="-",
    help="The file to write; standard output where none is given.",
)
@click.option(
    "--reviewed-only", is_flag=True, help="Leave out sentences behind which nobody stands."
)
@database_option
def export_corrections(output: IO[str], reviewed_only: bool, database: Path) -> None:
    """Write what people corrected and confirmed, as training data.

    A JSON object a line, one for each article that people worked on, in the form of the annotation
    guide; "reviewed" says of each sentence and claim whether a person stands behind it.
    """
    count = 0
    with open_store(database, read_only=True) as store:
        for form in corrections(store, reviewed_only=reviewed_only):
            output.write(json.dumps(form, ensure_ascii=False) + "\n")
            count += 1
    articles = "article" if count == 1 else "articles"
    click.echo(f"{count} {articles} with corrections", err=True)
