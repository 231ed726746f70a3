"""The articles that a command without a database is given; what cannot be read is told at once."""

from collections.abc import Iterable, Iterator

import click

from claims.cli.shared.printing import printable
from claims.reading import ReadingOptions
from claims.values import Document, Problem
from claims.workers import Workers

__all__ = ["documents"]


def documents(
    targets: Iterable[str], options: ReadingOptions, problems: list[Problem], *, workers: Workers
) -> Iterator[Document]:
    """Yield the document of each article; print each problem on standard error and gather it."""
    for target in targets:
        for reading in workers.read(target, options=options):
            if isinstance(reading, Document):
                yield reading
            else:
                click.echo(printable(f"{reading.path}: {reading.reason}"), err=True)
                problems.append(reading)
