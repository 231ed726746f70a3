"""Fill a new file: with room in memory, and without the indexes that can wait (see `indexes`)."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from claims.store.indexes import index_statements, make_indexes
from claims.store.migrations import sources
from claims.store.opening import Store, transaction

__all__ = ["filling"]

_SETTINGS: Final = {
    "cache_size": -256 * 1024,  # KiB
    "wal_autocheckpoint": 16 * 1024,  # pages of the log, 64 MiB, before they are in the file
}


@contextmanager
def filling(store: Store) -> Iterator[bool]:
    """Let many articles be stored fast; yields whether the file is new, without any article.

    A new file is without most indexes meanwhile; where something is raised inside, whoever opens it
    next makes them.
    """
    connection = store.connection
    new = connection.execute("SELECT 1 FROM documents LIMIT 1").fetchone() is None
    before = {name: connection.execute(f"PRAGMA {name}").fetchone()[0] for name in _SETTINGS}
    statements = index_statements(sources().values())
    try:
        for name, value in _SETTINGS.items():
            connection.execute(f"PRAGMA {name} = {value}")
        if new:
            with transaction(store):
                for name in statements:
                    connection.execute(f"DROP INDEX IF EXISTS {name}")
        yield new
        if new:
            with transaction(store):
                make_indexes(connection, statements)
    finally:
        for name, value in before.items():
            connection.execute(f"PRAGMA {name} = {value}")
