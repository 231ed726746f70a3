"""What the desk asks to have read: rows that a worker process takes one after the other.

The process that serves the desk never sends a text anywhere and never imports a language model: it
writes a request, and a worker reads, as `claims reread --requested` does.
"""

from dataclasses import dataclass
from sqlite3 import Connection

from claims.errors import DecisionError
from claims.readers.permission import allowed_readers, is_allowed
from claims.store.readings.permissions import (
    agree_to_reader,
    agreed_to,
    readers_setting,
    why_confidential,
)
from claims.store.records import Records, query
from claims.store.runs import now, storable

__all__ = [
    "ReadingRequest",
    "ask_for_reading",
    "finish_request",
    "next_request",
    "requests_of",
]


@dataclass(frozen=True, slots=True)
class ReadingRequest:
    """One request: its number, the article and the reader."""

    id: int
    document: str
    reader: str


def ask_for_reading(
    connection: Connection, document: str, reader: str, *, reviewer: str, agree: bool = False
) -> int:
    """Ask for an article to be read, and return the request's number.

    `agree` says that the reviewer agrees to where the text goes, which the first use needs. Raises
    DecisionError where the reader is not allowed, nobody agreed, the article is confidential or the
    reviewer no editor. What waits already is not asked for twice.
    """
    if not is_allowed(reader, allowed_readers(readers_setting(connection))):
        raise DecisionError(f"the reader {reader} is not allowed here: name it in the settings")
    row = connection.execute("SELECT publisher FROM documents WHERE id = ?", (document,)).fetchone()
    if row is None:
        raise DecisionError("there is no such article")
    reason = why_confidential(connection, document, row[0])
    if reason is not None:
        raise DecisionError(reason)
    if agree or agreed_to(connection, reader):
        agree_to_reader(connection, reader, reviewer=reviewer)
    else:
        raise DecisionError(f"agree first that the text is sent to {reader}")
    waiting = connection.execute(
        "SELECT id FROM reading_requests WHERE document = ? AND reader = ?"
        " AND state IN ('waiting', 'running')",
        (document, reader),
    ).fetchone()
    if waiting is not None:
        return int(waiting[0])
    cursor = connection.execute(
        "INSERT INTO reading_requests (document, reader, reviewer, made, state)"
        " VALUES (?, ?, ?, ?, 'waiting')",
        (document, reader, reviewer, now()),
    )
    assert cursor.lastrowid is not None  # an INSERT that did not raise has one
    return cursor.lastrowid


def next_request(connection: Connection, *, begun: bool = False) -> ReadingRequest | None:
    """Take the next request and mark it as running; None where none is left.

    With `begun`, those count as well that are marked as running: they were cut off, which the only
    worker of a file knows when it starts.
    """
    if begun:
        connection.execute("UPDATE reading_requests SET state = 'waiting' WHERE state = 'running'")
    row = connection.execute(
        "SELECT id, document, reader FROM reading_requests WHERE state = 'waiting'"
        " ORDER BY id LIMIT 1"
    ).fetchone()
    if row is None:
        return None
    connection.execute("UPDATE reading_requests SET state = 'running' WHERE id = ?", (row[0],))
    return ReadingRequest(*row)


def finish_request(connection: Connection, request: int, reason: str | None = None) -> None:
    """Mark a request as done, or as failed for a reason."""
    connection.execute(
        "UPDATE reading_requests SET state = ?, reason = ?, finished = ? WHERE id = ?",
        (
            "done" if reason is None else "failed",
            None if reason is None else storable(reason),
            now(),
            request,
        ),
    )


def requests_of(connection: Connection, document: str) -> Records:
    """Return the latest request of each reader for an article."""
    return query(
        connection,
        "SELECT id, reader, reviewer, made, state, reason, finished FROM reading_requests"
        " WHERE id IN (SELECT max(id) FROM reading_requests WHERE document = ? GROUP BY reader)"
        " ORDER BY id",
        document,
    )
