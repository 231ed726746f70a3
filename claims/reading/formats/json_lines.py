"""JSON lines: an article a line, with text, and title, publisher, author, published, url.

Other fields, such as id, are left alone. A line that cannot be read is a problem with its number;
the lines after it are read. A file that is one JSON value, or a list of them, is read too.
"""

import json
from collections.abc import Iterator, Mapping
from typing import IO

from claims.errors import InputError
from claims.reading.characters import clean, decode, one_line
from claims.reading.dates import iso_date
from claims.reading.options import ReadingOptions
from claims.reading.parts import Part, Reading, megabytes, whole
from claims.values import Document, Problem

__all__ = ["document_of", "read_json_lines"]


def read_json_lines(part: Part, options: ReadingOptions) -> Reading:
    """Yield a document, or a problem, for each line that is not empty; one line at a time."""
    if part.first is None and not _is_by_lines(part):
        yield from _read_whole(part, options)
        return
    read = 0
    for number, line in enumerate(_lines(part.stream, options.max_bytes), part.first or 1):
        path = f"{part.path}#{number}"
        if len(line) > options.max_bytes:
            reason = f"line {number} is longer than {megabytes(options.max_bytes)}: split it"
            yield Problem(path, "reading", reason)
            return  # where it ends is not known without reading on without limit
        text = decode(line).strip("\ufeff \t\r\n")
        if text:
            read += 1
            yield _document_or_problem(text, path, f"line {number}")
    if not read and part.first is None:
        raise InputError("is empty: there is nothing to read")


def document_of(fields: Mapping[str, object], *, path: str) -> Document:
    """Return the document that a JSON object describes; raises InputError where it has no text."""
    text = fields.get("text")
    if not isinstance(text, str):
        raise InputError('has no "text" that is a string: put the article there')
    if not any(map(str.isalnum, text)):
        raise InputError('has an empty "text": put the article there, or take it out')
    published = fields.get("published")
    date = iso_date(published) if isinstance(published, str) else None
    if published and date is None:
        raise InputError(f'has a "published" that is no date: {one_line(str(published), most=40)}')
    return Document(
        text=clean(text),
        title=one_line(fields.get("title")),
        publisher=one_line(fields.get("publisher")),
        author=one_line(fields.get("author")),
        published=date,
        language=one_line(fields.get("language")),
        url=one_line(fields.get("url")),
        format="jsonl",
        path=path,
    )


def _is_by_lines(part: Part) -> bool:
    """Return whether the first line is a whole JSON object, or broken in itself."""
    first = part.head(1 << 20).split(b"\n", 1)[0].strip()
    return first.lstrip(b"\xef\xbb\xbf")[:1] == b"{" and len(first) > 1


def _lines(stream: IO[bytes], most: int) -> Iterator[bytes]:
    stream.seek(0)
    while line := stream.readline(most + 1):
        yield line


def _document_or_problem(text: str, path: str, place: str) -> Document | Problem:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        what = error.msg if isinstance(error, json.JSONDecodeError) else "nested too deeply"
        where = f" at column {error.colno}" if isinstance(error, json.JSONDecodeError) else ""
        return Problem(
            path, "reading", f"{place} is no JSON ({what}{where}): mend it or take it out"
        )
    return _from_value(value, path, place)


def _from_value(value: object, path: str, place: str) -> Document | Problem:
    if not isinstance(value, dict):
        reason = f'{place} is no JSON object: write {{"text": ...}}'
        return Problem(path, "reading", reason)
    try:
        return document_of(value, path=path)
    except InputError as error:
        return Problem(path, "reading", f"{place} {error}")


def _read_whole(part: Part, options: ReadingOptions) -> Reading:
    """Read a file that is one object over several lines, or a list of objects."""
    try:
        value = json.loads(decode(whole(part, options)))
    except (ValueError, RecursionError) as error:
        raise InputError(f"is no JSON ({error}): mend it, or write one object a line") from error
    for number, item in enumerate(value if isinstance(value, list) else [value], 1):
        yield _from_value(item, f"{part.path}#{number}", f"item {number}")
