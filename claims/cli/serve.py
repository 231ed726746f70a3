"""`claims serve`: the desk in the browser."""

from collections.abc import Sequence
from pathlib import Path

import click

from claims.checks import run_checks
from claims.cli.options import database_option
from claims.review.serving import Address, serve
from claims.store import Store, open_store

__all__ = ["announce", "command", "recheck"]


def announce(address: Address) -> None:
    """Say where the desk is, and how its owner gets in."""
    click.echo(f"The desk is at {address.page} (stop it with Ctrl-C)", err=True)
    if address.sign_in is not None:
        click.echo(f"Sign in with this link, which works once:\n  {address.sign_in}", err=True)


def recheck(store: Store, documents: Sequence[str]) -> None:
    """Run the house rules again over the articles that a decision on the desk changed."""
    run_checks(store, documents=documents)


@click.command(name="serve")
@database_option
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen at.")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8010,
    show_default=True,
    help="0: any free one.",
)
@click.option(
    "--public", is_flag=True, help="Let everybody who reaches the port read; nobody can write."
)
@click.option(
    "--name",
    "names",
    multiple=True,
    metavar="HOST",
    help="A host name under which others reach this machine; may be given several times.",
)
@click.option("--browser/--no-browser", default=False, help="Open the browser.")
def command(
    database: Path, host: str, port: int, public: bool, names: tuple[str, ...], browser: bool
) -> None:
    """Open the desk: Datasette with the pages of the fact-checker.

    It listens on this machine only and lets nobody else in, unless you say so. The link that it
    prints signs you in.
    """
    open_store(database).close()  # brings an older schema up to date, or says what is wrong
    serve(
        database,
        host=host,
        port=port,
        public=public,
        hosts=names,
        open_browser=browser,
        announce=announce,
        recheck=recheck,
    )
