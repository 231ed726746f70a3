"""`claims extract`: JSON lines in, JSON lines out, no database."""

import json
import sys
from collections.abc import Iterator, Mapping
from typing import IO, Any

import click

from claims.cli.json_lines import json_objects
from claims.cli.options import jobs_option
from claims.exports import guide_form
from claims.inference import AttributionModel
from claims.pipeline import extract_many
from claims.reading import regions_of
from claims.reading.characters import one_line
from claims.reading.dates import iso_date
from claims.values import Document

__all__ = ["command", "document_of"]


def document_of(record: Mapping[str, Any]) -> Document:
    """Return the document of one line, its text taken as final.

    A publisher that is no text, and a day of publication that is no date, are unknown.
    """
    published = record.get("published")
    return Document(
        text=record["text"],
        publisher=one_line(record.get("publisher")),
        published=iso_date(published) if isinstance(published, str) else None,
        regions=regions_of(record["text"]),
    )


def _documents(file: IO[str], names: list[str]) -> Iterator[Document]:
    """Yield the document of each line, and put its "id", or its number, into `names`."""
    for number, record in json_objects(file):
        names.append(str(record.get("id", number)))
        yield document_of(record)


@click.command(name="extract")
@click.argument("file", type=click.File("r", encoding="utf8"), default="-")
@jobs_option
def command(file: IO[str], jobs: int) -> None:
    """Extract from JSON lines to JSON lines, without a database.

    FILE holds a JSON object a line: "id", "text", and, where known, "published" and "publisher".
    The default is standard input. Each line of output has the sources, sentences and claims of one
    article, and all its attributions; offsets count characters of the text exactly as given, which
    is taken for English.
    """
    names: list[str] = []
    extractions = extract_many(_documents(file, names), model=AttributionModel(), jobs=jobs)
    for place, extraction in enumerate(extractions):
        form = guide_form(extraction, identifier=names[place])
        sys.stdout.write(json.dumps(form, ensure_ascii=False) + "\n")
