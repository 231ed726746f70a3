"""The saved queries: one SQL file each in `queries/`, with its title and description on top.

A file begins with the lines `-- title: ...` and `-- description: ...`; the rest is one SELECT, with
named parameters where it asks for something. A parameter that is left empty has a default there.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from claims.errors import SettingsError
from claims.hooks import added_queries

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
    """Return the saved queries in the order of their files, then those of plugins.

    Raises SettingsError where a plugin's file is none, or two queries have one name.
    """
    folders: list[Traversable] = [files("claims.review").joinpath("queries"), *added_queries()]
    queries = [query for folder in folders for query in _in_folder(folder)]
    names = [query.name for query in queries]
    if twice := {name for name in names if names.count(name) > 1}:
        raise SettingsError(f"two saved queries are called {', '.join(sorted(twice))}")
    return tuple(queries)


def _in_folder(folder: Traversable) -> Iterator[SavedQuery]:
    """Yield the queries of one folder in the order of their files."""
    named = sorted(
        (file for file in folder.iterdir() if _FILE.fullmatch(file.name)),
        key=lambda file: file.name,
    )
    for file in named:
        yield _parse(file.name, file.read_text("utf8"))


def _parse(file_name: str, text: str) -> SavedQuery:
    """Return the query that one file holds."""
    head, named = _HEAD.match(text), _FILE.fullmatch(file_name)
    if head is None or named is None:
        raise SettingsError(f"{file_name}: a saved query begins with its title and description")
    return SavedQuery(
        name=named["name"],
        title=head["title"].strip(),
        description=head["description"].strip(),
        sql=text[head.end() :].strip(),
    )
