"""`claims backup`: a verified copy of the database."""

from pathlib import Path

import click

from claims.cli.shared.options import database_option
from claims.store import backup, open_store

__all__ = ["command"]


@click.command(name="backup")
@click.argument("target", type=click.Path(path_type=Path))
@database_option
def command(target: Path, database: Path) -> None:
    """Write a copy of the database to TARGET and verify it.

    The copy is consistent even while others write. TARGET must not exist yet.
    """
    # Not read-only: there SQLite 3.40 cannot copy a table that has a generated column.
    with open_store(database, must_exist=True) as store:
        backup(store, target)
    click.echo(f"{database} copied to {target} and verified", err=True)
