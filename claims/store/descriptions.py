"""What every table, view and column means, for people who query.

The descriptions are the comments of the migrations: the one above CREATE speaks of the table or
view, the one behind a column of the column. Read from there, they can't drift from the schema.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from types import MappingProxyType

from claims.store.migrations import sources, statements

_CREATE = re.compile(
    r"((?:^--[^\n]*\n)*)^CREATE (?P<what>TABLE|VIEW|VIRTUAL TABLE) (?P<name>\w+)", re.MULTILINE
)
_COLUMN = re.compile(r'^    "?(?P<name>\w+)"?\b[^\n]*?  -- (?P<text>[^\n]+)$', re.MULTILINE)
_ADDED = re.compile(r'^ALTER TABLE (\w+) ADD COLUMN "?(\w+)"?[^;]*;  -- ([^\n]+)$', re.MULTILINE)

_DROPPED = re.compile(r'^ALTER TABLE (\w+) DROP COLUMN "?(\w+)"?', re.MULTILINE)


@dataclass(frozen=True, slots=True)
class TableDescription:
    """What a table or view holds, in one line, and what each of its columns does."""

    name: str
    description: str
    view: bool = False
    columns: dict[str, str] = field(default_factory=dict)


@cache
def descriptions() -> Mapping[str, TableDescription]:
    """Return the description of every table and view, in the order of the migrations.

    They are read once: a page of all tables asks for each one's, which took it two seconds.
    """
    found: dict[str, TableDescription] = {}
    for script in sources().values():
        for statement in statements(script):
            described = _described(statement)
            if described is not None:
                found[described.name] = described
        for table, column in _DROPPED.findall(script):
            found[table].columns.pop(column, None)
        for table, column, text in _ADDED.findall(script):
            found[table].columns[column] = text
    return MappingProxyType(found)


def _described(statement: str) -> TableDescription | None:
    """Return the description in one CREATE statement, None for any other statement."""
    created = _CREATE.search(statement)
    if created is None:
        return None
    # A blank line parts the comment of the file from the comment of the table.
    comment = [line.removeprefix("--").strip() for line in created.group(1).splitlines()]
    columns = {match["name"]: match["text"].strip() for match in _COLUMN.finditer(statement)}
    return TableDescription(
        name=created["name"],
        description=" ".join(comment),
        view=created["what"] == "VIEW",
        columns=columns,
    )
