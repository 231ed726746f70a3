"""`claims verify`: prove that the database is whole."""

from pathlib import Path

import click

from claims.cli.options import database_option
from claims.cli.printing import counted, printable
from claims.store import open_store, verify

__all__ = ["command"]


@click.command(name="verify")
@database_option
@click.pass_context
def command(context: click.Context, database: Path) -> None:
    """Prove that ids, offsets, keys and the audit trail are whole.

    Derives every id anew, compares every span with its text, checks foreign keys, the full-text
    index and SQLite's own integrity, and follows the hashes of the audit trail. Exits with 1 and a
    line for each fault found.
    """
    with open_store(database, must_exist=True) as store:
        faults = verify(store)
    for fault in faults:
        click.echo(printable(str(fault)))
    told = f"{counted(len(faults), 'fault')} in {database}" if faults else f"{database} is whole"
    click.echo(told, err=True)
    if faults:
        context.exit(1)
