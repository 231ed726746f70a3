"""What was seen of a watched feed or folder, as rows."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from claims.store import Store, transaction

__all__ = ["Entry", "Target", "due_targets", "iso", "keep_entry", "keep_target", "unread"]


@dataclass(frozen=True, slots=True)
class Target:
    """A watched feed or folder; `etag` and `modified` are the server's words for its state."""

    target: str
    etag: str | None = None
    modified: str | None = None
    failures: int = 0


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a feed or a file of a folder; `address` is what is read."""

    target: str
    key: str
    state: str
    address: str


def iso(moment: float) -> str:
    """Write seconds since 1970 as ISO 8601 in UTC."""
    return datetime.fromtimestamp(moment, UTC).isoformat(timespec="seconds")


def due_targets(store: Store, targets: list[str], moment: float) -> list[Target]:
    """Return those of the targets that are due at `moment`; unknown ones are entered and due."""
    with transaction(store) as connection:
        connection.executemany(
            "INSERT OR IGNORE INTO watched_targets (target, due) VALUES (?, ?)",
            [(target, iso(moment)) for target in targets],
        )
    found = []
    for target in targets:
        row = store.connection.execute(
            "SELECT etag, modified, failures FROM watched_targets WHERE target = ? AND due <= ?",
            (target, iso(moment)),
        ).fetchone()
        if row is not None:
            found.append(Target(target, *row))
    return found


def keep_target(
    store: Store, target: Target, moment: float, wait: float, reason: str | None = None
) -> None:
    """Note that a target was looked at, and that it is due again in `wait` seconds."""
    due = datetime.fromtimestamp(moment, UTC) + timedelta(seconds=wait)
    with transaction(store) as connection:
        connection.execute(
            "UPDATE watched_targets SET etag = ?, modified = ?, failures = ?, checked = ?, due = ?,"
            " reason = ? WHERE target = ?",
            (
                *(target.etag, target.modified, target.failures, iso(moment)),
                *(due.isoformat(timespec="seconds"), reason, target.target),
            ),
        )


def unread(store: Store, entries: list[Entry], most_failures: int) -> list[Entry]:
    """Return the entries that were not read in this state and have not failed too often."""
    found = []
    for entry in entries:
        row = store.connection.execute(
            "SELECT state, read, failures FROM watched_entries WHERE target = ? AND entry = ?",
            (entry.target, entry.key),
        ).fetchone()
        known = row is not None and row[0] == entry.state
        if not known or (not row[1] and row[2] < most_failures):
            found.append(entry)
    return found


def keep_entry(store: Store, entry: Entry, *, read: bool) -> None:
    """Note that an entry was read, or that it failed once more."""
    with transaction(store) as connection:
        connection.execute(
            "INSERT INTO watched_entries (target, entry, state, read, failures)"
            " VALUES (:target, :key, :state, :read, 1 - :read)"
            " ON CONFLICT (target, entry) DO UPDATE SET read = excluded.read,"
            " failures = iif(excluded.read, 0,"
            " iif(state = excluded.state, failures, 0) + 1), state = excluded.state",
            {"target": entry.target, "key": entry.key, "state": entry.state, "read": int(read)},
        )
