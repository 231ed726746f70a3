"""The worker of an archive: loads the models once, then reads and extracts shard after shard.

Time and memory of an article have an end, as in `claims.workers`: an alarm and a cap in this
process. What the alarm does not reach ends the process, and whoever started it starts another one.
So that an article at which the process dies again and again does not hold up its shard, the worker
notes what it is at; the third time the article becomes a problem, and those after it are read.
"""

import os
import threading
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self

from claims.archive.folder import ArchiveFolder, Done
from claims.archive.pieces import Piece, Shard
from claims.archive.reading import read_piece
from claims.archive.rows import ShardRows
from claims.errors import ClaimsError
from claims.inference import MODELS, AttributionModel
from claims.pipeline import extract
from claims.reading import ReadingOptions
from claims.values import Document, Extraction, Problem
from claims.workers import Limits
from claims.workers.in_process import WARMING, cap_memory, extracted_within, next_within

__all__ = ["Job", "ShardWorker"]


# What a worker is at, written down before each step: whoever goes on after a kill reads it.

_WIDTH: Final = 64


class Journal:
    """The steps at which earlier workers of a shard died, and the one at which this one is.

    The file begins with the step under way; behind it stands a line for each death. A kill may
    come at any moment: a line that is broken counts for nothing.
    """

    def __init__(self, path: Path) -> None:
        """Read what is there; a step under way is a death."""
        try:
            kept = path.read_bytes()
        except FileNotFoundError:
            kept = b""
        died = [line.decode("ascii", "replace") for line in kept[_WIDTH:].splitlines()]
        under_way = kept[:_WIDTH].split(b"\n")[0].strip(b" \0").decode("ascii", "replace")
        died += [under_way] if under_way else []
        self._deaths = Counter(died)
        self._file = path.open("w+b")
        self._file.write(b" " * (_WIDTH - 1) + b"\n" + "".join(f"{d}\n" for d in died).encode())
        self._file.flush()

    def __enter__(self) -> Self:
        """Return the journal itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the file; no step is under way any more, whatever an exception stopped."""
        self.at("")
        self._file.close()

    def deaths(self, step: str) -> int:
        """Return how many workers died at a step."""
        return self._deaths[step]

    def at(self, step: str) -> None:
        """Note that a step begins."""
        self._file.seek(0)
        self._file.write(step[: _WIDTH - 1].ljust(_WIDTH - 1).encode("ascii") + b"\n")
        self._file.flush()


_GRACE: Final = 2.0
"""Seconds after its alarm in which an article may still end by itself."""
_DEATHS: Final = 3
_DIED: Final = "ended its reader {} times: it is damaged, or needs more memory than there is"


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """What a worker must know of the archive; it travels to other processes and machines."""

    folder: Path
    by: str = "month"
    reading: ReadingOptions
    limits: Limits
    models: Path = MODELS


class ShardWorker:
    """Extracts shards. Making one loads the models; it belongs in the main thread of a process."""

    def __init__(self, job: Job, model: AttributionModel | None = None) -> None:
        """Load the models, unless one is given, and cap the memory.

        Raises ModelError where a file is missing.
        """
        self.job = job
        self.folder = ArchiveFolder(job.folder)
        self.model = model or AttributionModel(job.models)
        extract(Document(WARMING), self.model)
        cap_memory(job.limits.memory)
        self._watch = _Watch(job.limits.seconds + _GRACE)

    def work(self, shard: Shard) -> Done:
        """Extract a shard and put it in place; return what it gave, also where it was there before.

        Raises OSError where the folder cannot be written.
        """
        there = self.folder.done(shard.name)
        if there is not None:
            return there
        started = time.monotonic()
        attempt = self.folder.begin(shard.name)
        rows = ShardRows(self.job.by)
        with Journal(self.folder.journal(shard.name)) as journal:
            for number, piece in enumerate(shard.pieces):
                self._piece(number, piece, rows, journal)
        files = rows.write(attempt)
        done = Done(
            shard.name,
            rows.count("documents"),
            rows.count("claims"),
            rows.count("problems"),
            rows.words(),
            round(time.monotonic() - started, 3),
            files,
        )
        return self.folder.finish(attempt, done)

    def _piece(self, number: int, piece: Piece, rows: ShardRows, journal: Journal) -> None:
        """Read and extract the articles of a piece; what fails is a row."""
        items = read_piece(piece, self.job.reading)
        for place, item in enumerate(self._items(number, piece, items, journal)):
            if isinstance(item, Problem):
                rows.add_problem(item)
            elif not rows.knows(item):
                rows.add(self._extraction(item, f"extract {number} {place}", journal))

    def _items(
        self, number: int, piece: Piece, items: Iterator[Any], journal: Journal
    ) -> Iterator[Document | Problem]:
        place = 0
        while True:
            step = f"read {number} {place}"
            if journal.deaths(step) >= _DEATHS:
                yield Problem(piece.target, "reading", _DIED.format(_DEATHS))
                return
            journal.at(step)
            with self._watch:
                item = next_within(items, piece.target, self.job.limits)
            if item is None:
                return
            if isinstance(item, ClaimsError):
                raise item
            yield item
            place += 1

    def _extraction(self, document: Document, step: str, journal: Journal) -> Extraction:
        path = document.path or "-"
        if journal.deaths(step) >= _DEATHS:
            return Extraction(document, problems=(Problem(path, "limits", _DIED.format(_DEATHS)),))
        journal.at(step)
        with self._watch:
            found = extracted_within(self.model, self.job.limits, document)
        if isinstance(found, ClaimsError):
            raise found
        return found


class _Watch:
    """Ends the process where what is watched takes so long that no alarm can have reached it."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._deadline: float | None = None
        threading.Thread(target=self._look, daemon=True, name="watch").start()

    def __enter__(self) -> None:
        self._deadline = time.monotonic() + self._seconds

    def __exit__(self, *error: object) -> None:
        self._deadline = None

    def _look(self) -> None:
        while True:
            time.sleep(1.0)
            deadline = self._deadline
            if deadline is not None and time.monotonic() > deadline:
                os._exit(70)
