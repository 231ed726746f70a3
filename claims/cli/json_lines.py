"""JSON lines as a command is given them: an article a line, each broken line named."""

import json
from collections.abc import Iterable, Iterator
from typing import IO, Any

from claims.errors import InputError

__all__ = ["json_objects", "objects_or_reasons"]

STANDARD_INPUT = "<stdin>"


def json_objects(
    file: IO[str], *, needed: Iterable[str] = ("text",)
) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield the object of each line that is not empty, with the number of its line, from 1.

    `needed` are the keys that each must have; "text", where it is there, is a string. Raises
    InputError where the file is no UTF-8, and for a line that is none of this.
    """
    name = _name_of(file)
    wanted = frozenset(needed)
    try:
        for number, line in enumerate(file, start=1):
            if line.strip():
                yield number, _object(line, f"{name}, line {number}", wanted)
    except UnicodeDecodeError as error:
        raise InputError(f"{name}: is no UTF-8 text ({error.reason}); save it as UTF-8") from error


def objects_or_reasons(
    file: IO[bytes], *, needed: Iterable[str] = ("text",)
) -> Iterator[tuple[int, dict[str, Any] | str]]:
    """Yield the object of each line that is not empty, or why it is none, with its number.

    As `json_objects`, but no line ends the others.
    """
    name = _name_of(file)
    wanted = frozenset(needed)
    for number, line in enumerate(file, start=1):
        if not line.strip():
            continue
        place = f"{name}, line {number}"
        try:
            yield number, _object(line.decode("utf8"), place, wanted)
        except UnicodeDecodeError as error:
            yield number, f"{place}: is no UTF-8 text ({error.reason}); save it as UTF-8"
        except InputError as error:
            yield number, str(error)


def _name_of(file: IO[str] | IO[bytes]) -> str:
    """Return what a person calls the file."""
    given = str(getattr(file, "name", STANDARD_INPUT))
    return "standard input" if given in (STANDARD_INPUT, "-") else given


def _object(line: str, place: str, wanted: frozenset[str]) -> dict[str, Any]:
    """Return the object that a line holds."""
    try:
        found = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise InputError(f"{place}: no JSON ({error}); mend or remove it") from error
    if not isinstance(found, dict):
        raise InputError(f'{place}: no JSON object; write {{"text": ...}}')
    if missing := wanted - found.keys():
        raise InputError(f"{place}: {', '.join(sorted(missing))} is missing; mend or remove it")
    if not isinstance(found.get("text", ""), str):
        raise InputError(f'{place}: "text" is no string; mend or remove it')
    return found
