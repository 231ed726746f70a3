"""Runs: what was done when, by which version, with how many articles; and the problems met."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import astuple, dataclass
from datetime import UTC, datetime

from claims import __version__
from claims.store.extractions.digests import seal_run
from claims.store.opening import Store, transaction, weigh_indexes
from claims.values import Problem

__all__ = ["AddSummary", "add_problems", "begin_run", "finish_run", "now", "storable"]


@dataclass(frozen=True, slots=True)
class AddSummary:
    """How many articles were new, changed, the same as before; and how many problems were met."""

    added: int = 0
    updated: int = 0
    unchanged: int = 0
    problems: int = 0

    def __add__(self, other: "AddSummary") -> "AddSummary":
        """Return the sum of two summaries."""
        return AddSummary(*(a + b for a, b in zip(astuple(self), astuple(other), strict=True)))


def now() -> str:
    """Return the time in UTC, to the second, as ISO 8601."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def storable(path: str) -> str:
    """Return a path with the bytes that are no text written out, as file systems allow them."""
    return path.encode("utf8", "backslashreplace").decode("utf8")


def begin_run(store: Store, command: str, *, models: Mapping[str, str] | None = None) -> int:
    """Record that a command begins, and return the run's number.

    `models` holds the digest of each model by its name.
    """
    with transaction(store) as connection:
        cursor = connection.execute(
            "INSERT INTO runs (command, started, version, models) VALUES (?, ?, ?, ?)",
            (command, now(), __version__, json.dumps(dict(models or {}), sort_keys=True)),
        )
    assert cursor.lastrowid is not None  # an INSERT that did not raise has one
    return cursor.lastrowid


def finish_run(store: Store, run: int) -> AddSummary:
    """Record that the run is over, seal it, and return its counts."""
    with transaction(store) as connection:
        connection.execute("UPDATE runs SET finished = ? WHERE id = ?", (now(), run))
        seal_run(connection, run)
        counts = connection.execute(
            "SELECT added, updated, unchanged, problems FROM runs WHERE id = ?", (run,)
        ).fetchone()
        weigh_indexes(connection)
    return AddSummary(*counts)


def add_problems(store: Store, problems: Iterable[Problem], *, run: int) -> int:
    """Record what could not be read, and return how many problems that were."""
    rows = [(run, storable(p.path), p.stage, storable(p.reason), now()) for p in problems]
    with transaction(store) as connection:
        connection.executemany(
            "INSERT INTO problems (run, path, stage, reason, made) VALUES (?, ?, ?, ?, ?)", rows
        )
        connection.execute("UPDATE runs SET problems = problems + ? WHERE id = ?", (len(rows), run))
    return len(rows)
