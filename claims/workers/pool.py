"""Workers that read and extract, and what is asked of them in which order."""

import multiprocessing.connection
import sys
import tempfile
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from types import TracebackType
from typing import Any, Final, Self

from claims.inference import MODELS
from claims.reading import ReadingOptions, read
from claims.reading.targets import STANDARD_INPUT
from claims.values import Document, Extraction, Problem
from claims.workers.limits import Limits
from claims.workers.process import Stopped, Worker

__all__ = ["Workers"]

_QUEUED_FOR_EACH: Final = 4


class Workers:
    """Reads and extracts within limits; use it as a context manager, or close it.

    One worker reads, `jobs` workers extract. None is started before it is needed.
    """

    def __init__(
        self, folder: Path = MODELS, *, limits: Limits | None = None, jobs: int = 1
    ) -> None:
        """Name the folder of the models; nothing is started yet."""
        self.limits = limits or Limits()
        self._reader = Worker(folder, self.limits, extracts=False)
        self._extractors = [Worker(folder, self.limits, extracts=True) for _ in range(jobs)]

    def __enter__(self) -> Self:
        """Return the workers themselves."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End all processes."""
        self.close()

    def warm_up(self) -> None:
        """Start who reads and who extracts, so that the first article need not wait for them.

        Raises SettingsError where no process can be started.
        """
        for worker in (self._reader, self._extractors[0]):
            worker.start()

    def close(self) -> None:
        """End all processes, whatever they are doing."""
        for worker in (self._reader, *self._extractors):
            worker.stop()

    def read(
        self, target: str, *, options: ReadingOptions | None = None
    ) -> Iterator[Document | Problem]:
        """Yield what `claims.reading.read` yields; each article within the limits.

        Of an archive whose reading had to be killed, the articles before that point are yielded,
        then a problem. In a folder only the one file is given up.
        """
        return read(target, options=options, read_one=self._read_one)

    def read_received(
        self,
        path: Path,
        *,
        name: str,
        url: str | None = None,
        media_type: str = "",
        options: ReadingOptions,
    ) -> Iterator[Document | Problem]:
        """Yield what `claims.reading.read_received` yields; each article within the limits."""
        yield from self._answers(name, "received", path, name, url, media_type, options)

    def extract(self, document: Document) -> Extraction:
        """Extract from one document; over the limits, the extraction holds a problem."""
        return next(self.extract_all([document]))

    def extract_all(self, documents: Iterable[Document | None]) -> Iterator[Extraction]:
        """Extract from a stream of documents, in order, each extraction as soon as it is there.

        A stream that has to wait for its next document yields None meanwhile, now and then; what
        is under way is looked after then. An article at which a worker died is tried once more,
        alone, in a new one.
        """
        queued: deque[_Order] = deque()
        most = len(self._extractors) * _QUEUED_FOR_EACH
        try:
            for document in documents:
                if document is None:
                    yield from self._finished(queued)
                    continue
                worker = self._free(queued)
                order = _Order(document, worker)
                worker.ask("extract", document)
                while queued and (queued[0].extraction is not None or len(queued) >= most):
                    yield queued.popleft().result(self.limits)
                queued.append(order)
            while queued:
                yield queued.popleft().result(self.limits)
        finally:  # whoever stopped asking does not want what is under way
            for left in queued:
                if left.extraction is None:
                    left.worker.stop()

    def _finished(self, queued: "deque[_Order]") -> Iterator[Extraction]:
        """Yield what is there already, from the first on that was asked for."""
        for order in queued:
            if order.extraction is None and order.worker.is_ready:
                order.finish(self.limits)
        while queued and queued[0].extraction is not None:
            yield queued.popleft().result(self.limits)

    def _free(self, queued: "deque[_Order]") -> Worker:
        """Return a worker that has nothing to do, after one has finished where none is idle."""
        busy = {order.worker: order for order in queued if order.extraction is None}
        for worker in self._extractors:
            if worker not in busy:
                return worker
        patience = max(0.0, min(worker.deadline for worker in busy) - monotonic())
        ready = multiprocessing.connection.wait([one.connection for one in busy], patience)
        for worker, order in busy.items():
            if worker.connection in ready or worker.deadline <= monotonic():
                order.finish(self.limits)
                return worker
        return self._free(queued)

    def _read_one(self, target: str, options: ReadingOptions) -> Iterator[Document | Problem]:
        """Yield the articles of one file or address, or of standard input."""
        if target != STANDARD_INPUT:
            yield from self._answers(target, "read", target, options)
            return
        with tempfile.NamedTemporaryFile() as copy:
            try:
                # One more byte than may be read, so that the reader sees that it is too large.
                _copy(sys.stdin.buffer, copy, options.max_bytes + 1)
            except OSError as error:
                reason = f"cannot be read ({error.strerror or error}): try again"
                yield Problem(STANDARD_INPUT, "reading", reason)
                return
            copy.flush()
            yield from self._answers(target, "read", target, options, copy.name)

    def _answers(self, target: str, *task: object) -> Iterator[Document | Problem]:
        """Yield what the reader answers to a task, one by one; `target` is named in a problem."""
        worker = self._reader
        worker.ask(*task)
        try:
            while (answer := worker.answer()) is not None:
                if isinstance(answer, Stopped):
                    yield Problem(target, "reading", answer.reason(self.limits))
                    return
                worker.ask("next")  # it goes on while this one is extracted and stored
                yield answer
        finally:
            if worker.asked:  # nobody wants the rest
                worker.stop()


@dataclass(slots=True)
class _Order:
    """A document at a worker, and its extraction once that is there."""

    document: Document
    worker: Worker
    extraction: Extraction | None = None

    def finish(self, limits: Limits) -> None:
        """Wait for the worker's answer."""
        answer = self.worker.answer()
        if isinstance(answer, Stopped) and not answer.killed:  # it may have been another's fault
            self.worker.ask("extract", self.document)
            answer = self.worker.answer()
        if isinstance(answer, Stopped):
            problem = Problem(self.document.path or "-", "limits", answer.reason(limits))
            answer = Extraction(self.document, problems=(problem,))
        self.extraction = answer

    def result(self, limits: Limits) -> Extraction:
        """Return the extraction, after it has come."""
        if self.extraction is None:
            self.finish(limits)
        assert self.extraction is not None
        return self.extraction


def _copy(source: Any, target: Any, most: int) -> None:
    """Copy at most so many bytes."""
    while most > 0 and (chunk := source.read(min(most, 1 << 16))):
        target.write(chunk)
        most -= len(chunk)
