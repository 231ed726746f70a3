"""`claims reread`: have stored articles read by a language model, beside the first reading."""

from pathlib import Path

import click

from claims.cli.shared.options import database_option, jobs_option
from claims.cli.shared.printing import counted, printable
from claims.cli.shared.reader_options import ReaderChoice, opened_reader, reader_options
from claims.cli.shared.requested_readings import read_requested
from claims.readers import Reader, Reading
from claims.rereading import RereadSummary, find_articles, reread
from claims.store import Store, document_ids, open_store
from claims.store.readings import readers_setting
from claims.values import Problem

__all__ = ["command", "read_beside", "summarised"]


def read_beside(
    store: Store,
    documents: list[str],
    reader: Reader,
    *,
    jobs: int = 1,
    again: bool = False,
) -> RereadSummary:
    """Have articles read, tell of each on standard error, and return the counts."""

    def tell(reading: Reading) -> None:
        document = reading.extraction.document
        name = document.path or document.url or "-"
        cost = f"{reading.cost.tokens:,} tokens, {reading.cost.seconds:.0f} s"
        left = f", {counted(reading.left_out, 'piece')} left out" if reading.left_out else ""
        why = f" ({reading.reason})" if reading.reason else ""
        click.echo(printable(f"{name}: {reading.state}{why}{left}; {cost}"), err=True)

    def refuse(problem: Problem) -> None:
        click.echo(printable(f"{problem.path}: {problem.reason}"), err=True)

    found = reread(store, documents, reader, jobs=jobs, again=again, tell=tell, refuse=refuse)
    click.echo(summarised(found, reader), err=True)
    return found


def summarised(found: RereadSummary, reader: Reader) -> str:
    """Return the last line of a run."""
    parts = [f"{counted(found.read, 'article')} read by {reader.name}"]
    parts += [f"{found.known} known already"] if found.known else []
    parts += [f"{found.refused} confidential"] if found.refused else []
    parts += [f"{found.failed} failed"] if found.failed else []
    parts += [f"{found.left} left for the next run"] if found.left else []
    parts += [f"{counted(found.left_out, 'piece')} left out"] if found.left_out else []
    cost = found.cost
    reckoned = "" if cost.counted else "about "
    parts.append(f"{reckoned}{cost.tokens:,} tokens in {counted(cost.requests, 'request')}")
    return ", ".join(parts)


def _whole(found: RereadSummary) -> bool:
    return not (found.refused or found.failed or found.left)


@click.command(name="reread")
@click.argument("articles", nargs=-1, metavar="[ARTICLE ...]")
@click.option("--all", "everything", is_flag=True, help="All articles of the database.")
@click.option("--again", is_flag=True, help="Also those that this reader has read already.")
@click.option("--requested", is_flag=True, help="What was asked for at the desk, then end.")
@database_option
@jobs_option
@reader_options()
@click.pass_context
def command(
    context: click.Context,
    articles: tuple[str, ...],
    everything: bool,
    again: bool,
    requested: bool,
    database: Path,
    jobs: int,
    choice: ReaderChoice | None,
) -> None:
    """Have stored articles read by a language model, beside the first reading.

    An ARTICLE is named by its id, its address, or the path it was read from. What the built-in
    reader found stands; where the other one differs is shown at the desk, and a person takes
    either. What was read is not read again, so a run that --limit-tokens ended goes on when it is
    repeated. --jobs sends several requests side by side. Exits with 1 when an article was not read.
    """
    with open_store(database, must_exist=True) as store:
        if requested:
            whole = read_requested(
                store, lambda one, reader: read_beside(store, [one], reader, again=True)
            )
            if not whole:
                context.exit(1)
            return
        if choice is None:
            raise click.UsageError("name a reader: --reader llm:MODEL")
        if not articles and not everything:
            raise click.UsageError("name an article, or all of them with --all")
        setting = readers_setting(store.connection)
        found, missing = find_articles(store, articles)
        for name in missing:
            told = f"{name}: no stored article has this id, address or path"
            click.echo(printable(told), err=True)
        reader = opened_reader(choice, setting=setting)
        wanted = document_ids(store) if everything else found
        summary = read_beside(store, wanted, reader, jobs=jobs, again=again)
        if missing or not _whole(summary):
            context.exit(1)
