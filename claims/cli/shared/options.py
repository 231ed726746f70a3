"""Options that several commands share, and where their defaults come from."""

import functools
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from claims.cli.shared.database import database_option
from claims.reading import ReadingOptions
from claims.workers import Limits

__all__ = [
    "database_option",
    "jobs_option",
    "limits_option",
    "reading_options",
    "rules_option",
]

MEGABYTE = 1_000_000

Command = TypeVar("Command", bound=Callable[..., Any])


def jobs_option(command: Command) -> Command:
    """Add `--jobs`: how many processes extract at the same time."""
    return click.option(
        "--jobs",
        type=click.IntRange(1, 64),
        default=1,
        show_default=True,
        help="Processes that extract side by side; each holds its own models.",
    )(command)


def rules_option(command: Command) -> Command:
    """Add `--rules`: the folder of a desk's own house rules, remembered in the database."""
    return click.option(
        "--rules",
        type=click.Path(file_okay=False, path_type=Path),
        help="A folder with house rules of your own, which the database remembers; - forgets them.",
    )(command)


def limits_option(command: Command) -> Command:
    """Add what one article may take; the command gets `limits`."""

    @click.option(
        "--max-seconds",
        type=click.FloatRange(0, min_open=True),
        default=Limits().seconds,
        show_default=True,
        help="The time that reading an article may take, and again extracting from it.",
    )
    @click.option(
        "--max-memory",
        type=click.IntRange(1),
        default=Limits().memory // MEGABYTE,
        show_default=True,
        metavar="MEGABYTES",
        help="The memory that an article may take, beyond the models.",
    )
    @functools.wraps(command)
    def with_limits(*args: Any, max_seconds: float, max_memory: int, **rest: Any) -> Any:
        return command(*args, limits=Limits(max_seconds, max_memory * MEGABYTE), **rest)

    return with_limits  # type: ignore[return-value]  # click's decorators keep the callable's type


def reading_options(command: Command) -> Command:
    """Add what the user knows of an article, and limits; the command gets `options`."""

    @click.option("--title", help="The headline, where the article does not state it.")
    @click.option("--author", help="The byline.")
    @click.option("--publisher", help="The outlet that published it.")
    @click.option("--published", metavar="DATE", help="The date of publication: 2024-02-18.")
    @click.option("--url", metavar="URL", help="The article's canonical address.")
    @click.option(
        "--max-megabytes",
        type=click.IntRange(1),
        default=ReadingOptions().max_bytes // MEGABYTE,
        show_default=True,
        help="The largest file or page that is read.",
    )
    @click.option(
        "--allow-private", is_flag=True, help="Let an address lead into one's own network."
    )
    @functools.wraps(command)
    def with_options(
        *args: Any,
        title: str | None,
        author: str | None,
        publisher: str | None,
        published: str | None,
        url: str | None,
        max_megabytes: int,
        allow_private: bool,
        **rest: Any,
    ) -> Any:
        options = ReadingOptions(
            title=title,
            author=author,
            publisher=publisher,
            published=published,
            url=url,
            max_bytes=max_megabytes * MEGABYTE,
            allow_private=allow_private,
        )
        return command(*args, options=options, **rest)

    return with_options  # type: ignore[return-value]  # click's decorators keep the callable's type
