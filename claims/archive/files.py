"""Files wherever they lie: on this machine, or where fsspec reaches (s3://, gs://, ...)."""

import io
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

import fsspec

from claims.archive.pieces import Piece
from claims.errors import InputError
from claims.reading import is_address
from claims.reading.folders import files_in
from claims.values import Problem

__all__ = ["Window", "files_of", "is_remote", "mark_of", "open_file", "size_of"]

_BUFFER = 1 << 18


def is_remote(target: str) -> bool:
    """Return whether a target is named by the scheme of a file system, such as s3://."""
    return "://" in target


def files_of(target: str) -> Iterator[str | Piece]:
    """Yield the files that a target stands for, sorted; a piece of kind "problem" for what is none.

    A folder stands for all files in it, a remote target with `*` for those that match. Raises
    InputError for the address of a page, which is not fetched here.
    """
    if is_address(target):
        raise InputError(f"{target}: an archive is read from files; claims add fetches pages")
    if is_remote(target):
        yield from _remote_files(target)
        return
    path = Path(target)
    try:
        is_folder = stat.S_ISDIR(path.stat().st_mode)
    except (OSError, ValueError):
        yield _problem(target, "is not there: check the path")
        return
    if not is_folder:
        yield target
        return
    found = False
    for item in files_in(path):
        found = True
        yield _problem(item.path, item.reason) if isinstance(item, Problem) else str(item)
    if not found:
        yield _problem(target, "is a folder with no files in it: name another")


def _remote_files(target: str) -> Iterator[str | Piece]:
    try:
        system, path = fsspec.core.url_to_fs(target)
        if "*" in path or "?" in path:
            names = system.glob(path)
        else:
            names = system.find(path) if system.isdir(path) else [path]
        found = sorted(names) if names and (len(names) > 1 or system.exists(names[0])) else []
    except (
        Exception
    ) as error:  # each file system has its own: no credentials, no bucket, no package
        reason = " ".join(f"{type(error).__name__}: {error}".split())[:160]
        yield _problem(target, f"cannot be reached ({reason})")
        return
    if not found:
        yield _problem(target, "is not there: check the path")
    for name in found:
        yield str(system.unstrip_protocol(name))


def _problem(target: str, reason: str) -> Piece:
    return Piece(target, "problem", mark=reason)


def open_file(target: str) -> IO[bytes]:
    """Open a file for reading bytes at any place; raises OSError, or what fsspec raises."""
    if not is_remote(target):
        return Path(target).open("rb")
    opened: IO[bytes] = fsspec.open(target, "rb").open()
    return opened


def size_of(target: str) -> int:
    """Return the size of a file in bytes; raises as `open_file` does."""
    if not is_remote(target):
        return Path(target).stat().st_size
    system, path = fsspec.core.url_to_fs(target)
    return int(system.size(path))


def mark_of(target: str) -> str:
    """Return a text that changes when the file does; raises as `open_file` does."""
    if not is_remote(target):
        found = Path(target).stat()
        return f"{found.st_size}:{found.st_mtime_ns}"
    system, path = fsspec.core.url_to_fs(target)
    return str(system.ukey(path))


class Window(io.RawIOBase):
    """A stretch of a file as a file of its own."""

    def __init__(self, file: IO[bytes], start: int, stop: int) -> None:
        """Show the bytes from `start` to before `stop`; the file is closed with the window."""
        self._file = file
        self._start = start
        self._size = stop - start
        self._at = 0

    def readable(self) -> bool:
        """Return True."""
        return True

    def seekable(self) -> bool:
        """Return True."""
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Go to a place of the stretch."""
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._size}[whence]
        self._at = max(0, base + offset)
        return self._at

    def tell(self) -> int:
        """Return the place in the stretch."""
        return self._at

    def readinto(self, buffer: Any) -> int:
        """Fill a buffer with what comes next, and not beyond the stretch."""
        wanted = min(len(buffer), self._size - self._at)
        if wanted <= 0:
            return 0
        self._file.seek(self._start + self._at)
        data = self._file.read(wanted)
        buffer[: len(data)] = data
        self._at += len(data)
        return len(data)

    def close(self) -> None:
        """Close the file itself."""
        self._file.close()
        super().close()

    def buffered(self) -> IO[bytes]:
        """Return the stretch behind a buffer."""
        return io.BufferedReader(self, _BUFFER)
