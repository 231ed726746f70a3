"""JSON lines as a command is given them: an article a line, each broken line named.

A file may be packed with gzip and may begin with a byte order mark. Lines are given as they come:
while a pipe is silent, None is yielded now and then, so that what is known already can be answered.
"""

import json
import os
import select
import zlib
from collections.abc import Iterable, Iterator
from typing import IO, Any, Final

from claims.errors import InputError

__all__ = ["json_objects", "objects_or_reasons"]

STANDARD_INPUT = "<stdin>"

Object = dict[str, Any]

_PATIENCE: Final = 0.05  # seconds of silence after which None is yielded
_CHUNK: Final = 1 << 16
_GZIP: Final = b"\x1f\x8b"
_MARK: Final = b"\xef\xbb\xbf"


def json_objects(
    file: IO[bytes], *, needed: Iterable[str] = ("text",)
) -> Iterator[tuple[int, Object]]:
    """Yield the object of each line that is not empty, with the number of its line, from 1.

    `needed` are the keys that each must have; "text", where it is there, is a string. Raises
    InputError for a line that is none of this, or no UTF-8.
    """
    for found in objects_or_reasons(file, needed=needed):
        if found is None:
            continue
        number, value = found
        if isinstance(value, str):
            raise InputError(value)
        yield number, value


def objects_or_reasons(
    file: IO[bytes], *, needed: Iterable[str] = ("text",)
) -> Iterator[tuple[int, Object | str] | None]:
    """Yield the object of each line that is not empty, or why it is none, with its number.

    As `json_objects`, but no line ends the others; None while nothing comes.
    """
    name = _name_of(file)
    wanted = frozenset(needed)
    number = 0
    try:
        for line in _lines(file):
            if line is None:
                yield None
                continue
            number += 1
            if line.strip():
                yield number, _object_or_reason(line, f"{name}, line {number}", wanted)
    except (zlib.error, EOFError) as error:
        yield number + 1, f"{name}, line {number + 1}: the gzip data is damaged ({error})"


def _lines(file: IO[bytes]) -> Iterator[bytes | None]:
    """Yield each line without its end; the last one may have none."""
    begun = [b""]
    first = True
    for chunk in _unpacked(_chunks(file)):
        if chunk is None:
            yield None
            continue
        head, *rest = chunk.split(b"\n")
        begun.append(head)
        for following in rest:
            line = b"".join(begun)
            yield line.removeprefix(_MARK) if first else line
            first, begun = False, [following]
    if last := b"".join(begun):
        yield last.removeprefix(_MARK) if first else last


def _chunks(file: IO[bytes]) -> Iterator[bytes | None]:
    """Yield bytes as they come, None while none do; a file without a descriptor is read at once."""
    try:
        descriptor = file.fileno()
    except OSError:
        yield from iter(lambda: file.read(_CHUNK), b"")
        return
    while True:
        if not select.select([descriptor], [], [], _PATIENCE)[0]:
            yield None
        elif chunk := os.read(descriptor, _CHUNK):
            yield chunk
        else:
            return


def _unpacked(chunks: Iterator[bytes | None]) -> Iterator[bytes | None]:
    """Yield the bytes that gzip packed, in one member or several; others as they are."""
    packer: Any = None
    begun = False
    for chunk in chunks:
        if chunk is not None and not begun:
            packer = zlib.decompressobj(wbits=31) if chunk.startswith(_GZIP) else None
            begun = True
        if packer is None or chunk is None:
            yield chunk
            continue
        yield packer.decompress(chunk)
        while packer.eof and (rest := packer.unused_data):
            packer = zlib.decompressobj(wbits=31)
            yield packer.decompress(rest)
    if packer is not None and not packer.eof:
        raise EOFError("it ends early")


def _name_of(file: IO[bytes]) -> str:
    """Return what a person calls the file."""
    given = str(getattr(file, "name", STANDARD_INPUT))
    return "standard input" if given in (STANDARD_INPUT, "-") else given


def _object_or_reason(line: bytes, place: str, wanted: frozenset[str]) -> Object | str:
    """Return the object that a line holds, or why it holds none."""
    try:
        found = json.loads(line.decode("utf8"))
    except UnicodeDecodeError as error:
        return f"{place}: is no UTF-8 text ({error.reason}); save it as UTF-8"
    except (ValueError, RecursionError) as error:
        return f"{place}: no JSON ({error}); mend or remove it"
    if not isinstance(found, dict):
        return f'{place}: no JSON object; write {{"text": ...}}'
    if missing := wanted - found.keys():
        return f"{place}: {', '.join(sorted(missing))} is missing; mend or remove it"
    if not isinstance(found.get("text", ""), str):
        return f'{place}: "text" is no string; mend or remove it'
    return found
