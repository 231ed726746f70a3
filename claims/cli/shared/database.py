"""The option that names the database, for the commands that need no other."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final, TypeVar

import click

__all__ = ["DEFAULT_DATABASE", "database_option"]

DEFAULT_DATABASE: Final = Path("data/claims.db")

Command = TypeVar("Command", bound=Callable[..., Any])


def database_option(command: Command) -> Command:
    """Add `--db`: the file that the command works on."""
    return click.option(
        "--db",
        "database",
        type=click.Path(dir_okay=False, path_type=Path),
        default=DEFAULT_DATABASE,
        envvar="CLAIMS_DB",
        show_default=True,
        show_envvar=True,
        help="The database.",
    )(command)
