"""`claims rebuild`: extract everything stored anew."""

from pathlib import Path

import click

from claims.cli.options import database_option
from claims.inference import load_models
from claims.pipeline import extract
from claims.store import open_store, rebuild

__all__ = ["command"]


@click.command(name="rebuild")
@database_option
def command(database: Path) -> None:
    """Extract everything stored anew, with the models and rules of this version.

    What people decided is never touched: decisions attach again by id, else by the words they were
    made on; those that no longer attach are listed in the view detached_reviews.
    """
    models = load_models()
    with open_store(database) as store:
        summary = rebuild(store, lambda document: extract(document, models))
    click.echo(f"{summary.updated} articles extracted anew in {database}", err=True)
