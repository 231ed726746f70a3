"""What the user names (a file, a folder, an address, "-") → documents and problems, one by one."""

import re
import stat
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from claims.errors import InputError
from claims.reading.contents import contents
from claims.reading.folders import files_in
from claims.reading.late import loaded
from claims.reading.options import MORE_BYTES, ReadingOptions
from claims.reading.parts import Budget, Part, megabytes, over_limit, spooled
from claims.values import Document, Problem

if TYPE_CHECKING:
    from claims.reading.fetching import Fetched

__all__ = ["STANDARD_INPUT", "ReadOne", "is_address", "read", "read_fetched", "read_received"]

STANDARD_INPUT = "-"

ReadOne = Callable[[str, ReadingOptions], Iterator[Document | Problem]]
"""Reads one file or address, or standard input."""

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")
_HOST = re.compile(r"www\.\w|[\w-]+(?:\.[\w-]+)*\.[A-Za-z]{2,}/.")


def is_address(target: str) -> bool:
    """Return whether a target is an address to fetch, not a path."""
    return target.lower().startswith(("http://", "https://"))


def read(
    target: str, *, options: ReadingOptions | None = None, read_one: ReadOne | None = None
) -> Iterator[Document | Problem]:
    """Yield a document for each article of the target, a problem for each that cannot be read.

    `target` is a path to a file or folder, an http(s) address, or "-" for standard input. Lazy: the
    next article is read when it is asked for. No article that is bad ends the others, and nothing
    about what is read raises. A title and an address that the user supplies hold for one article;
    of a target with several, the second and all after it are problems. `read_one` reads what holds
    the articles, file by file, in place of this process (`claims.workers`).
    """
    options = options or ReadingOptions()
    yield from _one_alone(_items(target, options, read_one or _read_here), target, options)


def read_fetched(fetched: "Fetched", *, options: ReadingOptions) -> Iterator[Document | Problem]:
    """Yield what a fetched address holds, as `read` does."""
    part = Part(
        stream=BytesIO(fetched.body),
        path=fetched.url,
        name=urlsplit(fetched.url).path.rsplit("/", 1)[-1],
        media_type=fetched.media_type,
        charset=fetched.charset,
        url=fetched.url,
        budget=_budget(options),
    )
    yield from contents(part, options)


def read_received(
    path: Path,
    *,
    name: str,
    url: str | None = None,
    media_type: str = "",
    options: ReadingOptions,
) -> Iterator[Document | Problem]:
    """Yield what a file holds that somebody handed over, as `read` does.

    `path` is where its bytes lie, and is told to nobody; `name` is what its owner calls it, and
    `url` the address of the page that it is, where it is one.
    """
    try:
        if path.stat().st_size > options.max_bytes:
            raise InputError(over_limit(options))
        with path.open("rb") as stream:
            part = Part(stream, name, name, media_type, url=url, budget=_budget(options))
            yield from _one_alone(contents(part, options), name, options)
    except InputError as error:
        yield Problem(name, "reading", str(error))
    except OSError as error:
        yield Problem(name, "reading", _unfound(error))


def _items(target: str, options: ReadingOptions, read_one: ReadOne) -> Iterator[Document | Problem]:
    if target == STANDARD_INPUT or is_address(target):
        yield from read_one(target, options)
    else:
        yield from _path(target, options, read_one)


def _read_here(target: str, options: ReadingOptions) -> Iterator[Document | Problem]:
    if target == STANDARD_INPUT:
        yield from _standard_input(options)
    elif is_address(target):
        yield from _address(target, options)
    else:
        yield from _file(Path(target), options)


def _one_alone(
    items: Iterator[Document | Problem], target: str, options: ReadingOptions
) -> Iterator[Document | Problem]:
    """Keep a title and an address that were meant for one article from being given to several."""
    documents = 0
    for item in items:
        documents += isinstance(item, Document)
        if isinstance(item, Document) and documents > 1 and (options.url or options.title):
            reason = (
                f"is one of several articles of {target}, and one title or address was given for"
                " all: name each by itself"
            )
            yield Problem(item.path or target, "reading", reason)
        else:
            yield item


def _standard_input(options: ReadingOptions) -> Iterator[Document | Problem]:
    part = Part(stream=BytesIO(), path=STANDARD_INPUT, budget=_budget(options))
    try:
        stream = spooled(sys.stdin.buffer, part, options)
    except (InputError, OSError) as error:
        yield Problem(STANDARD_INPUT, "reading", str(error))
        return
    yield from contents(replace(part, stream=stream, budget=_budget(options)), options)


def _address(url: str, options: ReadingOptions) -> Iterator[Document | Problem]:
    try:
        fetched = loaded("fetching", "is an address").fetch(url, options=options)
    except InputError as error:
        yield Problem(url, "reading", str(error))
        return
    yield from read_fetched(fetched, options=options)


def _path(target: str, options: ReadingOptions, read_one: ReadOne) -> Iterator[Document | Problem]:
    path = Path(target)
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError) as error:
        yield Problem(target, "reading", _no_address(target) or _unfound(error))
        return
    if not stat.S_ISDIR(mode):
        yield from read_one(target, options)
        return
    found = False
    for item in files_in(path):
        found = True
        if isinstance(item, Problem):
            yield item
        else:
            yield from read_one(str(item), options)
    if not found:
        yield Problem(target, "reading", "is a folder with no files in it: name another")


def _file(path: Path, options: ReadingOptions) -> Iterator[Document | Problem]:
    """Yield what one file holds; one over the limit is refused by its size, without being read."""
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            raise InputError("is no file but a device, pipe or socket: pipe it in with -")
        if found.st_size > options.max_bytes:
            raise InputError(
                f"has {megabytes(found.st_size)}, more than {megabytes(options.max_bytes)}:"
                f" {MORE_BYTES}"
            )
        with path.open("rb") as stream:
            part = Part(stream, str(path), path.name, budget=_budget(options))
            yield from contents(part, options)
    except InputError as error:
        yield Problem(str(path), "reading", str(error))
    except (OSError, ValueError) as error:
        yield Problem(str(path), "reading", _unfound(error))


def _no_address(target: str) -> str | None:
    """Return what to do where a target that is no path was meant as an address; None where not."""
    if _SCHEME.match(target):
        return "is no http or https address: save what it leads to and add the file"
    if _HOST.match(target):
        return "is not there: check the path, or write https:// before it if it is an address"
    return None


def _unfound(error: Exception) -> str:
    """Return what is wrong with a path, and what to do."""
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return "is not there: check the path"
    if isinstance(error, PermissionError):
        return "may not be read by you: ask for permission, or copy it"
    if isinstance(error, OSError):
        return f"cannot be read ({error.strerror or error}): check the path"
    return "is no path: check it"


def _budget(options: ReadingOptions) -> Budget:
    return Budget(bytes=options.max_expanded, members=options.max_members)
