"""`claims snapshot`: a read-only file for the public, to be served by any Datasette."""

from pathlib import Path

import click

from claims.cli.shared.options import database_option
from claims.cli.shared.printing import counted
from claims.exports.snapshot import write_snapshot
from claims.store import open_store

__all__ = ["command"]


@click.command(name="snapshot")
@click.argument("target", type=click.Path(path_type=Path))
@database_option
@click.option("--names", is_flag=True, help="Tell who decided, too.")
@click.option(
    "--undated",
    is_flag=True,
    help="Take in articles without a date of publication, which may be drafts.",
)
def command(target: Path, database: Path, names: bool, undated: bool) -> None:
    """Write what may be published to TARGET, for datasette publish.

    It holds articles, claims with who says so, stories, and verdicts of claims that are decided; no
    notes, flags, open decisions, paths of files, earlier texts, nor what is marked as confidential.
    The database is verified first. TARGET must not exist yet.
    """
    with open_store(database, must_exist=True) as store:
        made = write_snapshot(store, target, names=names, undated=undated)
    told = f"{counted(made.articles, 'article')}, {counted(made.claims, 'claim')}"
    click.echo(f"{target}: {told}, {counted(made.verdicts, 'verdict')}, verified", err=True)
    if made.left:
        click.echo(f"left out: {counted(made.left, 'article')} (undated or confidential)", err=True)
