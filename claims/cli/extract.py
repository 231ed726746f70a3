"""`claims extract`: JSON lines in, JSON lines out, no database."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from typing import IO, Any, Final

import click

from claims.cli.shared.json_lines import objects_or_reasons
from claims.cli.shared.options import jobs_option, limits_option
from claims.cli.shared.printing import counted
from claims.cli.shared.reader_options import ReaderChoice, opened_reader, reader_options
from claims.errors import InputError
from claims.exports import guide_form
from claims.readers import Reader
from claims.readers.streams import side_by_side
from claims.reading import regions_of
from claims.reading.characters import whole_characters
from claims.reading.dates import iso_date
from claims.values import Document, Extraction, Problem
from claims.workers import Limits, Workers

__all__ = ["command", "document_of", "extract_form"]

DETAILS: Final = ("title", "author", "publisher", "published", "language", "url")
"""What a line may say of its article besides the text."""

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

    Raises InputError where a detail is not valid: a date that is none, a publisher that is no text.
    """
    details: dict[str, Any] = {name: record.get(name) for name in DETAILS}
    if isinstance(published := details["published"], str):
        details["published"] = iso_date(published) or published.strip() or None
    try:
        return Document(record["text"], regions=regions_of(record["text"]), **details)
    except TypeError as error:
        raise InputError(str(error)) from error


def extract_form(workers: Workers, record: Mapping[str, Any]) -> dict[str, Any]:
    """Return for one line's object what the command writes for it.

    Raises InputError where it is no article.
    """
    text = whole_characters(record["text"])
    line = _Line(str(record.get("id", 1)), None if text == record["text"] else HALF)
    found = workers.extract(document_of({**record, "text": text}))
    return guide_form(line.with_problem(found), identifier=line.name)


def _documents(file: IO[bytes], lines: list[_Line]) -> Iterator[Document | None]:
    """Yield a document for each line, and put what else is known of the line into `lines`.

    A line that is no article gives an empty one, so that the lines stay in step; None comes while
    the input is silent.
    """
    for found in objects_or_reasons(file):
        if found is None:
            yield None
            continue
        number, record = found
        if isinstance(record, str):
            lines.append(_Line(str(number), record))
            yield Document("")
            continue
        yield _documented(number, record, lines)


def _documented(number: int, record: Mapping[str, Any], lines: list[_Line]) -> Document:
    """Return the document of one line that holds an object."""
    name = str(record.get("id", number))
    text = whole_characters(record["text"])
    try:
        document = document_of({**record, "text": text})
    except InputError as error:
        lines.append(_Line(name, f"line {number}: {error}"))
        return Document("")
    lines.append(_Line(name, None if text == record["text"] else HALF))
    return document


def _json_line(form: dict[str, Any]) -> str:
    """Write an object; half a character in a name is escaped, since UTF-8 has none."""
    line = json.dumps(form, ensure_ascii=False)
    try:
        line.encode("utf8")
    except UnicodeEncodeError:
        line = json.dumps(form)
    return line


def _read(
    reader: Reader, documents: Iterable[Document | None], lines: list[_Line], jobs: int
) -> Iterator[tuple[dict[str, Any], bool]]:
    """Yield what a reader finds in each document, and whether it read all of it."""
    articles = (document for document in documents if document is not None)
    for place, reading in enumerate(side_by_side(reader.read, articles, jobs=jobs)):
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
    workers: Workers, documents: Iterable[Document | None], lines: list[_Line]
) -> Iterator[tuple[dict[str, Any], bool]]:
    """Yield what is extracted from each document, and whether nothing went wrong."""
    for place, found in enumerate(workers.extract_all(documents)):
        extraction = lines[place].with_problem(found)
        yield guide_form(extraction, identifier=lines[place].name), not extraction.problems


@click.command(name="extract")
@click.argument("file", type=click.File("rb"), default="-")
@jobs_option
@limits_option
@click.option(
    "--on-error",
    type=click.Choice(["skip", "stop"]),
    default="skip",
    show_default=True,
    help="What becomes of a line or article that fails: a row that says why, or the end.",
)
@reader_options()
@click.pass_context
def command(
    context: click.Context,
    file: IO[bytes],
    jobs: int,
    limits: Limits,
    on_error: str,
    choice: ReaderChoice | None,
) -> None:
    """Extract from JSON lines to JSON lines, without a database.

    FILE holds a JSON object a line: "id", "text", and, where known, "title", "author", "publisher",
    "published", "language" and "url"; it may be packed with gzip. The default is standard input.
    Each line of output, in the order of the input and as soon as it is there, has all that was
    found in one article (docs/annotation.md); offsets count characters of the text exactly as
    given, which is taken for English unless "language" says otherwise. A line that cannot be read,
    or an article on which something failed, says so under "problems" and does not stop the others;
    at the end they are counted, and the command exits with 1.

    With --reader, a language model reads in place of the built-in reader; "reading" then says what
    it cost and how much of its answer was left out since it does not stand in the text. Exits with
    1 when an article was not read whole.
    """
    lines: list[_Line] = []
    documents = _documents(file, lines)
    count = failed = 0
    with Workers(limits=limits, jobs=jobs) as workers:
        forms = (
            _extracted(workers, documents, lines)
            if choice is None
            else _read(opened_reader(choice), documents, lines, jobs)
        )
        for form, read in forms:
            count += 1
            failed += not read
            click.echo(_json_line(form))
            if failed and on_error == "stop":
                break
    if failed:
        end = ", where it stopped" if on_error == "stop" else ""
        click.echo(f"{failed:,} of {counted(count, 'article')} failed{end}", err=True)
        context.exit(1)
