"""`claims extract`: JSON lines in, JSON lines out, no database."""

import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from typing import IO, Any

import click

from claims.cli.json_lines import json_objects
from claims.cli.options import jobs_option
from claims.cli.reader_options import ReaderChoice, opened_reader, reader_options
from claims.exports import guide_form
from claims.inference import AttributionModel
from claims.pipeline import extract_many
from claims.readers import Reader
from claims.readers.many import side_by_side
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


def _read(
    reader: Reader, documents: Iterable[Document], names: list[str], jobs: int
) -> Iterator[tuple[dict[str, Any], bool]]:
    """Yield what a reader finds in each document, and whether it read all of it."""
    for place, reading in enumerate(side_by_side(reader.read, documents, jobs=jobs)):
        form = guide_form(reading.extraction, identifier=names[place])
        form["reading"] = {
            "reader": reading.reader,
            "prompt": reading.prompt,
            "state": reading.state,
            "reason": reading.reason,
            "left_out": reading.left_out,
            **asdict(reading.cost),
        }
        yield form, reading.state == "whole"


@click.command(name="extract")
@click.argument("file", type=click.File("r", encoding="utf8"), default="-")
@jobs_option
@reader_options()
@click.pass_context
def command(context: click.Context, file: IO[str], jobs: int, choice: ReaderChoice | None) -> None:
    """Extract from JSON lines to JSON lines, without a database.

    FILE holds a JSON object a line: "id", "text", and, where known, "published" and "publisher".
    The default is standard input. Each line of output has the sources, sentences and claims of one
    article, and all its attributions; offsets count characters of the text exactly as given, which
    is taken for English.

    With --reader, a language model reads in place of the built-in reader; "reading" then says what
    it cost and how much of its answer was left out since it does not stand in the text. Exits with
    1 when an article was not read whole.
    """
    names: list[str] = []
    documents = _documents(file, names)
    whole = True
    if choice is not None:
        for form, read in _read(opened_reader(choice), documents, names, jobs):
            whole = whole and read
            sys.stdout.write(json.dumps(form, ensure_ascii=False) + "\n")
            sys.stdout.flush()
    else:
        extractions = extract_many(documents, model=AttributionModel(), jobs=jobs)
        for place, extraction in enumerate(extractions):
            form = guide_form(extraction, identifier=names[place])
            sys.stdout.write(json.dumps(form, ensure_ascii=False) + "\n")
    if not whole:
        context.exit(1)
