"""Links by which somebody outside of the desk reads one article: made, found, ended."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from sqlite3 import Connection

from claims.errors import DecisionError
from claims.store.records import query
from claims.store.runs import now

__all__ = ["LONGEST_DAYS", "SharedLink", "end_link", "find_link", "links_of", "make_link"]

LONGEST_DAYS = 90
"""So long a link may work."""

LONGEST_NOTE = 200
_LINKS = """
SELECT id, document, names, note, reviewer, made, until, revoked FROM shared_links
"""


@dataclass(frozen=True, slots=True)
class SharedLink:
    """A link to one article; moments are in UTC, ISO 8601."""

    id: int
    document: str
    names: bool
    note: str | None
    reviewer: str
    made: str
    until: str
    revoked: str | None

    def works(self, moment: str | None = None) -> bool:
        """Return whether it leads to the article at a moment, or now."""
        return self.revoked is None and (moment or now()) < self.until


def make_link(
    connection: Connection,
    *,
    reviewer: str,
    document: str,
    days: int,
    names: bool = False,
    note: str | None = None,
) -> SharedLink:
    """Enter a link that works for some days and return it.

    Raises DecisionError for an article that is not there and for too few or too many days.
    """
    if not 1 <= days <= LONGEST_DAYS:
        raise DecisionError(f"a link works for 1 to {LONGEST_DAYS} days")
    known = connection.execute("SELECT 1 FROM documents WHERE id = ?", (document,)).fetchone()
    if known is None:
        raise DecisionError(f"there is no article {document}")
    until = (datetime.now(UTC) + timedelta(days=days)).isoformat(timespec="seconds")
    said = " ".join((note or "").split())[:LONGEST_NOTE] or None
    cursor = connection.execute(
        "INSERT INTO shared_links (document, names, note, reviewer, made, until)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        (document, int(names), said, reviewer, now(), until),
    )
    found = find_link(connection, int(cursor.lastrowid or 0))
    assert found is not None  # it was entered just now
    return found


def find_link(connection: Connection, number: int) -> SharedLink | None:
    """Return the link with that number, None where there is none."""
    rows = query(connection, f"{_LINKS} WHERE id = ?", number)
    return _link(rows[0]) if rows else None


def links_of(connection: Connection, document: str) -> list[SharedLink]:
    """Return the links that were made to an article, the newest first."""
    rows = query(connection, f"{_LINKS} WHERE document = ? ORDER BY id DESC", document)
    return [_link(row) for row in rows]


def end_link(connection: Connection, number: int, *, reviewer: str, editor: bool) -> None:
    """End a link before its time; one that has ended stays as it is.

    Raises DecisionError where there is none, or it is another person's and `editor` is false.
    """
    found = find_link(connection, number)
    if found is None:
        raise DecisionError(f"there is no link {number}")
    if found.reviewer != reviewer and not editor:
        raise DecisionError(f"link {number} is {found.reviewer}’s; only an editor may end it")
    connection.execute(
        "UPDATE shared_links SET revoked = ?, revoked_by = ? WHERE id = ? AND revoked IS NULL",
        (now(), reviewer, number),
    )


def _link(row: dict[str, object]) -> SharedLink:
    return SharedLink(**{**row, "names": bool(row["names"])})  # type: ignore[arg-type]  # as selected
