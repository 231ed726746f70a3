"""`claims rebuild`: extract everything stored again."""

from pathlib import Path

import click

from claims.checks import remember_rules, run_checks
from claims.cli.shared.options import database_option, jobs_option, limits_option, rules_option
from claims.cli.shared.printing import counted
from claims.inference import AttributionModel
from claims.pipeline import digests
from claims.store import (
    begin_run,
    documents,
    finish_run,
    open_store,
    replace_extractions,
    track_documents,
)
from claims.tracking import Comparer
from claims.workers import Limits, Workers

__all__ = ["command"]


@click.command(name="rebuild")
@database_option
@jobs_option
@limits_option
@rules_option
def command(database: Path, jobs: int, limits: Limits, rules: Path | None) -> None:
    """Extract everything stored again, with the models and rules of this version.

    What people decided is never touched: decisions attach again by id, else by the words they were
    made on; those that no longer attach are listed in the view detached_reviews.
    """
    model = AttributionModel()
    with (
        open_store(database, must_exist=True) as store,
        Workers(limits=limits, jobs=jobs) as workers,
    ):
        if rules is not None:
            remember_rules(store, rules)
        run = begin_run(store, "rebuild", models=digests(model))
        replace_extractions(store, workers.extract_all(documents(store)), run=run)
        track_documents(store, Comparer())
        run_checks(store)
        summary = finish_run(store, run)
    articles = counted(summary.updated, "article")
    click.echo(f"{articles} extracted anew in {database}", err=True)
