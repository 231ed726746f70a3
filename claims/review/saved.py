"""The saved queries: one SQL file each in `queries/`, with its title and description on top.

A file begins with the lines `-- title: ...` and `-- description: ...`; the rest is one SELECT, with
named parameters where it asks for something. A parameter that is left empty has a default there.
"""

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_HEAD = re.compile(r"-- title: (?P<title>.+)\n-- description: (?P<description>.+)\n")
_FILE = re.compile(r"(?P<order>\d+)_(?P<name>\w+)\.sql")


@dataclass(frozen=True, slots=True)
class SavedQuery:
    """A question that people ask of the file, and its SQL."""

    name: str
    title: str
    description: str
    sql: str


@cache
def saved_queries() -> tuple[SavedQuery, ...]:
    """Return the saved queries in the order of their files."""
    folder = files("claims.review").joinpath("queries")
    named = sorted(
        (file for file in folder.iterdir() if _FILE.fullmatch(file.name)),
        key=lambda file: file.name,
    )
    return tuple(_parse(file.name, file.read_text("utf8")) for file in named)


def _parse(file_name: str, text: str) -> SavedQuery:
    """Return the query that one file holds."""
    head, named = _HEAD.match(text), _FILE.fullmatch(file_name)
    if head is None or named is None:
        raise ValueError(f"{file_name}: a saved query begins with its title and description")
    return SavedQuery(
        name=named["name"],
        title=head["title"].strip(),
        description=head["description"].strip(),
        sql=text[head.end() :].strip(),
    )
