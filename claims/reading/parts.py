"""What readers are given and what they give back: a stream of bytes with its name and its limits.

A part is a file, a page, or a member of an archive. Readers of archives yield further parts, which
are read in turn; all parts of one archive share one budget, so that no nesting gets around it.
"""

import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import IO, Protocol

from claims.errors import InputError, TooLargeError
from claims.reading.options import MORE_BYTES, ReadingOptions
from claims.values import Document, Problem

__all__ = [
    "HEAD",
    "Budget",
    "Part",
    "Reader",
    "Reading",
    "megabytes",
    "over_limit",
    "spooled",
    "whole",
]

HEAD = 8192
"""The bytes at its beginning by which the type of a part is told."""

_IN_MEMORY = 8_000_000
_CHUNK = 1 << 16


@dataclass(slots=True)
class Budget:
    """What may still be unpacked: the one value that changes while a target is read."""

    bytes: int
    members: int

    def spend(self, count: int) -> None:
        """Take `count` bytes; raises TooLargeError when there are no more."""
        self.bytes -= count
        if self.bytes < 0:
            raise TooLargeError(
                "unpacks to more than is allowed for one archive: unpack it and add its files"
            )


@dataclass(frozen=True, slots=True)
class Part:
    """A seekable stream and what is known of it from outside.

    `path` is how messages and documents name it, `name` the name by which its type may be told;
    `media_type` and `charset` are what its envelope declares; `url` is the address that it came
    from; `depth` counts the archives around it. Where this is a stretch
    of a file, `first` is the number of its first line, and to hold no article is no problem.
    """

    stream: IO[bytes]
    path: str
    name: str = ""
    media_type: str = ""
    charset: str | None = None
    url: str | None = None
    depth: int = 0
    budget: Budget = field(default_factory=lambda: Budget(500_000_000, 10_000))
    first: int | None = None

    def inside(
        self,
        stream: IO[bytes],
        name: str,
        *,
        media_type: str = "",
        charset: str | None = None,
        url: str | None = None,
    ) -> "Part":
        """Return a part of this part: the member `name` of an archive, an attachment of a mail."""
        return Part(
            stream=stream,
            path=f"{self.path}#{name}",
            name=name,
            media_type=media_type,
            charset=charset,
            url=url,
            depth=self.depth + 1,
            budget=self.budget,
        )

    def head(self, size: int = HEAD) -> bytes:
        """Return the first bytes and go back to the beginning."""
        self.stream.seek(0)
        data = self.stream.read(size)
        self.stream.seek(0)
        return data


class SupportsRead(Protocol):
    """Anything that gives bytes."""

    def read(self, size: int, /) -> bytes:
        """Return at most `size` bytes, and none at the end."""
        ...


Reading = Iterator[Document | Problem | Part]
Reader = Callable[[Part, ReadingOptions], Reading]


def whole(part: Part, options: ReadingOptions) -> bytes:
    """Return all bytes of a part; raises TooLargeError over the limit, InputError if empty."""
    part.stream.seek(0)
    data = part.stream.read(options.max_bytes + 1)
    if len(data) > options.max_bytes:
        raise TooLargeError(over_limit(options))
    if not data.strip():
        raise InputError("is empty: there is nothing to read")
    return data


def spooled(source: SupportsRead, part: Part, options: ReadingOptions) -> IO[bytes]:
    """Copy a stream that cannot seek (packed, or standard input) to where it can.

    Raises TooLargeError as soon as it gives more than the limits allow; no more is read then.
    """
    copy: IO[bytes] = tempfile.SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115  # its reader ends it
    size = 0
    while chunk := source.read(_CHUNK):
        size += len(chunk)
        if size > options.max_bytes:
            raise TooLargeError(over_limit(options))
        part.budget.spend(len(chunk))
        copy.write(chunk)
    copy.seek(0)
    return copy


def over_limit(options: ReadingOptions) -> str:
    """Return the reason that names the limit."""
    return f"is larger than {megabytes(options.max_bytes)}: {MORE_BYTES}"


def megabytes(size: int) -> str:
    """Return a size in bytes for people."""
    if size >= 1_000_000_000:
        return f"{size / 1_000_000_000:.3g} GB"
    return f"{size / 1_000_000:.3g} MB" if size >= 1_000_000 else f"{size:,} bytes"
