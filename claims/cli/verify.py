"""`claims verify`: prove that the database is intact."""

from pathlib import Path

import click

from claims.cli.shared.options import database_option
from claims.cli.shared.printing import counted, printable
from claims.store import head_of, open_store, owed, verify

__all__ = ["command"]


@click.command(name="verify")
@database_option
@click.option(
    "--head",
    metavar="DIGEST",
    help="A head that an earlier verify printed: prove that all decisions up to it are there.",
)
@click.pass_context
def command(context: click.Context, database: Path, head: str | None) -> None:
    """Prove that ids, offsets, keys and the audit trail are intact.

    Derives every id again, compares every span with its text and every row with the digest of what
    extraction found, checks findings, runs, attachments, foreign keys, the full-text index and
    SQLite's own integrity, and follows the hashes of the audit trail. Names work that is owed.
    Prints the head of the trail: whoever keeps it elsewhere can prove later that nothing before it
    was changed, cut off or chained again. Exits with 1 and a line for each fault found.
    """
    with open_store(database, must_exist=True) as store:
        faults = verify(store, head=head)
        late = owed(store)
        latest = head_of(store)
    for fault in faults:
        click.echo(printable(str(fault)))
    for work in late:
        click.echo(f"owed: {work}", err=True)
    if latest is not None:
        click.echo(f"head: {latest}", err=True)
    told = f"{counted(len(faults), 'fault')} in {database}" if faults else f"{database} is intact"
    click.echo(told, err=True)
    if faults:
        context.exit(1)
