"""`claims extract`: JSON lines in, JSON lines out, no database."""

import json
import sys
from collections.abc import Iterable, Iterator
from typing import IO

import click

from claims.cli.options import jobs_option
from claims.errors import InputError
from claims.exports import guide_form
from claims.inference import AttributionModel
from claims.pipeline import extract_many
from claims.reading import regions_of
from claims.values import Document

__all__ = ["command", "documents_of"]


def documents_of(lines: Iterable[str], names: list[str]) -> Iterator[Document]:
    """Yield the document of each line, its text taken as final, and put its "id" into `names`.

    Raises InputError, with the number of the line, where a line is no object with a text.
    """
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
            text = record["text"]
        except (ValueError, KeyError, TypeError) as error:
            raise InputError(
                f'line {number}: not a JSON object with a "text" ({error}); mend or remove it'
            ) from error
        if not isinstance(text, str):
            raise InputError(f'line {number}: "text" is no string; mend or remove it')
        names.append(str(record.get("id", number)))
        yield Document(
            text=text,
            publisher=record.get("publisher"),
            published=record.get("published"),
            regions=regions_of(text),
        )


@click.command(name="extract")
@click.argument("file", type=click.File("r", encoding="utf8"), default="-")
@jobs_option
def command(file: IO[str], jobs: int) -> None:
    """Extract from JSON lines to JSON lines, without a database.

    FILE holds a JSON object a line: "id", "text", and, where known, "published" and "publisher".
    The default is standard input. Each line of output has the sources, sentences and claims of one
    article, and all its attributions; offsets count characters of the text exactly as given.
    """
    names: list[str] = []
    extractions = extract_many(documents_of(file, names), model=AttributionModel(), jobs=jobs)
    for place, extraction in enumerate(extractions):
        form = guide_form(extraction, identifier=names[place])
        sys.stdout.write(json.dumps(form, ensure_ascii=False) + "\n")
