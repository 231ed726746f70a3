"""`claims evaluate`: how good the extraction is, against articles that people annotated."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import fields
from typing import IO, Any

import click

from claims.cli.extract import document_of
from claims.cli.shared.json_lines import json_objects
from claims.cli.shared.options import jobs_option, limits_option
from claims.cli.shared.printing import counted
from claims.evaluation import Found, Scores, Share, score
from claims.exports import guide_form
from claims.workers import Limits, Workers

__all__ = ["command"]


@click.command(name="evaluate")
@click.argument("gold", type=click.File("rb"))
@click.argument("output", type=click.File("rb"), required=False)
@click.option("--json", "as_json", is_flag=True, help="Print the counts as one JSON object.")
@jobs_option
@limits_option
def command(
    gold: IO[bytes], output: IO[bytes] | None, as_json: bool, jobs: int, limits: Limits
) -> None:
    """Score the extraction against annotated articles, stage by stage.

    GOLD holds a JSON object a line in the form of the annotation guide, as `claims export jsonl`
    and `claims export corrections` write it. OUTPUT holds the same articles as some version of
    `claims extract` wrote them; without it, this version extracts them now.
    """
    right = list(_forms(gold))
    given = _forms(output) if output is not None else _extracted(right, jobs, limits)
    scores = score(right, given)
    click.echo(json.dumps(_counts(scores)) if as_json else "\n".join(_table(scores)))


def _forms(file: IO[bytes]) -> Iterator[dict[str, Any]]:
    """Yield the articles of a file; raises InputError for a line that is none."""
    needed = ("id", "text", "sources", "sentences")
    return (form for _, form in json_objects(file, needed=needed))


def _extracted(
    forms: Sequence[dict[str, Any]], jobs: int, limits: Limits
) -> Iterator[dict[str, Any]]:
    """Yield the articles as this version extracts them."""
    documents = map(document_of, forms)
    with Workers(limits=limits, jobs=jobs) as workers:
        extractions = workers.extract_all(documents)
        for form, extraction in zip(forms, extractions, strict=True):
            yield guide_form(extraction, identifier=str(form["id"]))


def _table(scores: Scores) -> Iterator[str]:
    """Yield the lines of a table for people."""
    yield f"{counted(scores.articles, 'article')}, {scores.missing} of them not in the output"
    yield f"{'':18}{'precision':>10}{'recall':>8}{'F1':>8}{'gold':>8}"
    for name, found in _measures(scores, Found):
        numbers = f"{found.precision:10.1f}{found.recall:8.1f}{found.f1:8.1f}{found.gold:8}"
        yield f"{name:18}{numbers}"
    yield f"{'of those paired':18}{'right':>10}{'of':>8}"
    for name, share in _measures(scores, Share):
        yield f"{name:18}{share.percent:10.1f}{share.of:8}"


def _measures(scores: Scores, kind: type[Any]) -> Iterator[tuple[str, Any]]:
    """Yield the name and value of each measure of a kind."""
    for one in fields(scores):
        value = getattr(scores, one.name)
        if isinstance(value, kind):
            yield one.name.replace("_", " "), value


def _counts(scores: Scores) -> dict[str, Any]:
    """Return all counts, for programs."""
    found: dict[str, Any] = {"articles": scores.articles, "missing": scores.missing}
    for one in fields(scores):
        value = getattr(scores, one.name)
        if isinstance(value, Found):
            found[one.name] = {"right": value.right, "given": value.given, "gold": value.gold}
        elif isinstance(value, Share):
            found[one.name] = {"right": value.right, "of": value.of}
    return found
