"""Indexes that can wait until a new file is filled; a file that was left without them gets them.

The ids of rows look random, so that each new row changes other pages of every index that holds
them: the larger the file, the more pages are read and written for an article. Made at the end, an
index is sorted once. A file whose filling was killed lacks some; whoever opens it to write makes
them, and until then questions are slow and nothing else.
"""

import re
from collections.abc import Iterable, Mapping
from sqlite3 import Connection
from typing import Final

__all__ = ["index_statements", "make_indexes", "missing_indexes"]

_INDEX: Final = re.compile(
    r"^CREATE INDEX (?P<made>\w+) ON (?P<table>\w+)\b[^;]*|^DROP INDEX (?P<gone>\w+)", re.MULTILINE
)
_WAITING: Final = frozenset(
    ("source_names", "sentences", "mentions", "attributions", "claims", "spans", "hops", "figures")
)
"""Tables of whose indexes nothing has need while articles are stored that are all new."""
_NEEDED: Final = frozenset(("attributions_parent", "claims_attribution", "spans_attribution"))
"""By these SQLite looks for rows that wait for an attribution: one may come before its parent."""


def index_statements(scripts: Iterable[str]) -> dict[str, str]:
    """Return the SQL of each index that can wait, by its name, as these migrations make it."""
    found: dict[str, str] = {}
    for script in scripts:
        for match in _INDEX.finditer(script):
            if match["table"] in _WAITING and match["made"] not in _NEEDED:
                found[match["made"]] = match[0]
            elif match["gone"]:
                found.pop(match["gone"], None)
    return found


def make_indexes(connection: Connection, statements: Mapping[str, str]) -> None:
    """Make those of the indexes that are missing, inside the caller's transaction."""
    for name in missing_indexes(connection, statements):
        connection.execute(statements[name])


def missing_indexes(connection: Connection, statements: Iterable[str]) -> list[str]:
    """Return which of the indexes are missing, since a filling was killed."""
    there = connection.execute("SELECT name FROM sqlite_master WHERE type = 'index'")
    known = {name for (name,) in there}
    return [name for name in statements if name not in known]
