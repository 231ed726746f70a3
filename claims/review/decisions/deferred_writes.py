"""Write what a decision left for later: chains of a much quoted source, stories that changed by it.

The decision was answered already; between two batches others may decide. What a server that was
stopped left behind is written when the next one starts (`claims.cli.serve`) or decides.
"""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary, WeakSet

from claims.errors import StoreError
from claims.review.access.settings import DATABASE
from claims.review.decisions.recording import as_store, recheck_of
from claims.store import transaction
from claims.store.decisions import write_chains
from claims.store.stories.recomputing import retell_stale

if TYPE_CHECKING:
    from datasette.app import Datasette

__all__ = ["catch_up", "caught_up"]

CHECKED = 5
"""Articles over which the house rules run at once, so that others need not wait."""

TOLD = 1
"""Stories that are recomputed in one transaction, each in some hundredths of a second."""

_ASKED: WeakSet[Datasette] = WeakSet()
"""Desks on which somebody decided since their task last looked for what waits."""

_TASKS: WeakKeyDictionary[Datasette, asyncio.Task[None]] = WeakKeyDictionary()


def catch_up(datasette: Datasette) -> None:
    """Begin to write what waits, unless that is going on already."""
    _ASKED.add(datasette)
    task = _TASKS.get(datasette)
    if task is None or task.done():
        _TASKS[datasette] = asyncio.create_task(_write(datasette))


async def caught_up(datasette: Datasette) -> None:
    """Wait until nothing waits any more."""
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

    def chains(connection: sqlite3.Connection) -> bool:
        with as_store(connection, path) as store, transaction(store) as writing:
            documents = write_chains(writing)
        changed.update(dict.fromkeys(documents or ()))
        return documents is not None

    def stories(connection: sqlite3.Connection) -> bool:
        with as_store(connection, path) as store, transaction(store) as writing:
            return retell_stale(writing, most=TOLD)

    def check(connection: sqlite3.Connection) -> bool:
        with as_store(connection, path) as store:
            if recheck is not None:
                recheck(store, [changed.popitem()[0] for _ in range(min(len(changed), CHECKED))])
        return recheck is not None and bool(changed)

    with suppress(StoreError):
        while datasette in _ASKED:
            _ASKED.discard(datasette)
            for batch in (chains, stories, check):
                while await database.execute_write_fn(batch, transaction=False):
                    await asyncio.sleep(0)
