"""What was asked for at the desk, read in a process of its own: `claims reread --requested`.

The process that serves the desk starts it and sends no text itself. Of several for one file, one
reads and the others wait for it, so that nothing is read twice at once.
"""

import fcntl
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import blake2b
from pathlib import Path

from claims.errors import ClaimsError, InputError
from claims.readers import (
    Budget,
    Reader,
    allowed_readers,
    is_allowed,
    open_model,
    reader_model,
)
from claims.rereading import RereadSummary
from claims.store import Store, transaction
from claims.store.readings import ReadingRequest, finish_request, next_request, readers_setting

__all__ = ["read_requested", "start_reading"]

Read = Callable[[str, Reader], RereadSummary]
"""Has the article with an id read."""


def start_reading(database: Path) -> None:
    """Start a process that reads what was asked for; it goes on when this one ends."""
    subprocess.Popen(
        [sys.executable, "-m", "claims", "reread", "--requested", "--db", str(database)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def read_requested(store: Store, read: Read) -> bool:
    """Read what was asked for until nothing waits; return whether all of it was read.

    What is marked as running when this one's turn comes was cut off, and is read again. Why a
    request failed is in its row.
    """
    whole, begun = True, True
    with _only_one(store.path):
        while True:
            with transaction(store) as connection:
                request = next_request(connection, begun=begun)
            begun = False
            if request is None:
                return whole
            reason = _read(store, request, read)
            whole = whole and reason is None
            with transaction(store) as connection:
                finish_request(connection, request.id, reason)


def _read(store: Store, request: ReadingRequest, read: Read) -> str | None:
    """Have one article read; return why it was not, None where it was."""
    try:
        if not is_allowed(request.reader, allowed_readers(readers_setting(store.connection))):
            raise InputError(f"the reader {request.reader} is not allowed any more")
        model = open_model(reader_model(request.reader))
        if f"llm:{model.name}" != request.reader:
            raise InputError(f"{request.reader} is another name of llm:{model.name}: use that")
        found = read(request.document, Reader(model, budget=Budget()))
    except ClaimsError as error:
        return str(error)
    return None if found.read else _why(store, request.document)


def _why(store: Store, document: str) -> str:
    """Return the reason that was recorded last for an article that was not read."""
    row = store.connection.execute(
        "SELECT reason FROM problems WHERE stage = 'second reader'"
        " AND (document = :document OR path IN (SELECT path FROM documents WHERE id = :document)"
        " OR path IN (SELECT url FROM documents WHERE id = :document)) ORDER BY id DESC LIMIT 1",
        {"document": document},
    ).fetchone()
    return "it could not be read" if row is None else str(row[0])


@contextmanager
def _only_one(database: Path) -> Iterator[None]:
    """Wait until no other process reads what the same file was asked for."""
    name = blake2b(str(database.resolve()).encode("utf8", "replace"), digest_size=8).hexdigest()
    with (Path(tempfile.gettempdir()) / f"claims-reading-{name}.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
