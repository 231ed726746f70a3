"""`claims evaluate`: how good the extraction is, against articles that people annotated."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import fields
from typing import IO, Any

import click

from claims.cli.extract import documents_of
from claims.cli.options import jobs_option
from claims.errors import InputError
from claims.evaluation import Found, Scores, Share, score
from claims.exports import guide_form
from claims.inference import AttributionModel
from claims.pipeline import extract_many

__all__ = ["command"]


@click.command(name="evaluate")
@click.argument("gold", type=click.File("r", encoding="utf8"))
@click.argument("output", type=click.File("r", encoding="utf8"), required=False)
@click.option("--json", "as_json", is_flag=True, help="Print the counts as one JSON object.")
@jobs_option
def command(gold: IO[str], output: IO[str] | None, as_json: bool, jobs: int) -> None:
    """Score the extraction against annotated articles, stage by stage.

    GOLD holds a JSON object a line in the form of the annotation guide, as `claims export jsonl`
    and `claims export corrections` write it. OUTPUT holds the same articles as some version of
    `claims extract` wrote them; without it, this version extracts them now.
    """
    lines = gold.readlines()
    right = list(_forms(lines, gold.name))
    given = _forms(output, output.name) if output is not None else _extracted(lines, jobs)
    scores = score(right, given)
    click.echo(json.dumps(_counts(scores)) if as_json else "\n".join(_table(scores)))


def _forms(lines: Iterable[str], name: str) -> Iterator[dict[str, Any]]:
    """Yield the articles of a file; raises InputError for a line that is none."""
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            form = json.loads(line)
            missing = {"id", "text", "sources", "sentences"} - form.keys()
        except (ValueError, AttributeError) as error:
            raise InputError(f"{name}, line {number}: no JSON object ({error})") from error
        if missing:
            raise InputError(f"{name}, line {number}: {', '.join(sorted(missing))} is missing")
        yield form


def _extracted(lines: list[str], jobs: int) -> Iterator[dict[str, Any]]:
    """Yield the articles as this version extracts them."""
    names: list[str] = []
    extractions = extract_many(documents_of(lines, names), model=AttributionModel(), jobs=jobs)
    for place, extraction in enumerate(extractions):
        yield guide_form(extraction, identifier=names[place])


def _table(scores: Scores) -> Iterator[str]:
    """Yield the lines of a table for people."""
    articles = "article" if scores.articles == 1 else "articles"
    yield f"{scores.articles} {articles}, {scores.missing} of them not in the output"
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
