"""The `claims` command: few verbs, one small file each.

A command parses, calls a plain function of the package, and prints. Its file is imported only when
it is called, so that `claims --help` answers at once. An exception of the package's own tree ends
as one line on standard error and exit code 1.
"""

import importlib
import os
import sqlite3
import sys

import click

from claims import __version__
from claims.errors import ClaimsError, SettingsError

__all__ = ["COMMANDS", "command_line", "main"]

COMMANDS = {
    "add": "Read, extract and store articles.",
    "open": "Add articles, then open the desk in the browser.",
    "serve": "Open the desk: Datasette with the pages of the fact-checker.",
    "show": "Print an article sentence by sentence, with who says so.",
    "track": "Find the stored claims closest to a statement, with their stories.",
    "watch": "Keep adding what is new in feeds and folders.",
    "check": "Print what breaks a house rule, as a linter does.",
    "extract": "Extract from JSON lines to JSON lines, without a database.",
    "reread": "Have stored articles read by a language model, beside the first reading.",
    "archive": "Extract large archives into a folder of Parquet files.",
    "load": "Bring a part of an archive into the database.",
    "ask": "Answer a question in SQL over a whole archive.",
    "rebuild": "Extract everything stored anew; decisions stay.",
    "verify": "Prove that ids, offsets, keys and the audit trail are intact.",
    "export": "Write claims in another format: CSV, ClaimReview, annotations, feeds, ...",
    "import": "Record verdicts from a CSV or a feed of ClaimReview.",
    "readers": "Say which language models may read articles, and agree to where they send text.",
    "evaluate": "Score the extraction against annotated articles.",
    "backup": "Write a verified copy of the database.",
    "snapshot": "Write what may be published to a file for datasette publish.",
    "train": "Make the models anew from annotated articles.",
}


MODULES = {"import": "importing"}
"""Where a command's file cannot have its name."""

EXTRAS = {
    "archive": frozenset({"duckdb", "fsspec", "pyarrow"}),
    "pages": frozenset({"feedparser", "httpcore", "httpx", "lxml"}),
    "desk": frozenset({"asgi_gzip", "datasette", "rich", "usearch", "uvicorn"}),
}
"""Packages of the extras that whole commands need: the core does without."""


class LazyCommands(click.Group):
    """A group that imports a command's file when it is first asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the verbs in the order of a day's work."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command of that name, or None where there is none."""
        del ctx
        if cmd_name not in COMMANDS:
            return None
        try:
            module = importlib.import_module(f"claims.cli.{MODULES.get(cmd_name, cmd_name)}")
        except ModuleNotFoundError as error:
            package = (error.name or "").partition(".")[0]
            for extra, packages in EXTRAS.items():
                if package in packages:
                    line = f"claims {cmd_name} needs an extra: pip install 'claims-desk[{extra}]'"
                    raise SettingsError(line) from error
            raise
        command = module.command
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of verbs without importing any of them."""
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=LazyCommands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="claims")
def command_line() -> None:
    """Who says so? Link every claim of a news article to its source, hop by hop."""


def main() -> None:
    """Run the command line; end with one clear line where the package refuses."""
    # The products outside the models are tiny: more threads only spin, a tenth of all time.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    try:
        command_line(standalone_mode=True)
    except ClaimsError as error:
        click.echo(f"claims: {error}", err=True)
        sys.exit(1)
    except sqlite3.DatabaseError as error:  # a page that is damaged, a text that is no UTF-8
        said = str(error).encode("utf8", "backslashreplace").decode("utf8")[:200]
        line = f"the database cannot be read ({' '.join(said.split())}): run claims verify"
        click.echo(f"claims: {line}", err=True)
        sys.exit(1)
