"""`claims add`: read, extract and store articles."""

from functools import partial
from pathlib import Path

import click

from claims.adding import Outcome, add_articles
from claims.checks import remember_rules, run_checks
from claims.cli.reread import read_beside
from claims.cli.shared.options import (
    database_option,
    jobs_option,
    limits_option,
    reading_options,
    rules_option,
)
from claims.cli.shared.printing import counted
from claims.cli.shared.progress import Narrator
from claims.cli.shared.reader_options import ReaderChoice, opened_reader, reader_options
from claims.inference import AttributionModel
from claims.pipeline import digests
from claims.reading import ReadingOptions
from claims.store import AddSummary, open_store
from claims.store.readings import readers_setting
from claims.tracking import Comparer
from claims.workers import Limits, Workers

__all__ = ["add", "command"]


def add(
    targets: tuple[str, ...],
    database: Path,
    options: ReadingOptions,
    *,
    limits: Limits | None = None,
    jobs: int = 1,
    rules: Path | None = None,
    choice: ReaderChoice | None = None,
) -> AddSummary:
    """Add the targets to the database, tell of each on standard error, and return the counts.

    With a `choice`, that reader then reads those of the articles that it has not read yet, beside
    what stands; what it could not read counts as a problem.
    """
    model = AttributionModel()
    named: dict[str, None] = {}
    if database.parent == Path("data"):
        database.parent.mkdir(exist_ok=True)
    with open_store(database) as store:
        # Before anything is added: who is not allowed, or does not agree, learns it at once.
        setting = readers_setting(store.connection)
        reader = None if choice is None else opened_reader(choice, setting=setting)
        if rules is not None:
            remember_rules(store, rules)
        with Narrator() as narrator, Workers(limits=limits, jobs=jobs) as workers:

            def watch(outcome: Outcome) -> None:
                if outcome.document is not None:
                    named[outcome.document] = None
                narrator(outcome)

            summary = add_articles(
                store,
                targets,
                extract_all=workers.extract_all,
                reading=partial(workers.read, options=options),
                models=digests(model),
                watcher=watch,
                comparer=Comparer(),
            )
            if rules is not None:
                run_checks(store)
        click.echo(summarised(summary, database), err=True)
        if reader is not None:
            found = read_beside(store, list(named), reader, jobs=jobs)
            unread = found.refused + found.failed + found.left
            summary += AddSummary(problems=unread)
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
@limits_option
@rules_option
@reading_options
@reader_options()
@click.pass_context
def command(
    context: click.Context,
    targets: tuple[str, ...],
    database: Path,
    jobs: int,
    limits: Limits,
    rules: Path | None,
    options: ReadingOptions,
    choice: ReaderChoice | None,
) -> None:
    """Read, extract and store articles.

    Files (text, Markdown, HTML, PDF, Word, e-mail, JSON lines, feeds, WARC, zip), folders,
    addresses, or - for standard input. Adding the same article again changes nothing. Exits with 1
    when something could not be read, or took more time or memory than it may; the rest is stored
    all the same.

    With --reader, a language model then reads the same articles a second time, beside the first
    reading.
    """
    summary = add(targets, database, options, limits=limits, jobs=jobs, rules=rules, choice=choice)
    if summary.problems:
        context.exit(1)
