"""The engine of one machine: processes that extract side by side, each with its own models.

A process that dies, for whatever reason, is replaced, and its shard begun again. When the process
that hands out the shards is gone, the others end by themselves.
"""

import multiprocessing
import multiprocessing.connection
import os
import signal
import sys
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import islice
from typing import Any

from claims.archive.extracting import Job, ShardWorker
from claims.archive.folder import Done
from claims.archive.pieces import Shard
from claims.errors import ClaimsError, SettingsError

__all__ = ["WorkerProcess", "in_processes"]

_MOST_STARTS = 3
_PAUSE = 0.5
"""Seconds after a start that failed."""


def in_processes(shards: Iterable[Shard], job: Job, jobs: int) -> Iterator[Done]:
    """Yield what each shard gave, as they are done: `jobs` at a time.

    Shards are taken from the stream as workers are free. Raises what a worker could not help, such
    as ModelError or an OSError of a disk that is full.
    """
    waiting = iter(shards)
    workers: list[WorkerProcess] = []
    try:
        for shard in islice(waiting, jobs):
            workers.append(WorkerProcess(job))
            workers[-1].give(shard)
        while workers:
            ready = multiprocessing.connection.wait([one.connection for one in workers])
            for worker in [one for one in workers if one.connection in ready]:
                done = worker.result()
                if done is None:
                    continue
                yield done
                following = next(waiting, None)
                if following is None:
                    worker.stop()
                    workers.remove(worker)
                else:
                    worker.give(following)
    finally:
        for worker in workers:
            worker.stop()


class WorkerProcess:
    """One process with its own models, which works on one shard after another."""

    def __init__(self, job: Job) -> None:
        """Start nothing yet."""
        self._job = job
        self._shard: Shard | None = None
        self._process: Any = None
        self._connection: Any = None
        self._starts = 0  # in a row, without models that were loaded

    @property
    def connection(self) -> Any:
        """The end of the pipe to the process; it can be waited for."""
        return self._connection

    def work(self, shard: Shard) -> Done:
        """Have a shard extracted, and wait for it; raises as `result` does."""
        self.give(shard)
        while (done := self.result()) is None:
            pass
        return done

    def give(self, shard: Shard) -> None:
        """Hand over a shard; the first one starts the process."""
        self._shard = shard
        if self._process is None:
            self._start()
        with suppress(OSError):  # it has died: `result` tells
            self._connection.send(shard)

    def result(self) -> Done | None:
        """Wait for what it has to say: what the shard gave, or None for what is none of that.

        Where the process has died, another one is given the same shard. Raises what the worker
        could not help, SettingsError where no process can be started.
        """
        try:
            found = self._connection.recv()
        except (EOFError, OSError):
            self.stop()
            assert self._shard is not None, "given before"
            self.give(self._shard)
            return None
        if isinstance(found, Exception):
            raise found
        self._starts = 0
        return found if isinstance(found, Done) else None

    def stop(self) -> None:
        """End the process, whatever it is doing."""
        if self._process is not None:
            self._process.kill()
            self._process.join()
            self._connection.close()
            self._process = None

    def _start(self) -> None:
        """Start the process; raises SettingsError where that failed too often in a row."""
        while self._process is None:
            if self._starts >= _MOST_STARTS:
                raise SettingsError(
                    "no process could be started that extracts: look at the memory that is free"
                )
            self._starts += 1
            context = _context()
            connection, given = context.Pipe()
            process = context.Process(target=_work, args=(given, self._job), daemon=True)
            try:
                process.start()
            except (EOFError, OSError):  # the server that forks it has died, or can fork no more
                connection.close()
                time.sleep(_PAUSE)  # a server that is being killed is told from a live one later
            else:
                self._connection, self._process = connection, process
            given.close()


def _context() -> Any:
    """Return how processes are started: from a server that has imported the package."""
    if sys.platform == "darwin":  # its own libraries do not survive a fork
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["claims.archive.processes"])
    return context


def _work(connection: Any, job: Job) -> None:
    """Extract shards until the other end is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # meant for the process that hands out shards
    threading.Thread(target=_end_with_parent, daemon=True).start()
    try:
        worker = ShardWorker(job)
        connection.send("ready")
        while True:
            connection.send(worker.work(connection.recv()))
    except (EOFError, BrokenPipeError):
        return
    except (ClaimsError, OSError) as error:
        with suppress(OSError):
            connection.send(error)


def _end_with_parent() -> None:
    """End this process when the one is gone that it works for."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        multiprocessing.connection.wait([parent.sentinel])
        os._exit(1)
