"""`claims export`: what leaves the database, in one format or another."""

import importlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any, TypeVar

import click

from claims.cli.shared.options import database_option
from claims.cli.shared.printing import counted, uncut
from claims.errors import InputError, SettingsError
from claims.exports import (
    FEEDS,
    TABLES,
    Format,
    Place,
    Selection,
    TableName,
    corrections,
    formats,
    organisation_of,
    selected_documents,
)
from claims.store import Store, open_store

__all__ = ["command"]

Command = TypeVar("Command", bound=Callable[..., Any])

_HELP = {
    "csv": """Write claims as CSV, a row each, safe to open in a spreadsheet.

    The columns, described in docs/data.md, are those of the table of claims, with article, source
    and verdict. A text that a spreadsheet would run as a formula gets an apostrophe in front.""",
    "hops": """Write the hops of all chains as CSV, a row each: who relays, who originates.

    They join the claims on "claim"; the columns are described in docs/data.md.""",
    "figures": """Write the dates and quantities of all claims as CSV, a row each.

    They join the claims on "claim"; the columns are described in docs/data.md.""",
    "claimreview": """Write fact checks as ClaimReview, for search engines and archives.

    JSON-LD with an object for each claim that has a verdict. Claims on which people differ, or that
    a second person has yet to decide blindly, are not among them.""",
    "annotations": """Write claims as W3C Web Annotations, to show them upon the articles.

    JSON-LD, a collection for each article on a line of its own; a claim's words are found in the
    article by a text quote.""",
    "jsonl": """Write articles in the form of the annotation guide, as people corrected them.

    A JSON object a line, as `claims extract` writes it.""",
    "html": """Write a report as one HTML page that needs nothing beside it, and prints well.

    Sourcing at a glance, each claim that was flagged or decided with who says so, verdict, notes,
    evidence and who decided, and what house rules found.""",
    "docx": """Write a report for Word.

    The text, with who says so and what was decided as comments in the margin.""",
    "report": "Write articles as plain text, sentence by sentence, with who says so.",
}


@click.group(name="export")
def command() -> None:
    """Write what the database holds in another format.

    What people corrected leaves as corrected; claims that they dismissed do not leave.
    """


_OUTPUT_HELP = "The file to write; standard output where none is given."
output_option = click.option(
    "--output", type=click.File("w", encoding="utf8", lazy=True), default="-", help=_OUTPUT_HELP
)
bytes_option = click.option(
    "--output", type=click.File("wb", lazy=True), default="-", help=_OUTPUT_HELP
)
claim_option = click.option("--claim", metavar="ID", help="Only this claim.")
article_option = click.option("--article", metavar="ID", help="Only this article.")


def place_options(function: Command) -> Command:
    """Add `--base-url` and `--organisation`."""
    base = click.option(
        "--base-url", metavar="URL", help="Where readers reach the desk: https://desk.example."
    )
    name = click.option(
        "--organisation", metavar="NAME", help="Who publishes; else what the desk's settings say."
    )
    return base(name(function))


def _place(store: Store, base_url: str | None, organisation: str | None) -> Place:
    return Place(base_url, organisation or organisation_of(store))


def _command_of(one: Format) -> click.Command:
    """Return the command that writes one format."""

    @article_option
    @place_options
    @(output_option if one.is_text else bytes_option)
    @database_option
    def write(
        article: str | None,
        base_url: str | None,
        organisation: str | None,
        output: IO[Any],
        database: Path,
        claim: str | None = None,
    ) -> None:
        selection = _selection(claim, article)
        with open_store(database, read_only=True) as store:
            _write(one, store, selection, _place(store, base_url, organisation), output)

    with_claim = claim_option(write) if one.claims else write
    help_text = _HELP.get(one.name, f"Write claims as {one.title}.")
    return click.command(name=one.name, help=help_text)(with_claim)


def _selection(claim: str | None, article: str | None) -> Selection:
    if claim is not None and article is not None:
        raise click.UsageError("Give --claim or --article, not both.")
    return Selection(claim, article)


def _write(one: Format, store: Store, selection: Selection, place: Place, output: IO[Any]) -> None:
    """Write piece by piece; raises InputError where nothing is there that was named."""
    if selection != Selection() and not list(selected_documents(store, selection)):
        raise InputError(f"{store.path}: no such claim or article")
    written = False
    for piece in one.pieces(store, selection, place):
        output.write(piece)
        written = True
    if not written:
        click.echo("nothing to write: no claim has a verdict, or nothing is stored", err=True)


for _format in formats():
    command.add_command(_command_of(_format))


@command.command(name="atom")
@click.argument("feed", type=click.Choice([feed.name for feed in FEEDS]), default="articles")
@place_options
@output_option
@database_option
def export_feed(
    feed: str, base_url: str | None, organisation: str | None, output: IO[str], database: Path
) -> None:
    """Write what is new as an Atom feed: articles as they are added, or verdicts.

    A desk that is served has the same feeds at /-/claims/feed/articles and /-/claims/feed/verdicts.
    """
    [wanted] = [one for one in FEEDS if one.name == feed]
    with open_store(database, read_only=True) as store:
        output.write(wanted.write(store, _place(store, base_url, organisation)))


@command.command(name="parquet")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option(
    "--table",
    type=click.Choice(list(TABLES)),
    default="claims",
    show_default=True,
    help="The rows to write.",
)
@article_option
@claim_option
@database_option
def export_parquet(
    file: Path, table: TableName, article: str | None, claim: str | None, database: Path
) -> None:
    """Write claims as a Parquet FILE, for analysts: the columns of the CSV, with their types.

    Dates are dates, truth is truth, and each column carries its description.
    """
    try:
        writer = importlib.import_module("claims.exports.parquet")
    except ModuleNotFoundError as error:
        if error.name != "pyarrow":
            raise
        raise SettingsError("Parquet needs pyarrow: pip install 'claims-desk[parquet]'") from error
    with open_store(database, read_only=True) as store:
        count = writer.write_parquet(store, _selection(claim, article), file, table=table)
    click.echo(f"{counted(count, table.removesuffix('s'))} in {file}", err=True)


@command.command(name="corrections")
@output_option
@click.option("--reviewed-only", is_flag=True, help="Leave out sentences that no person reviewed.")
@database_option
def export_corrections(output: IO[str], reviewed_only: bool, database: Path) -> None:
    """Write what people corrected and confirmed, as training data.

    A JSON object a line, one for each article that people worked on, in the form of the annotation
    guide; "reviewed" says of each sentence and claim whether a person confirmed it.
    """
    count = 0
    with open_store(database, read_only=True) as store:
        for form in corrections(store, reviewed_only=reviewed_only):
            output.write(json.dumps(form, ensure_ascii=False) + "\n")
            count += 1
    click.echo(f"{counted(count, 'article')} with corrections", err=True)


uncut(command)
