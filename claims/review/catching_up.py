"""Write the chains that wait since a much quoted source was changed, a few at a time.

The decision was answered already; between two batches others may decide. What a server that was
stopped left behind is written when the next one starts (`claims.cli.serve`) or decides.
"""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from claims.errors import StoreError
from claims.review.recorded import as_store, recheck_of
from claims.review.settings import DATABASE
from claims.store import transaction
from claims.store.decisions import write_chains

if TYPE_CHECKING:
    from datasette.app import Datasette

__all__ = ["catch_up", "caught_up"]

CHECKED = 5
"""Articles over which the house rules run at once, so that others need not wait."""

_TASKS: WeakKeyDictionary[Datasette, asyncio.Task[None]] = WeakKeyDictionary()


def catch_up(datasette: Datasette) -> None:
    """Begin to write the chains that wait, unless that is going on already."""
    task = _TASKS.get(datasette)
    if task is None or task.done():
        _TASKS[datasette] = asyncio.create_task(_write(datasette))


async def caught_up(datasette: Datasette) -> None:
    """Wait until no chain waits any more."""
    task = _TASKS.get(datasette)
    if task is not None:
        await task


async def _write(datasette: Datasette) -> None:
    """Write batch after batch on the one thread that writes; then run the house rules, once each.

    Where another program writes for long, the rest waits for the next decision.
    """
    database = datasette.get_database(DATABASE)
    recheck = recheck_of(datasette)
    path = Path(database.path)
    changed: dict[str, None] = {}

    def batch(connection: sqlite3.Connection) -> bool:
        with as_store(connection, path) as store, transaction(store) as writing:
            documents = write_chains(writing)
        changed.update(dict.fromkeys(documents or ()))
        return documents is not None

    def check(connection: sqlite3.Connection) -> None:
        with as_store(connection, path) as store:
            if recheck is not None:
                recheck(store, [changed.popitem()[0] for _ in range(min(len(changed), CHECKED))])

    with suppress(StoreError):
        while await database.execute_write_fn(batch, transaction=False):
            await asyncio.sleep(0)
        while changed and recheck is not None:
            await database.execute_write_fn(check, transaction=False)
            await asyncio.sleep(0)
