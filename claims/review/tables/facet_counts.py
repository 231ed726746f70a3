"""A database that remembers the counts of its facets until the file changes.

A facet of a million claims counts a million index entries, and a table page has three. Between two
changes of the file the answer is the same, so it is kept. SQLite itself says whether another
connection has changed the file (`PRAGMA data_version`): nothing here can show an old count.
"""

import sqlite3
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from datasette.app import Datasette
from datasette.database import Database, Results

__all__ = ["RememberingDatabase"]

REMEMBERED = 256
"""How many answers are kept: some twenty visitors' facets; each holds a dozen rows."""

CHANGING = ("'now'", '"now"', "random")
"""What makes an answer depend on more than the file."""


class RememberingDatabase(Database):  # type: ignore[misc]  # Datasette ships no types
    """Datasette's own database, which keeps what was counted under a facet's time limit."""

    def __init__(self, datasette: Datasette, *, path: str | Path) -> None:
        """Open the file at `path` as a mutable database of `datasette`."""
        super().__init__(datasette, path=str(path), is_mutable=True)
        self._kept: OrderedDict[object, Results] = OrderedDict()
        self._version: int | None = None
        # Never used for reading rows: a connection sees other connections' changes, not its own.
        self._watcher = sqlite3.connect(
            f"{Path(path).resolve().as_uri()}?mode=ro", uri=True, check_same_thread=False
        )

    async def execute(
        self,
        sql: str,
        params: Mapping[str, Any] | Sequence[Any] | None = None,
        truncate: bool = False,
        custom_time_limit: int | None = None,
        page_size: int | None = None,
        log_sql_errors: bool = True,
    ) -> Results:
        """Answer as Datasette does; a facet's count is counted once for each state of the file."""
        rest = (truncate, custom_time_limit, page_size, log_sql_errors)
        if custom_time_limit is None or any(word in sql.lower() for word in CHANGING):
            return await super().execute(sql, params, *rest)
        self._forget_if_changed()
        key = (sql, _frozen(params), *rest)
        if key not in self._kept:
            version = self._version
            found = await super().execute(sql, params, *rest)
            if version != self._changed():
                return found  # counted while the file changed: true of neither state
            self._kept[key] = found
            if len(self._kept) > REMEMBERED:
                self._kept.popitem(last=False)
        self._kept.move_to_end(key)
        return self._kept[key]

    def close(self) -> None:
        """Close every connection."""
        self._watcher.close()
        super().close()

    def _changed(self) -> int:
        """Return a number that is another one after each change by another connection."""
        return int(self._watcher.execute("PRAGMA data_version").fetchone()[0])

    def _forget_if_changed(self) -> None:
        """Drop all answers when the file is no longer what they were counted in."""
        version = self._changed()
        if version != self._version:
            self._kept.clear()
            self._version = version


def _frozen(params: Mapping[str, Any] | Sequence[Any] | None) -> object:
    """Return the parameters as a value that can be looked up."""
    return tuple(sorted(params.items())) if isinstance(params, Mapping) else tuple(params or ())
