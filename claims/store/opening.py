"""Open the database file: settings, migrations, and a clear line for whatever is wrong with it.

One writer, many readers: write-ahead log, foreign keys on, and a wait of some seconds for another
writer. Every error of SQLite leaves this package as a StoreError that says what to do.
"""

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlite_utils import Database

from claims.errors import BusyError, NewerSchemaError, NotADatabaseError, StoreError
from claims.store.indexes import index_statements, make_indexes, missing_indexes
from claims.store.migrations import migrations, recorded, sources

__all__ = ["Store", "explained", "memory_store", "open_store", "transaction", "weigh_indexes"]

_MAGIC = b"SQLite format 3\x00"
_CACHE_KIB = 64 * 1024
_NAME_A_FILE = "name another file (on the command line, with --db)"
_ADVICE = {
    sqlite3.SQLITE_FULL: "the disk is full: free some space and run the command again",
    sqlite3.SQLITE_READONLY: "the file or its folder is read-only: allow writing, or choose another"
    " place (on the command line, with --db)",
    sqlite3.SQLITE_CANTOPEN: "the file cannot be opened: look at the permissions of the file and of"
    " its folder",
    sqlite3.SQLITE_CORRUPT: "the file is damaged: go back to the latest backup, or save what can"
    " still be read with the .recover command of sqlite3",
    sqlite3.SQLITE_NOTADB: "the file is no SQLite database: choose another one (on the command"
    " line, with --db)",
    sqlite3.SQLITE_IOERR: "the disk does not read or write as it should",
}


class Store:
    """An open database; close it, or use it as a context manager."""

    def __init__(
        self, path: Path, connection: sqlite3.Connection, *, wait: float, read_only: bool
    ) -> None:
        """Keep an open connection that commits by itself; `wait` is in seconds."""
        self.path = path
        self.wait = wait
        self.read_only = read_only
        self.connection = connection
        self.database = Database(connection, execute_plugins=False)

    def close(self) -> None:
        """Close the file."""
        self.connection.close()

    def __enter__(self) -> Self:
        """Return the store itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the file."""
        self.close()


def memory_store() -> Store:
    """Return a new database in memory, with the whole schema; it is gone once it is closed."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    store = Store(Path(":memory:"), connection, wait=0, read_only=False)
    migrations().apply(store.database)
    return store


def open_store(
    path: Path | str, *, read_only: bool = False, must_exist: bool = False, wait: float = 30.0
) -> Store:
    """Open the database at `path`, and make it or bring its schema up to date where needed.

    `wait` is how many seconds to wait for another writer. With `read_only` nothing is made or
    changed; with `must_exist` no file is made, but an older schema is brought up to date. Raises
    NotADatabaseError, NewerSchemaError, BusyError, or StoreError for a file or folder that does not
    exist, a file that can't be read or written, a full disk.
    """
    path = Path(path)
    _refuse_what_is_no_database(path, must_exist=must_exist or read_only)
    with explained(path, wait):
        connection = _connect(path, read_only=read_only, wait=wait)
        store = Store(path, connection, wait=wait, read_only=read_only)
    try:
        with explained(path, wait):
            _prepare(store, read_only=read_only)
    except BaseException:
        store.close()
        raise
    return store


@contextmanager
def transaction(store: Store) -> Iterator[sqlite3.Connection]:
    """Hold the one writer's place: all that is done inside is stored, or nothing of it.

    Foreign keys are checked at the end, so that rows may come in any order. Raises BusyError when
    another writer does not finish in time, StoreError for a full disk and the like.
    """
    connection = store.connection
    with explained(store.path, store.wait):
        connection.execute("BEGIN IMMEDIATE")
        try:
            connection.execute("PRAGMA defer_foreign_keys = ON")
            yield connection
            connection.execute("COMMIT")
        except BaseException:
            # A full disk makes SQLite roll back by itself, and then there is nothing left to do.
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise


@contextmanager
def explained(path: Path, wait: float) -> Iterator[None]:
    """Turn an error of SQLite into a StoreError that says what to do."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        # The lowest byte is the primary code, as https://sqlite.org/rescode.html has it.
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            raise BusyError(
                f"{path}: another program is writing and did not finish within {wait:g} s;"
                " wait for it to end and run the command again"
            ) from error
        if code == sqlite3.SQLITE_NOTADB:
            raise NotADatabaseError(f"{path}: {_ADVICE[code]}") from error
        raise StoreError(f"{path}: {_ADVICE.get(code, str(error))}") from error


def _refuse_what_is_no_database(path: Path, *, must_exist: bool) -> None:
    """Raise for a folder, a missing folder, or a file that begins like no database."""
    if path.is_dir():
        raise NotADatabaseError(f"{path}: a folder, not a database; {_NAME_A_FILE}")
    if not path.exists():
        if must_exist:
            raise StoreError(f"{path}: there is no such file; claims add makes it")
        if not path.parent.is_dir():
            raise StoreError(f"{path}: the folder {path.parent} does not exist; make it first")
        return
    if not path.is_file():
        raise NotADatabaseError(f"{path}: a device, pipe or socket, not a database; {_NAME_A_FILE}")
    try:
        with path.open("rb") as file:
            beginning = file.read(len(_MAGIC))
    except OSError as error:
        raise StoreError(f"{path}: cannot be read ({error.strerror})") from error
    # SQLite takes an empty file for a new database, and so does this.
    if beginning not in (b"", _MAGIC):
        raise NotADatabaseError(f"{path}: {_ADVICE[sqlite3.SQLITE_NOTADB]}")


def _connect(path: Path, *, read_only: bool, wait: float) -> sqlite3.Connection:
    """Connect and set what SQLite keeps for each connection."""
    mode = "ro" if read_only else "rwc"
    uri = f"{path.absolute().as_uri()}?mode={mode}"
    connection = sqlite3.connect(
        uri, uri=True, timeout=wait, isolation_level=None, cached_statements=256
    )
    if read_only:
        connection = _readable(connection, uri, path)
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
    return connection


def _readable(connection: sqlite3.Connection, uri: str, path: Path) -> sqlite3.Connection:
    """Return the connection, or one that needs no write-ahead log beside a file on read-only media.

    A database in WAL mode cannot be opened where no file can be made beside it, unless it is
    declared immutable (https://sqlite.org/wal.html, section 5); that would miss what is in a
    log which is there.
    """
    try:
        connection.execute("SELECT count(*) FROM sqlite_master")
    except sqlite3.OperationalError as error:
        code = error.sqlite_errorcode & 0xFF
        no_log = code in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY)
        if not no_log or path.with_name(f"{path.name}-wal").exists():
            raise
        connection.close()
        return sqlite3.connect(f"{uri}&immutable=1", uri=True, isolation_level=None)
    return connection


def _prepare(store: Store, *, read_only: bool) -> None:
    """Check whose database it is, and bring its schema up to date."""
    scripts = sources()
    known = list(scripts)
    names = recorded(store.database)
    if set(names) - set(known):
        raise NewerSchemaError(
            f"{store.path}: written by a newer version of claims; update claims to open it"
        )
    if not names and store.database.table_names():
        raise NotADatabaseError(f"{store.path}: a database, but not one of claims; {_NAME_A_FILE}")
    if read_only:
        if names != known:
            raise StoreError(
                f"{store.path}: made by an older version of claims;"
                " run claims verify once to bring it up to date"
            )
        return
    connection = store.connection
    if connection.execute("PRAGMA journal_mode").fetchone() != ("wal",):
        connection.execute("PRAGMA journal_mode = WAL")
    # In WAL mode a power cut may lose the last commits but never damages the file.
    connection.execute("PRAGMA synchronous = NORMAL")
    indexes = index_statements(script for name, script in scripts.items() if name in names)
    if names != known or missing_indexes(connection, indexes):
        _migrate(store, indexes)


def _migrate(store: Store, indexes: Mapping[str, str]) -> None:
    """Make the indexes that a filling left out, and apply what is pending.

    Of two programs that do so at once, the second finds nothing left.
    """
    store.connection.execute("BEGIN IMMEDIATE")
    try:
        make_indexes(store.connection, indexes)
        migrations().apply(store.database)
        weigh_indexes(store.connection)
        store.connection.execute("COMMIT")
    except BaseException:
        with suppress(sqlite3.OperationalError):
            store.connection.execute("ROLLBACK")
        raise


def weigh_indexes(connection: sqlite3.Connection) -> None:
    """Tell SQLite which indexes are worth using; bounded, so that it takes milliseconds."""
    connection.execute("PRAGMA analysis_limit = 1000")
    connection.execute("ANALYZE")
