"""`claims watch`: keep adding what is new in feeds and folders, and tell what it brings."""

import time
from functools import partial
from pathlib import Path

import click

from claims.cli.shared.options import database_option, jobs_option, limits_option, reading_options
from claims.cli.shared.printing import printable
from claims.cli.shared.progress import Narrator
from claims.inference import AttributionModel
from claims.pipeline import digests
from claims.reading import ReadingOptions
from claims.store import open_store
from claims.tracking import Comparer
from claims.watching import Manners, News, atom_feed, seconds_until_due, watch_round
from claims.watching.news import summary_of
from claims.workers import Limits, Workers

__all__ = ["command", "watch"]


def watch(
    targets: tuple[str, ...],
    database: Path,
    *,
    options: ReadingOptions,
    manners: Manners,
    once: bool = False,
    feed: Path | None = None,
    limits: Limits | None = None,
    jobs: int = 1,
) -> None:
    """Look at all targets whenever they are due; print what is new; `feed` gets it as Atom."""
    model, comparer = AttributionModel(), Comparer()
    with open_store(database) as store, Workers(limits=limits, jobs=jobs) as workers:
        while True:
            with Narrator() as narrator:
                found = watch_round(
                    store,
                    list(targets),
                    extract_all=workers.extract_all,
                    reading=partial(workers.read, options=options),
                    comparer=comparer,
                    options=options,
                    manners=manners,
                    models=digests(model),
                    watcher=narrator,
                )
            if found is not None:
                for target, reason in found.failed.items():
                    click.echo(printable(f"{target}: {reason}"), err=True)
                for news in found.news:
                    click.echo(printable(line_of(news)))
                if feed is not None and found.news:
                    text = atom_feed(found.news, title="New in stories", identity="urn:claims:news")
                    feed.write_text(text, "utf8")
            if once:
                return
            # What an earlier command watched may be long due, and is none of this one's.
            waiting = seconds_until_due(store, time.time(), targets=targets)
            time.sleep(max(1.0, waiting))


def line_of(news: News) -> str:
    """Write one piece of news in a line."""
    return (
        f"{'* ' if news.watched else ''}{news.publisher or '-'}: {news.text} ({summary_of(news)})"
    )


@click.command(name="watch")
@click.argument("targets", nargs=-1, required=True, metavar="FEED|FOLDER ...")
@click.option(
    "--every",
    type=click.IntRange(1),
    default=900,
    show_default=True,
    help="Seconds between two looks.",
)
@click.option(
    "--delay",
    type=click.IntRange(0),
    default=5,
    show_default=True,
    help="Seconds between requests to a host.",
)
@click.option("--once", is_flag=True, help="Look once at what is due, then end.")
@click.option(
    "--feed",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write what is new as an Atom feed.",
)
@database_option
@jobs_option
@limits_option
@reading_options
def command(
    targets: tuple[str, ...],
    every: int,
    delay: int,
    once: bool,
    feed: Path | None,
    database: Path,
    jobs: int,
    limits: Limits,
    options: ReadingOptions,
) -> None:
    """Keep adding what is new in feeds and folders.

    Feeds are asked for changes only, hosts are left alone between requests, and what fails is tried
    later and later. What was read is remembered in the database: after a restart it goes on. New
    tellings of stories that others tell, that are contradicted or that are watched are printed.
    """
    manners = Manners(interval=float(every), host_delay=float(delay))
    watch(
        targets,
        database,
        options=options,
        manners=manners,
        once=once,
        feed=feed,
        limits=limits,
        jobs=jobs,
    )
