"""`claims extract`: JSON lines in, JSON lines out, no database."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from typing import IO, Any, Final

import click

from claims.cli.json_lines import objects_or_reasons
from claims.cli.options import jobs_option, limits_option
from claims.cli.reader_options import ReaderChoice, opened_reader, reader_options
from claims.exports import guide_form
from claims.readers import Reader
from claims.readers.many import side_by_side
from claims.reading import regions_of
from claims.reading.characters import one_line, whole_characters
from claims.reading.dates import iso_date
from claims.values import Document, Extraction, Problem
from claims.workers import Limits, Workers

__all__ = ["command", "document_of"]

HALF: Final = "holds half a character (a lone surrogate), which was read as U+FFFD"


@dataclass(frozen=True, slots=True)
class _Line:
    """What is known of a line of input besides its article: its "id" or number, and a problem."""

    name: str
    problem: str | None = None

    def with_problem(self, extraction: Extraction) -> Extraction:
        """Return the extraction with the problem of its line before its own."""
        if self.problem is None:
            return extraction
        problem = Problem("-", "reading", self.problem)
        return replace(extraction, problems=(problem, *extraction.problems))


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


def _documents(file: IO[bytes], lines: list[_Line]) -> Iterator[Document]:
    """Yield a document for each line, and put what else is known of the line into `lines`.

    A line that is no article gives an empty one, so that the lines stay in step.
    """
    for number, record in objects_or_reasons(file):
        if isinstance(record, str):
            lines.append(_Line(str(number), record))
            yield Document("")
            continue
        text = whole_characters(record["text"])
        lines.append(_Line(str(record.get("id", number)), None if text == record["text"] else HALF))
        yield document_of({**record, "text": text})


def _json_line(form: dict[str, Any]) -> str:
    """Write an object; half a character in a name is escaped, since UTF-8 has none."""
    line = json.dumps(form, ensure_ascii=False)
    try:
        line.encode("utf8")
    except UnicodeEncodeError:
        line = json.dumps(form)
    return line


def _read(
    reader: Reader, documents: Iterable[Document], lines: list[_Line], jobs: int
) -> Iterator[tuple[dict[str, Any], bool]]:
    """Yield what a reader finds in each document, and whether it read all of it."""
    for place, reading in enumerate(side_by_side(reader.read, documents, jobs=jobs)):
        line = lines[place]
        form = guide_form(line.with_problem(reading.extraction), identifier=line.name)
        form["reading"] = {
            "reader": reading.reader,
            "prompt": reading.prompt,
            "state": reading.state,
            "reason": reading.reason,
            "left_out": reading.left_out,
            **asdict(reading.cost),
        }
        yield form, reading.state == "whole" and line.problem is None


def _extracted(
    workers: Workers, documents: Iterable[Document], lines: list[_Line]
) -> Iterator[tuple[dict[str, Any], bool]]:
    """Yield what is extracted from each document, and whether nothing went wrong."""
    for place, found in enumerate(workers.extract_all(documents)):
        extraction = lines[place].with_problem(found)
        yield guide_form(extraction, identifier=lines[place].name), not extraction.problems


@click.command(name="extract")
@click.argument("file", type=click.File("rb"), default="-")
@jobs_option
@limits_option
@reader_options()
@click.pass_context
def command(
    context: click.Context,
    file: IO[bytes],
    jobs: int,
    limits: Limits,
    choice: ReaderChoice | None,
) -> None:
    """Extract from JSON lines to JSON lines, without a database.

    FILE holds a JSON object a line: "id", "text", and, where known, "published" and "publisher".
    The default is standard input. Each line of output has the sources, sentences and claims of one
    article, and all its attributions; offsets count characters of the text exactly as given, which
    is taken for English. A line that cannot be read, or an article on which something failed, says
    so under "problems" and does not stop the others; the command then exits with 1.

    With --reader, a language model reads in place of the built-in reader; "reading" then says what
    it cost and how much of its answer was left out since it does not stand in the text. Exits with
    1 when an article was not read whole.
    """
    lines: list[_Line] = []
    documents = _documents(file, lines)
    whole = True
    with Workers(limits=limits, jobs=jobs) as workers:
        forms = (
            _extracted(workers, documents, lines)
            if choice is None
            else _read(opened_reader(choice), documents, lines, jobs)
        )
        for form, read in forms:
            whole = whole and read
            click.echo(_json_line(form))
    if not whole:
        context.exit(1)
