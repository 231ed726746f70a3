"""`claims open`: add, serve, and open the browser."""

from functools import partial
from pathlib import Path

import click

from claims.cli.add import add
from claims.cli.extract import extract_form
from claims.cli.serve import announce, join, recheck
from claims.cli.shared.export_formats import everything
from claims.cli.shared.house_rules import rulebook
from claims.cli.shared.options import database_option, limits_option, reading_options
from claims.cli.shared.requested_readings import start_reading
from claims.errors import InputError
from claims.reading import ReadingOptions
from claims.review.server.serving import serve
from claims.workers import Limits, Workers

__all__ = ["command"]


@click.command(name="open")
@click.argument("targets", nargs=-1, required=True, metavar="PATH|URL|- ...")
@database_option
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8010,
    show_default=True,
    help="0: any free one.",
)
@click.option("--browser/--no-browser", default=True, help="Open the browser.")
@limits_option
@reading_options
def command(
    targets: tuple[str, ...],
    database: Path,
    port: int,
    browser: bool,
    limits: Limits,
    options: ReadingOptions,
) -> None:
    """Add articles, then open the desk in the browser.

    What cannot be read is told and kept as a problem; the desk opens with the rest. Where a desk
    runs on the file already, that one is opened.
    """
    summary = add(targets, database, options, limits=limits)
    if not (summary.added or summary.updated or summary.unchanged):
        given = ", ".join(targets)
        raise InputError(f"nothing to open: no article was found in {given}; see the lines above")
    if join(database, browser=browser):
        return
    with Workers(limits=limits) as workers:
        serve(
            database,
            port=port,
            open_browser=browser,
            announce=announce,
            recheck=recheck,
            offers=everything(),
            readers=start_reading,
            rules=rulebook(),
            extract=partial(extract_form, workers),
        )
