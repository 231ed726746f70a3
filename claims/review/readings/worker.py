"""Start the process in which further readers read what was asked for at the desk.

The desk itself sends no text anywhere: whoever serves it says how a worker is started; where nobody
said so, requests wait until `claims reread --requested` is run.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from claims.review.access.settings import DATABASE

if TYPE_CHECKING:
    from datasette.app import Datasette

__all__ = ["Start", "has_worker", "start_worker", "start_workers_with"]

Start = Callable[[Path], object]
"""Starts a process that reads what the database at the path was asked for."""

_STARTS: WeakKeyDictionary[Datasette, Start] = WeakKeyDictionary()


def start_workers_with(datasette: Datasette, start: Start) -> None:
    """Let `start` be called whenever somebody asks for a reading."""
    _STARTS[datasette] = start


def has_worker(datasette: Datasette) -> bool:
    """Return whether requests are read at once."""
    return datasette in _STARTS


def start_worker(datasette: Datasette) -> None:
    """Start a worker for the file that is served, where it is known how."""
    start = _STARTS.get(datasette)
    if start is not None:
        start(Path(datasette.get_database(DATABASE).path))
