"""`claims check`: house rules on articles, as a linter prints them; no database on disk."""

from pathlib import Path

import click

from claims.checks import Check, check_extraction, chosen, house_rules, lint_line
from claims.cli.options import reading_options
from claims.cli.printing import printable
from claims.cli.targets import documents
from claims.inference import AttributionModel
from claims.pipeline import extract
from claims.reading import ReadingOptions
from claims.values import Problem

__all__ = ["command", "rules_of"]


def rules_of(select: tuple[str, ...], folder: Path | None) -> tuple[Check, ...]:
    """Return the rules to run: those of the package and of a desk's folder, or those selected.

    `select` holds beginnings of codes, several in one text parted by commas. Raises SettingsError
    for a code that no rule has, and for a folder that holds something else than rules.
    """
    rules = house_rules(folder)
    codes = [code.strip() for text in select for code in text.split(",")]
    return chosen(rules, codes) if codes else rules


@click.command(name="check")
@click.argument("targets", nargs=-1, required=True, metavar="PATH|URL|- ...")
@click.option(
    "--select",
    multiple=True,
    metavar="CODE",
    help="Only rules whose code begins so: S101, or A for all of anonymity. Several: A,S101.",
)
@click.option(
    "--rules",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    help="A folder with rules of your own, run besides; one with a known code takes its place.",
)
@reading_options
@click.pass_context
def command(
    context: click.Context,
    targets: tuple[str, ...],
    select: tuple[str, ...],
    folder: Path | None,
    options: ReadingOptions,
) -> None:
    """Print what breaks a house rule, as a linter does.

    One line for each finding, "file:line:column: code message", and nothing is stored. Exits with 1
    when a rule of the severity "error" or "warning" found something, or an article could not be
    read.
    """
    rules = rules_of(select, folder)
    model = AttributionModel()
    problems: list[Problem] = []
    broken = False
    for document in documents(targets, options, problems):
        for finding in check_extraction(extract(document, model), checks=rules):
            click.echo(printable(lint_line(document.path or "-", document.text, finding)))
            broken = broken or finding.severity != "note"
    if broken or problems:
        context.exit(1)
