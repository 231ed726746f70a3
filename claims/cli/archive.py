"""`claims archive`: extract past one machine's patience, into a folder of Parquet."""

import importlib
from pathlib import Path
from types import TracebackType
from typing import Self

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from claims.archive.planning import By
from claims.archive.processes import in_processes
from claims.archive.running import SHARD, ArchiveSummary, Engine, make_archive
from claims.cli.shared.options import jobs_option, limits_option, reading_options
from claims.cli.shared.printing import counted
from claims.errors import SettingsError
from claims.reading import ReadingOptions
from claims.workers import Limits

__all__ = ["command"]

LINES_EVERY = 10


class _Bar:
    """A bar that fills up shard by shard, plain lines off a terminal."""

    def __init__(self) -> None:
        self._console = Console(stderr=True, highlight=False, soft_wrap=True)
        self._bar = Progress(
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("shards, {task.description}"),
            TimeRemainingColumn(),
            console=self._console,
            disable=not self._console.is_terminal,
        )
        self._task = self._bar.add_task("", total=None)

    def __enter__(self) -> Self:
        self._bar.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._bar.stop()

    def __call__(self, summary: ArchiveSummary, shards: int) -> None:
        """Tell how far the archive is."""
        articles = counted(summary.articles, "article")
        self._bar.update(self._task, completed=summary.shards, total=shards, description=articles)
        if not self._console.is_terminal and summary.shards % LINES_EVERY == 0:
            self._console.print(f"{summary.shards} of {shards} shards, {articles}")


def summarised(summary: ArchiveSummary, out: Path) -> str:
    """Return the last line: what the archive holds."""
    parts = [counted(summary.articles, "article"), counted(summary.claims, "claim")]
    new = f"{counted(summary.new, 'shard')} new" if summary.new else "nothing new"
    problems = f"; {counted(summary.problems, 'problem')}" if summary.problems else ""
    return f"{new}: {' and '.join(parts)} in {out}{problems}"


def _on_cluster(address: str) -> Engine:
    """Return the engine of a cluster; raises SettingsError where Ray is not installed."""
    try:
        module = importlib.import_module("claims.archive.cluster")
    except ModuleNotFoundError as error:
        if error.name != "ray":
            raise
        raise SettingsError("a cluster needs Ray: pip install 'claims-desk[cluster]'") from error
    engine: Engine = module.on_cluster(address)
    return engine


@click.command(name="archive")
@click.argument("targets", nargs=-1, required=True, metavar="IN...")
@click.argument("out", type=click.Path(file_okay=False, path_type=Path), metavar="OUT/")
@jobs_option
@click.option(
    "--address",
    metavar="HOST:PORT",
    help="A Ray cluster to work on (extra cluster); auto: the one of this machine.",
)
@click.option(
    "--by",
    type=click.Choice(["day", "month", "year"]),
    default="month",
    show_default=True,
    help="Which part of the date of publication a folder stands for.",
)
@click.option(
    "--shard",
    type=click.IntRange(1),
    default=SHARD,
    show_default=True,
    help="Articles that are extracted and put in place at one go.",
)
@limits_option
@reading_options
@click.pass_context
def command(
    context: click.Context,
    targets: tuple[str, ...],
    out: Path,
    jobs: int,
    address: str | None,
    by: By,
    shard: int,
    limits: Limits,
    options: ReadingOptions,
) -> None:
    """Extract large archives into a folder of Parquet files.

    Reads Parquet, JSON lines, WARC (plain or gzip), all other files that claims add reads, and
    folders of them; local, or by the scheme of a file system (s3://, gs://). The same command goes
    on where it was stopped or killed; what is in place is not extracted again. Rows are those of
    the desk's tables, in folders by date of publication: see docs/archive.md. Exits with 1 when
    something could not be read; that is in the table problems.
    """
    engine = in_processes if address is None else _on_cluster(address)
    with _Bar() as bar:
        summary = make_archive(
            targets,
            out,
            by=by,
            size=shard,
            jobs=jobs,
            reading=options,
            limits=limits,
            progress=bar,
            engine=engine,
        )
    click.echo(summarised(summary, out), err=True)
    if summary.problems:
        context.exit(1)
