"""`claims show`: an article sentence by sentence, with who says so, in the terminal."""

import click

from claims.cli.options import reading_options
from claims.cli.printing import printable
from claims.exports import report
from claims.inference import AttributionModel
from claims.pipeline import extract
from claims.reading import ReadingOptions, read
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
    failed = False
    for target in targets:
        for reading in read(target, options=options):
            if isinstance(reading, Problem):
                click.echo(printable(f"{reading.path}: {reading.reason}"), err=True)
                failed = True
                continue
            if reading.title:
                click.echo(printable(f"{reading.title}\n"))
            click.echo(printable(report(extract(reading, model))))
    if failed:
        context.exit(1)
