"""One worker as the process that waits for it sees it: asked, answered, killed, started again."""

import multiprocessing
import multiprocessing.connection
import os
import sys
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import Any, Final

from claims.errors import ClaimsError, SettingsError
from claims.workers.child import work
from claims.workers.limits import MORE_MEMORY, Limits

__all__ = ["LONGEST_FOLDER", "Stopped", "Worker"]

GRACE: Final = 2.0
"""Seconds after its alarm in which a worker may still answer by itself."""
LONGEST_FOLDER: Final = 72
"""Bytes of the folder for temporary files in which the server of processes can have its socket: an
address has 107, of which multiprocessing takes 32."""
_START: Final = 120.0  # seconds to import and load the models, on a machine that is busy


@dataclass(frozen=True, slots=True)
class Stopped:
    """The answer of a worker that was killed, or that died; `code` is how it ended by itself."""

    killed: bool
    code: int | None = None

    def reason(self, limits: Limits) -> str:
        """Return why, in a line for a person."""
        if self.killed:
            return limits.time_reason
        return (
            f"ended its reader (code {self.code}): it is damaged, or needs more than"
            f" {limits.memory / 1_000_000:,.0f} MB of memory; save it anew, or {MORE_MEMORY}"
        )


class Worker:
    """One process, started when it is first asked and again after it was stopped."""

    def __init__(self, folder: Path, limits: Limits, *, extracts: bool) -> None:
        """Start nothing yet; `folder` holds the models of one that `extracts`."""
        self.folder = folder
        self.limits = limits
        self.extracts = extracts
        self.asked = False
        self.deadline = 0.0
        self._process: Any = None
        self._connection: multiprocessing.connection.Connection | None = None

    @property
    def connection(self) -> "multiprocessing.connection.Connection":
        """Return the end of the pipe to a process that runs."""
        assert self._connection is not None, "asked before"
        return self._connection

    @property
    def is_ready(self) -> bool:
        """Whether `answer` would not wait: the answer is there, or its time is over."""
        return self.deadline <= monotonic() or self.connection.poll()

    def start(self) -> None:
        """Start the process where none runs, and wait until it can be asked."""
        if self._process is not None and not self._process.is_alive():
            self.stop()
        if self._process is None:
            self._start()

    def ask(self, *task: object) -> None:
        """Send a task, whose answer is due within the limit."""
        self.start()
        self.asked = True
        self.deadline = monotonic() + self.limits.seconds + GRACE
        with suppress(OSError):  # it has died since: the answer will tell
            self.connection.send(task)

    def answer(self) -> Any:
        """Return the answer, `Stopped` where none came; raises what the worker could not help."""
        try:
            if not self.connection.poll(max(0.0, self.deadline - monotonic())):
                self.stop()
                return Stopped(killed=True)
            answer = self.connection.recv()
        except (EOFError, OSError):
            self._process.join(GRACE)
            code = self._process.exitcode
            self.stop()
            return Stopped(killed=False, code=code)
        self.asked = False
        if isinstance(answer, ClaimsError):
            raise answer
        return answer

    def stop(self) -> None:
        """Kill the process."""
        self.asked = False
        if self._process is not None:
            self._process.kill()
            self._process.join()
            self._process.close()
            self.connection.close()
            self._process = self._connection = None

    def _start(self) -> None:
        """Start the process and wait until its models are loaded."""
        context = _context()
        connection, given = context.Pipe()
        process = context.Process(
            target=work,
            args=(given, self.limits, self.folder if self.extracts else None),
            daemon=True,
        )
        process.start()
        given.close()
        self._connection, self._process = connection, process
        self.deadline = monotonic() + _START
        stopped = self.answer()
        if stopped is not None:
            raise SettingsError(
                f"no process could be started that reads articles (code {stopped.code}): look at"
                " the memory that is free"
            )


def _context() -> Any:
    """Return how processes are started: from a server that has imported the package."""
    # macOS: its own libraries do not survive a fork. A long path of temporary files: the address of
    # the server's socket is in it, and has 107 bytes at most.
    if sys.platform == "darwin" or len(os.fsencode(tempfile.gettempdir())) > LONGEST_FOLDER:
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["claims.workers.child"])
    return context
