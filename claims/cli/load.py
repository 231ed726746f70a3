"""`claims load`: a part of an archive into a desk's file."""

from pathlib import Path

import click

from claims.archive.loading import load_archive
from claims.checks.running import finish_checks
from claims.cli.add import summarised
from claims.cli.shared.options import database_option
from claims.store import open_store, owed, track_documents
from claims.tracking import Comparer

__all__ = ["command"]

LINES_EVERY = 1000


@click.command(name="load")
@click.argument("out", type=click.Path(file_okay=False, exists=True, path_type=Path))
@click.option(
    "--where",
    metavar="SQL",
    help="A condition on documents: \"publisher = 'The Post' AND published >= '2024'\".",
)
@click.option(
    "--later", is_flag=True, help="Leave stories and house rules to the next claims add or serve."
)
@database_option
def command(out: Path, where: str | None, later: bool, database: Path) -> None:
    """Bring a part of an archive into the database.

    Nothing is extracted again: articles have the rows that claims add would have stored. What is
    there already stays. Then stories are found and house rules run, as claims add does.
    """
    if database.parent == Path("data"):
        database.parent.mkdir(exist_ok=True)
    with open_store(database) as store:
        summary = load_archive(store, out, where=where, watcher=_tell)
        if not later:
            track_documents(store, Comparer())
            finish_checks(store)
        for work in owed(store):
            click.echo(str(work), err=True)
    click.echo(summarised(summary, database), err=True)


def _tell(articles: int) -> None:
    if articles % LINES_EVERY == 0:
        click.echo(f"{articles:,} articles", err=True)
