"""`claims show`: an article sentence by sentence, with who says so, in the terminal."""

import click

from claims.cli.shared.options import limits_option, reading_options
from claims.cli.shared.printing import printable
from claims.cli.shared.targets import documents
from claims.exports import report
from claims.reading import ReadingOptions
from claims.values import Problem
from claims.workers import Limits, Workers

__all__ = ["command"]


@click.command(name="show")
@click.argument("targets", nargs=-1, required=True, metavar="PATH|URL|- ...")
@limits_option
@reading_options
@click.pass_context
def command(
    context: click.Context, targets: tuple[str, ...], limits: Limits, options: ReadingOptions
) -> None:
    """Print an article sentence by sentence, with who says so; nothing is stored.

    Chains run from the writer to the originator; a hop in parentheses is inferred.
    """
    problems: list[Problem] = []
    with Workers(limits=limits) as workers:
        for document in documents(targets, options, problems, workers=workers):
            if document.title:
                click.echo(printable(f"{document.title}\n"))
            click.echo(printable(report(workers.extract(document))))
    if problems:
        context.exit(1)
