"""`claims add`: read, extract and store articles."""

from pathlib import Path

import click

from claims.adding import add_articles
from claims.checks import remember_rules, run_checks
from claims.cli.options import database_option, jobs_option, reading_options, rules_option
from claims.cli.printing import counted
from claims.cli.progress import Narrator
from claims.inference import AttributionModel
from claims.pipeline import digests, extract_many
from claims.reading import ReadingOptions
from claims.store import AddSummary, open_store
from claims.tracking import Comparer

__all__ = ["add", "command"]


def add(
    targets: tuple[str, ...],
    database: Path,
    options: ReadingOptions,
    *,
    jobs: int = 1,
    rules: Path | None = None,
) -> AddSummary:
    """Add the targets to the database, tell of each on standard error, and return the counts."""
    model = AttributionModel()
    if database.parent == Path("data"):
        database.parent.mkdir(exist_ok=True)
    with open_store(database) as store, Narrator() as narrator:
        if rules is not None:
            remember_rules(store, rules)
        summary = add_articles(
            store,
            targets,
            extract_all=lambda documents: extract_many(documents, model=model, jobs=jobs),
            options=options,
            models=digests(model),
            watcher=narrator,
            comparer=Comparer(),
        )
        if rules is not None:
            run_checks(store)
    click.echo(summarised(summary, database), err=True)
    return summary


def summarised(summary: AddSummary, database: Path) -> str:
    """Return the last line: what changed, and where it is kept."""
    parts = [f"{summary.added} added", f"{summary.updated} updated"]
    parts.append(f"{summary.unchanged} known already")
    changed = "" if summary.added + summary.updated else "nothing changed: "
    problems = f"; {counted(summary.problems, 'problem')}" if summary.problems else ""
    return f"{changed}{', '.join(parts)} in {database}{problems}"


@click.command(name="add")
@click.argument("targets", nargs=-1, required=True, metavar="PATH|URL|- ...")
@database_option
@jobs_option
@rules_option
@reading_options
@click.pass_context
def command(
    context: click.Context,
    targets: tuple[str, ...],
    database: Path,
    jobs: int,
    rules: Path | None,
    options: ReadingOptions,
) -> None:
    """Read, extract and store articles.

    Files (text, Markdown, HTML, PDF, Word, e-mail, JSON lines, feeds, WARC, zip), folders,
    addresses, or - for standard input. Adding the same article again changes nothing. Exits with 1
    when something could not be read; the rest is stored all the same.
    """
    if add(targets, database, options, jobs=jobs, rules=rules).problems:
        context.exit(1)
