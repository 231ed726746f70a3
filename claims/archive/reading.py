"""A piece → its documents and problems, as `claims add` would read them from the whole file."""

import tempfile
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import PurePosixPath
from typing import Any

import pyarrow.parquet

from claims.archive.files import Window, is_remote, open_file
from claims.archive.pieces import Piece
from claims.errors import InputError
from claims.reading import ReadingOptions, read
from claims.reading.completing import completed
from claims.reading.contents import contents
from claims.reading.formats.json_lines import document_of
from claims.reading.options import MORE_BYTES
from claims.reading.parts import Budget, Part
from claims.values import Document, Problem, iso_moment

__all__ = ["read_piece"]

_MEDIA_TYPES = {"warc": "application/warc", "lines": "application/x-ndjson"}
_COLUMNS = ("text", "title", "publisher", "author", "published", "language", "url")
_ROWS_AT_ONCE = 64


def read_piece(piece: Piece, options: ReadingOptions) -> Iterator[Document | Problem]:
    """Yield a document for each article of a piece, and a problem for each that cannot be read.

    Lazy. Nothing about what is read raises.
    """
    if piece.kind == "problem":
        yield Problem(piece.target, "reading", piece.mark)
        return
    if piece.kind == "file" and not is_remote(piece.target):
        yield from read(piece.target, options=options)
        return
    try:
        if piece.kind == "parquet":
            yield from _rows(piece, options)
        elif piece.kind == "file":
            yield from _fetched(piece, options)
        else:
            yield from _stretch(piece, options)
    except InputError as error:
        yield Problem(piece.target, "reading", str(error))
    except Exception as error:  # each file system raises its own
        reason = " ".join(f"{type(error).__name__}: {error}".split())[:160]
        yield Problem(piece.target, "reading", f"cannot be read ({reason}): try again")


def _part(stream: Any, piece: Piece, options: ReadingOptions) -> Part:
    return Part(
        stream,
        piece.target,
        PurePosixPath(piece.target).name,
        _MEDIA_TYPES.get(piece.kind, ""),
        budget=Budget(options.max_expanded, options.max_members),
        first=piece.first,
    )


def _stretch(piece: Piece, options: ReadingOptions) -> Iterator[Document | Problem]:
    with Window(open_file(piece.target), piece.start, piece.stop).buffered() as stream:
        yield from contents(_part(stream, piece, options), options)


def _fetched(piece: Piece, options: ReadingOptions) -> Iterator[Document | Problem]:
    """Read a file from far away out of a copy: its reader goes back and forth in it."""
    with tempfile.TemporaryFile() as copy:
        with open_file(piece.target) as stream:
            while chunk := stream.read(1 << 20):
                copy.write(chunk)
                if copy.tell() > options.max_bytes:
                    raise InputError(f"is larger than may be read: {MORE_BYTES}")
        copy.seek(0)
        yield from contents(_part(copy, piece, options), options)


def _rows(piece: Piece, options: ReadingOptions) -> Iterator[Document | Problem]:
    """Read the rows of some row groups of a Parquet file, as JSON lines are read."""
    number = piece.first or 1
    with open_file(piece.target) as stream:
        file = pyarrow.parquet.ParquetFile(stream)
        columns = [name for name in _COLUMNS if name in file.schema_arrow.names]
        groups = list(range(piece.start, piece.stop))
        for batch in file.iter_batches(_ROWS_AT_ONCE, row_groups=groups, columns=columns):
            for row in batch.to_pylist():
                yield _document(row, f"{piece.target}#{number}", number, options)
                number += 1


def _document(
    row: dict[str, Any], path: str, number: int, options: ReadingOptions
) -> Document | Problem:
    published = row.get("published")
    if isinstance(published, datetime):
        row["published"] = iso_moment(published)
    elif isinstance(published, date):
        row["published"] = published.isoformat()
    try:
        found = document_of(row, path=path).altered(format="parquet")
    except InputError as error:
        return Problem(path, "reading", f"row {number} {error}")
    return completed(found, options)
