"""`claims show`: an article sentence by sentence, with who says so, in the terminal."""

import click

from claims.cli.options import reading_options
from claims.cli.printing import printable
from claims.cli.targets import documents
from claims.exports import report
from claims.inference import AttributionModel
from claims.pipeline import extract
from claims.reading import ReadingOptions
from claims.values import Problem

__all__ = ["command"]


@click.command(name="show")
@click.argument("targets", nargs=-1, required=True, metavar="PATH|URL|- ...")
@reading_options
@click.pass_context
def command(context: click.Context, targets: tuple[str, ...], options: ReadingOptions) -> None:
    """Print an article sentence by sentence, with who says so; nothing is stored.

    Chains run from the writer to the originator; a hop in parentheses is inferred.
    """
    model = AttributionModel()
    problems: list[Problem] = []
    for document in documents(targets, options, problems):
        if document.title:
            click.echo(printable(f"{document.title}\n"))
        click.echo(printable(report(extract(document, model))))
    if problems:
        context.exit(1)
