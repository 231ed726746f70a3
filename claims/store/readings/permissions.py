"""What may be sent to further readers: which readers the desk names, what is confidential, consent.

An outlet is known by its name in small letters, "the" at its head aside.
"""

from collections.abc import Iterable
from sqlite3 import Connection

from claims.errors import DecisionError
from claims.readers.permission import split_names
from claims.store.ids import normalised_name
from claims.store.runs import now

__all__ = [
    "agree_to_reader",
    "agreed_to",
    "confidential_outlets",
    "is_marked",
    "mark_confidential",
    "readers_setting",
    "set_confidential_outlets",
    "set_readers",
    "why_confidential",
]

_EDITORS = ("editor", "admin")
_LONGEST = 4_000


def readers_setting(connection: Connection) -> str:
    """Return the readers that the desk's settings allow, separated by commas."""
    row = connection.execute("SELECT value FROM desk_settings WHERE name = 'readers'").fetchone()
    return "" if row is None else str(row[0])


def set_readers(connection: Connection, names: str, *, reviewer: str) -> None:
    """Set the readers that may be used; raise DecisionError where the reviewer is no editor."""
    _refuse_others(connection, reviewer)
    if len(names) > _LONGEST:
        raise DecisionError("the list of readers is too long")
    connection.execute(
        "UPDATE desk_settings SET value = ? WHERE name = 'readers'",
        (", ".join(split_names(names)),),
    )


def why_confidential(
    connection: Connection, document: str | None, publisher: str | None
) -> str | None:
    """Return why an article may not be sent to any reader, None where it may.

    `document` is its id, where it is stored.
    """
    if document is not None and is_marked(connection, document):
        return "the article is marked as confidential: no text of it is sent to a reader"
    if publisher is not None:
        found = connection.execute(
            "SELECT 1 FROM confidential WHERE kind = 'outlet' AND name = ?",
            (normalised_name(publisher),),
        ).fetchone()
        if found:
            return f"what {publisher} publishes is marked as confidential: no text is sent"
    return None


def is_marked(connection: Connection, document: str) -> bool:
    """Return whether an article itself is marked as confidential."""
    found = connection.execute(
        "SELECT 1 FROM confidential WHERE kind = 'document' AND name = ?", (document,)
    )
    return found.fetchone() is not None


def mark_confidential(
    connection: Connection, document: str, confidential: bool, *, reviewer: str
) -> None:
    """Mark an article as confidential, or no longer; raise DecisionError for who is no editor."""
    _refuse_others(connection, reviewer)
    if not confidential:
        connection.execute(
            "DELETE FROM confidential WHERE kind = 'document' AND name = ?", (document,)
        )
        return
    if not connection.execute("SELECT 1 FROM documents WHERE id = ?", (document,)).fetchone():
        raise DecisionError("there is no such article")
    _mark(connection, "document", [document], reviewer)


def confidential_outlets(connection: Connection) -> tuple[str, ...]:
    """Return the outlets of which nothing is sent, in small letters."""
    rows = connection.execute("SELECT name FROM confidential WHERE kind = 'outlet' ORDER BY name")
    return tuple(name for (name,) in rows)


def set_confidential_outlets(connection: Connection, names: str, *, reviewer: str) -> None:
    """Set the outlets of which nothing is sent, one a line; raise DecisionError for no editor."""
    _refuse_others(connection, reviewer)
    if len(names) > _LONGEST:
        raise DecisionError("the list of outlets is too long")
    plain = {normalised_name(line) for line in names.splitlines()} - {""}
    connection.execute("DELETE FROM confidential WHERE kind = 'outlet'")
    _mark(connection, "outlet", sorted(plain), reviewer)


def agreed_to(connection: Connection, reader: str) -> bool:
    """Return whether an editor of this desk agreed that text is sent to the reader."""
    found = connection.execute("SELECT 1 FROM reader_consents WHERE reader = ?", (reader,))
    return found.fetchone() is not None


def agree_to_reader(connection: Connection, reader: str, *, reviewer: str) -> None:
    """Record that an editor agreed; raise DecisionError where the reviewer is none."""
    _refuse_others(connection, reviewer)
    connection.execute(
        "INSERT OR IGNORE INTO reader_consents (reader, reviewer, made) VALUES (?, ?, ?)",
        (reader, reviewer, now()),
    )


def _mark(connection: Connection, kind: str, names: Iterable[str], reviewer: str) -> None:
    connection.executemany(
        "INSERT OR IGNORE INTO confidential (kind, name, reviewer, made) VALUES (?, ?, ?, ?)",
        [(kind, name, reviewer, now()) for name in names],
    )


def _refuse_others(connection: Connection, reviewer: str) -> None:
    row = connection.execute(
        "SELECT role, active FROM reviewers WHERE id = ?", (reviewer,)
    ).fetchone()
    if row is None or not row[1] or row[0] not in _EDITORS:
        raise DecisionError("which texts further readers see is for editors")
