"""What was added since the desk was opened: batches, each with a line for every article.

They live in the memory of the server: what was stored, and what could not be read, is in the file.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from threading import Lock

from claims.adding.orders import Report

__all__ = ["Batch", "Batches", "Line"]

KEPT = 50
"""Batches that are remembered; older ones are in the list of articles only."""

LINES = 500
"""Lines that are remembered of one batch; the others are counted."""


@dataclass(frozen=True, slots=True)
class Line:
    """What became of one article: stored as `document`, or not, for the `reason`."""

    name: str
    document: str | None = None
    known: bool = False
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Batch:
    """What one person added at once, and how far it is.

    `begun` counts the pieces that were taken up, of which `reading` is the latest. `over` says why
    it ended before its end, None where it did not.
    """

    id: int
    person: str
    pieces: int
    begun: int = 0
    reading: str = ""
    lines: tuple[Line, ...] = ()
    more: int = 0
    finished: bool = False
    over: str | None = None

    @property
    def added(self) -> int:
        """How many articles are new or changed."""
        return sum(line.document is not None and not line.known for line in self.lines)

    @property
    def known(self) -> int:
        """How many were in the file just so."""
        return sum(line.known for line in self.lines)

    @property
    def unread(self) -> tuple[Line, ...]:
        """What could not be read, or not wholly."""
        return tuple(line for line in self.lines if line.reason is not None)

    @property
    def only(self) -> str | None:
        """Return the id of the article where it is one that went well; it can be opened then."""
        one = self.lines[0] if len(self.lines) == 1 else None
        return one.document if one and self.finished and self.over is None else None


@dataclass(slots=True)
class Batches:
    """All batches of one desk; threads may ask and tell at the same time."""

    _kept: deque[Batch] = field(default_factory=lambda: deque(maxlen=KEPT))
    _latest: int = 0
    _lock: Lock = field(default_factory=Lock)

    def begin(self, person: str, pieces: int) -> Batch:
        """Enter a batch and return it."""
        with self._lock:
            self._latest += 1
            batch = Batch(self._latest, person, pieces)
            self._kept.append(batch)
            return batch

    def find(self, number: int) -> Batch | None:
        """Return the batch with that number as it is now, None where it is not remembered."""
        with self._lock:
            return next((batch for batch in self._kept if batch.id == number), None)

    def latest(self) -> list[Batch]:
        """Return all batches that are remembered, the newest first."""
        with self._lock:
            return list(reversed(self._kept))

    def tell(self, report: Report) -> None:
        """Take up what the process reports."""
        with self._lock:
            for place, batch in enumerate(self._kept):
                if batch.id == report.order:
                    self._kept[place] = _with(batch, report)

    def end(self, numbers: Iterable[int], reason: str) -> None:
        """End the batches that are not finished: nothing more will be heard of them."""
        for number in numbers:
            found = self.find(number)
            if found is not None and not found.finished:
                self.tell(Report(order=number, finished=True, reason=reason))


def _with(batch: Batch, report: Report) -> Batch:
    """Return the batch with a report taken up."""
    if report.finished:
        return replace(batch, finished=True, over=report.reason)
    if report.document is None and report.reason is None:
        return replace(batch, begun=batch.begun + 1, reading=report.name)
    line = Line(report.title or report.name, report.document, report.known, report.reason)
    if len(batch.lines) >= LINES:
        return replace(batch, more=batch.more + 1)
    return replace(batch, lines=(*batch.lines, line))
