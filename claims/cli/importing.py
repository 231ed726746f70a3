"""`claims import`: verdicts from a CSV or a feed of ClaimReview."""

from pathlib import Path

import click

from claims.adding.verdicts import claim_reviews, csv_verdicts, record_verdicts
from claims.checks import run_checks
from claims.cli.shared.options import database_option
from claims.cli.shared.printing import counted, printable
from claims.errors import InputError
from claims.store import add_reviewer, open_store

__all__ = ["command"]

BY = "claims import"
"""In whose name verdicts are recorded, unless somebody is named."""


@click.command(name="import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@database_option
@click.option("--reviewer", metavar="ID", help="In whose name; somebody whom the desk knows.")
@click.option(
    "--map",
    "words",
    multiple=True,
    metavar="THEIRS=OURS",
    help="Which of the desk's verdicts a word of the file means; may be given several times.",
)
@click.pass_context
def command(
    context: click.Context,
    file: Path,
    database: Path,
    reviewer: str | None,
    words: tuple[str, ...],
) -> None:
    """Record the verdicts in FILE: a CSV, or ClaimReview as JSON-LD.

    A row names its claim by id or by its words. Each verdict becomes a decision in the trail. What
    cannot be taken is told row by row, and the command exits with 1.
    """
    known = dict(_pair(word) for word in words)
    try:
        text = file.read_text("utf8")
    except UnicodeDecodeError as error:
        raise InputError(f"{file}: is no UTF-8 text; save it as UTF-8") from error
    is_json = text.lstrip("\ufeff \t\r\n").startswith(("{", "["))
    rows = list(claim_reviews(text) if is_json else csv_verdicts(text))
    with open_store(database, must_exist=True) as store:
        if reviewer is None:
            add_reviewer(store, BY, role="reviewer")
        found = record_verdicts(
            store, rows, reviewer=reviewer or BY, named=lambda word: known.get(word, word)
        )
        if found.documents:
            run_checks(store, documents=sorted(found.documents))
    for problem in found.problems:
        click.echo(printable(problem))
    told = f"{counted(found.recorded, 'verdict')} recorded, {found.unchanged:,} there already"
    click.echo(f"{told}, {len(found.problems):,} not taken", err=True)
    if found.problems:
        context.exit(1)


def _pair(word: str) -> tuple[str, str]:
    theirs, sign, ours = word.partition("=")
    if not sign:
        raise click.UsageError(f"--map takes THEIRS=OURS, not {word!r}")
    return theirs.strip(), ours.strip()
