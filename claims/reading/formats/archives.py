"""Zip archives and gzip: each member is a part of its own, within limits that no bomb passes."""

import gzip
import zipfile
import zlib
from pathlib import PurePosixPath
from typing import IO

from claims.errors import InputError, TooLargeError
from claims.reading.options import ReadingOptions
from claims.reading.parts import Part, Reading, megabytes, over_limit, spooled
from claims.values import Problem

__all__ = ["read_gzip", "read_zip", "refuse_bombs"]

_HIGHEST_RATIO = 200  # text packs to a fifth, seldom to a twentieth
_RATIO_MATTERS = 1_000_000  # bytes; a small file of spaces is no bomb
_ENCRYPTED = 0x1
_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError)


def read_zip(part: Part, options: ReadingOptions) -> Reading:
    """Yield a part for each member, in the order of their names; hidden ones are passed over."""
    refuse_bombs(part.stream, options)
    with zipfile.ZipFile(part.stream) as archive:
        members = [info for info in archive.infolist() if not _is_hidden(info)]
        if not members:
            raise InputError("is an archive with nothing in it: there is nothing to read")
        part.budget.members -= len(members)
        if part.budget.members < 0:
            raise TooLargeError(f"holds more than {options.max_members:,} files: take it apart")
        for info in sorted(members, key=lambda info: info.filename):
            yield _member(archive, info, part, options)


def read_gzip(part: Part, options: ReadingOptions) -> Reading:
    """Yield the one part that a gzip file holds; a packed WARC is read as it is."""
    name = part.name.removesuffix(".gz").removesuffix(".GZ")
    try:
        with gzip.GzipFile(fileobj=part.stream, mode="rb") as packed:
            if packed.read(5) == b"WARC/":
                yield Part(part.stream, part.path, name, url=part.url, depth=part.depth + 1,
                           budget=part.budget, media_type="application/warc")  # fmt: skip
                return
            packed.seek(0)
            stream = spooled(packed, part, options)
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise InputError("is a damaged gzip file: fetch it again") from error
    yield Part(stream, part.path, name, url=part.url, depth=part.depth + 1, budget=part.budget,
               charset=part.charset)  # fmt: skip


def refuse_bombs(stream: IO[bytes], options: ReadingOptions) -> None:
    """Raise TooLargeError for a zip file that says of itself that it unpacks beyond the limits.

    What it does not say is caught when it is unpacked. Raises InputError for a damaged one.
    """
    stream.seek(0)
    try:
        with zipfile.ZipFile(stream) as archive:
            members = archive.infolist()
    except _DAMAGED as error:
        raise InputError("is a damaged archive: fetch or save it again") from error
    if len(members) > options.max_members:
        raise TooLargeError(f"holds more than {options.max_members:,} files: take it apart")
    total = sum(info.file_size for info in members)
    if total > options.max_expanded:
        raise TooLargeError(
            f"unpacks to {megabytes(total)}, more than {megabytes(options.max_expanded)}:"
            " unpack it and add its files"
        )
    for info in members:
        ratio = info.file_size / max(1, info.compress_size)
        if info.file_size > _RATIO_MATTERS and ratio > _HIGHEST_RATIO:
            raise TooLargeError(
                f"is packed {ratio:,.0f} to 1, as only a zip bomb is: do not open it"
            )


def _member(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, part: Part, options: ReadingOptions
) -> Part | Problem:
    """Return a member unpacked, or the problem why it cannot be."""
    path = f"{part.path}#{info.filename}"
    if info.flag_bits & _ENCRYPTED:
        return Problem(path, "reading", "is locked with a password: unpack it and add the files")
    if info.file_size > options.max_bytes:
        return Problem(path, "reading", over_limit(options))
    try:
        with archive.open(info) as packed:
            stream = spooled(packed, part, options)
    except TooLargeError as error:
        return Problem(path, "reading", str(error))
    except _DAMAGED:
        return Problem(path, "reading", "is damaged inside its archive: fetch the archive again")
    return part.inside(stream, info.filename)


def _is_hidden(info: zipfile.ZipInfo) -> bool:
    """Return whether a member is a folder, or what computers leave there for themselves."""
    steps = PurePosixPath(info.filename).parts
    return info.is_dir() or any(step.startswith((".", "__MACOSX")) for step in steps)
