"""`claims check`: house rules on articles, as a linter prints them; no database on disk."""

import click

from claims.checks import check_extraction, lint_line
from claims.cli.options import reading_options
from claims.cli.printing import printable
from claims.cli.targets import documents
from claims.inference import AttributionModel
from claims.pipeline import extract
from claims.reading import ReadingOptions
from claims.values import Problem

__all__ = ["command"]


@click.command(name="check")
@click.argument("targets", nargs=-1, required=True, metavar="PATH|URL|- ...")
@reading_options
@click.pass_context
def command(context: click.Context, targets: tuple[str, ...], options: ReadingOptions) -> None:
    """Print what breaks a house rule, as a linter does.

    One line for each finding, "file:line:column: code message", and nothing is stored. Exits with 1
    when a rule of the severity "error" or "warning" found something, or an article could not be
    read.
    """
    model = AttributionModel()
    problems: list[Problem] = []
    broken = False
    for document in documents(targets, options, problems):
        for finding in check_extraction(extract(document, model)):
            click.echo(printable(lint_line(document.path or "-", document.text, finding)))
            broken = broken or finding.severity != "note"
    if broken or problems:
        context.exit(1)
