"""Cuts files into pieces without reading their articles: WARC and JSON lines by bytes, Parquet by
row groups. What cannot be cut (a page, a PDF, a zip file, packed JSON lines) is a piece as it is.
"""

from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import IO, Final

import pyarrow.parquet
from fastwarc.warc import ArchiveIterator

from claims.archive.files import files_of, mark_of, open_file, size_of
from claims.archive.pieces import Kind, Piece
from claims.reading.formats.warc import RECORDS, begins_record, next_record
from claims.reading.parts import Part

__all__ = ["pieces_of"]

_BY_NAME: Final[dict[str, Kind]] = {
    ".warc": "warc",
    ".jsonl": "lines",
    ".ndjson": "lines",
    ".parquet": "parquet",
}
_CHUNK = 1 << 20
_MOST_BROKEN = 1000
_PACKED = b"\x1f\x8b"


def pieces_of(target: str, size: int) -> Iterator[Piece]:
    """Yield the pieces of a target, each of at most about `size` articles, in order.

    What cannot be opened is a piece of kind "problem". Raises InputError for the address of a page.
    """
    for file in files_of(target):
        if isinstance(file, Piece):
            yield file
            continue
        try:
            yield from _cut(file, size)
        except Exception as error:  # whatever a damaged file, or a file system far away, does
            reason = " ".join(f"{type(error).__name__}: {error}".split())[:160]
            yield Piece(file, "problem", mark=f"cannot be read ({reason}): check the path")


def _cut(file: str, size: int) -> Iterator[Piece]:
    name = PurePosixPath(file.removesuffix(".gz")).suffix.lower()
    kind = _BY_NAME.get(name, "file")
    mark = mark_of(file)
    if kind == "parquet":
        yield from _row_groups(file, mark, size)
        return
    if kind == "lines" and file.endswith(".gz"):
        kind = "file"
    if kind == "file":
        yield Piece(file, mark=mark)
        return
    with open_file(file) as stream:
        if kind == "lines":
            cuts = _line_cuts(stream, size) if stream.read(len(_PACKED)) != _PACKED else []
        else:
            cuts = _record_cuts(stream, size)
    yield from _between(file, kind, mark, cuts, size_of(file))


def _between(
    file: str, kind: Kind, mark: str, cuts: list[tuple[int, int]], end: int
) -> Iterator[Piece]:
    """Yield the pieces between cuts, each of which is a place in bytes and how many are before.

    The last of the cuts stands for the end of what was counted.
    """
    if len(cuts) < 2:
        weight = cuts[0][1] if cuts else 0
        yield Piece(file, kind if weight else "file", 0, end, None, max(1, weight), mark)
        return
    for (start, before), (stop, count) in zip([(0, 0), *cuts[:-1]], cuts, strict=True):
        last = stop == cuts[-1][0]
        yield Piece(file, kind, start, end if last else stop, before + 1, count - before, mark)


def _line_cuts(stream: IO[bytes], size: int) -> list[tuple[int, int]]:
    """Return where to cut JSON lines: behind each `size` lines, and at the end."""
    stream.seek(0)
    cuts: list[tuple[int, int]] = []
    place = lines = 0
    while chunk := stream.read(_CHUNK):
        at = -1
        while (at := chunk.find(b"\n", at + 1)) >= 0:
            lines += 1
            if lines % size == 0:
                cuts.append((place + at + 1, lines))
        place += len(chunk)
    if not cuts or cuts[-1][0] < place:
        cuts.append((place, lines + 1))
    return cuts


def _record_cuts(stream: IO[bytes], size: int) -> list[tuple[int, int]]:
    """Return where to cut a web archive: before each record that begins a new `size`, and at the
    end. Around a damaged record no cut is made; reading tells of it.
    """
    part = Part(stream, "")
    cuts: list[tuple[int, int]] = []
    count = begin = broken = 0
    while begin >= 0 and broken <= _MOST_BROKEN:
        stream.seek(begin)
        try:
            for record in ArchiveIterator(stream, record_types=RECORDS, parse_http=False):
                begin = record.stream_pos
                if count and count % size == 0:
                    cuts.append((begin, count))
                count += 1
            break
        except (OSError, ValueError, EOFError):
            broken += 1
            begin = next_record(part, begin + 1)
    # Records that were packed as one cannot be read apart.
    cuts = [cut for cut in cuts if begins_record(part, cut[0])]
    return [*cuts, (stream.seek(0, 2), count)]


def _row_groups(file: str, mark: str, size: int) -> Iterator[Piece]:
    """Yield pieces of whole row groups."""
    with open_file(file) as stream:
        found = pyarrow.parquet.ParquetFile(stream).metadata
        rows = [found.row_group(group).num_rows for group in range(found.num_row_groups)]
    start = first = weight = 0
    for group, count in enumerate(rows):
        weight += count
        if weight >= size or group == len(rows) - 1:
            yield Piece(file, "parquet", start, group + 1, first + 1, max(1, weight), mark)
            start, first, weight = group + 1, first + weight, 0
