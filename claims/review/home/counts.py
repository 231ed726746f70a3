"""What is in the file, in numbers, for the first page: counted again only after the file changed.

Sums over the table sourcing_counts and the index over (sourcing, disputable, kind) answer it: on a
million claims in a twentieth of a second. SQLite's `data_version` tells a connection whether
anybody else wrote since it last asked. The counts are one for all who look, and while an import
runs they are made again at most so often that it takes a tenth of the time of one processor.
"""

import sqlite3
import threading
import time
from dataclasses import dataclass

from claims.store.queueing import TO_REVIEW, WAITING

REST = 10
"""After counting, how many times as long as that took nothing is counted."""

_ARTICLES = "SELECT count(*) FROM documents"
_SOURCING = """
    SELECT sum(named) + sum(groups) + sum(outlet), sum(anonymous), sum(unsourced) + sum(unstated)
    FROM sourcing_counts
"""
_CANDIDATES = """
    SELECT (
        SELECT count(*) FROM claims INDEXED BY claims_sourcing
        WHERE sourcing = 'unsourced' AND disputable = 1
    ) + (
        SELECT count(*) FROM claims INDEXED BY claims_sourcing
        WHERE sourcing IN ('anonymous', 'unstated', 'outlet') AND disputable = 0 AND kind = 'fact'
    )
"""
"""The claims of TO_REVIEW, decided or not, counted half by half in an index; where a source is
stated `disputable` is always 0, and said here so that the index serves."""

_DECIDED = f"""
    SELECT count(*)
    FROM (SELECT DISTINCT target FROM attachments WHERE target_kind = 'claim') AS touched
    CROSS JOIN claims ON claims.id = touched.target
    WHERE claims.state <> 'open' AND ({TO_REVIEW})
"""  # noqa: S608 (a constant of this package)


_WAITING = f"""
    SELECT count(*) FROM claims INDEXED BY claims_flag
    WHERE {WAITING} AND state = 'open' AND ({TO_REVIEW})
"""  # noqa: S608 (constants of this package)


@dataclass(frozen=True, slots=True)
class Counts:
    """How much there is; `sourced`, `unnamed` and `unsourced` add up to `claims`."""

    articles: int
    claims: int
    sourced: int
    unnamed: int
    unsourced: int
    to_review: int

    @property
    def share(self) -> dict[str, float]:
        """The three parts of the claims in per cent, to a tenth."""
        total = max(self.claims, 1)
        parts = {"sourced": self.sourced, "unnamed": self.unnamed, "unsourced": self.unsourced}
        return {name: round(100 * part / total, 1) for name, part in parts.items()}


class Counter:
    """Counts that are kept while the file stays the same, and shared by all threads."""

    def __init__(self) -> None:
        """Begin with nothing counted."""
        self._counts: Counts | None = None
        self._next = 0.0
        self._made = 0
        self._lock = threading.Lock()
        self._known: dict[int, tuple[int, int, int]] = {}

    def count(self, connection: sqlite3.Connection) -> Counts:
        """Return the counts; `connection` must belong to the thread that asks."""
        thread = threading.get_ident()
        version = connection.execute("PRAGMA data_version").fetchone()[0]
        with self._lock:
            # What this connection saw when it last looked, and whether anybody counted since.
            same = self._known.get(thread) == (id(connection), version, self._made)
            if self._counts is not None and (same or time.monotonic() < self._next):
                return self._counts
            begun = time.monotonic()
            self._counts = count(connection)
            ended = time.monotonic()
            self._next = ended + REST * (ended - begun)
            self._made += 1
            self._known[thread] = (id(connection), version, self._made)
            return self._counts


def count(connection: sqlite3.Connection) -> Counts:
    """Count everything now."""
    sourced, unnamed, unsourced = (
        number or 0 for number in connection.execute(_SOURCING).fetchone()
    )
    candidates, decided, waiting, articles = (
        connection.execute(sql).fetchone()[0]
        for sql in (_CANDIDATES, _DECIDED, _WAITING, _ARTICLES)
    )
    return Counts(
        articles=articles,
        claims=sourced + unnamed + unsourced,
        sourced=sourced,
        unnamed=unnamed,
        unsourced=unsourced,
        to_review=candidates - decided - waiting,
    )
