"""What runs inside a worker: tasks are answered one by one, each within its limits."""

import resource
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from types import FrameType
from typing import Any, Final

from claims.errors import ClaimsError, TooLargeError
from claims.inference import AttributionModel
from claims.pipeline import extract
from claims.reading import ReadingOptions, read, read_received
from claims.reading.targets import STANDARD_INPUT
from claims.values import Document, Extraction, Problem
from claims.workers.limits import Limits

__all__ = ["work"]

_ALARM_AGAIN: Final = 0.5  # seconds: a library may swallow the first
_WARMING: Final = "“The dam holds,” the mayor of Orrin said on Friday. It was built in 1961."


def work(connection: Any, limits: Limits, folder: Path | None) -> None:
    """Answer tasks until the other end is closed; with a folder of models, extract too."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's, which ends this one
    model = None if folder is None else AttributionModel(folder)
    try:
        if model is not None:
            extract(Document(_WARMING), model)
    except ClaimsError as error:
        connection.send(error)
        return
    _cap_memory(limits.memory)
    connection.send(None)
    reading = _Reading(limits)
    with suppress(EOFError, OSError):  # the parent is gone
        while True:
            name, *given = connection.recv()
            if name == "extract":
                assert model is not None
                connection.send(_extracted(model, limits, *given))
                continue
            if name == "read":
                reading.begin(*given)
            elif name == "received":
                reading.begin_received(*given)
            connection.send(reading.next())


class _Reading:
    """The target that is being read, article by article."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._target = STANDARD_INPUT
        self._items: Iterator[Document | Problem] = iter(())

    def begin(
        self, target: str, options: ReadingOptions, standard_input: str | None = None
    ) -> None:
        """Begin with a target; standard input was copied to a file."""
        if standard_input is not None:
            sys.stdin = Path(standard_input).open(encoding="utf8", errors="replace")  # noqa: SIM115
        self._target = target
        self._items = read(target, options=options)

    def begin_received(
        self, path: Path, name: str, url: str | None, media_type: str, options: ReadingOptions
    ) -> None:
        """Begin with a file that somebody handed over, and that goes by another name."""
        self._target = name
        self._items = read_received(
            path, name=name, url=url, media_type=media_type, options=options
        )

    def next(self) -> Document | Problem | ClaimsError | None:
        """Return the next article or problem, None at the end."""
        try:
            with _alarm(self._limits):
                item = next(self._items, None)
        except TooLargeError as error:  # it struck between two articles
            return Problem(self._target, "reading", str(error))
        except MemoryError:
            return Problem(self._target, "reading", self._limits.memory_reason)
        except ClaimsError as error:  # a plugin that cannot be loaded, say: for the parent to raise
            return error
        if isinstance(item, Problem) and "MemoryError" in item.reason:
            return replace(item, reason=self._limits.memory_reason)
        return item


def _extracted(model: AttributionModel, limits: Limits, document: Document) -> object:
    """Return the extraction, or an exception of the package for the parent to raise."""
    try:
        with _alarm(limits):
            found = extract(document, model)
    except TooLargeError as error:
        return Extraction(document, problems=(_problem(document, str(error)),))
    except MemoryError:
        return Extraction(document, problems=(_problem(document, limits.memory_reason),))
    except ClaimsError as error:
        return error
    problems = tuple(
        replace(one, stage="limits", reason=limits.memory_reason)
        if one.reason.startswith("MemoryError")
        else one
        for one in found.problems
    )
    return replace(found, problems=problems)


def _problem(document: Document, reason: str) -> Problem:
    return Problem(document.path or "-", "limits", reason)


@contextmanager
def _alarm(limits: Limits) -> Iterator[None]:
    """Raise TooLargeError in what runs inside, after the limit and again until it ends."""

    armed = True

    def over(number: int, frame: FrameType | None) -> None:
        del number, frame
        if armed:
            raise TooLargeError(limits.time_reason)

    signal.signal(signal.SIGALRM, over)
    signal.setitimer(signal.ITIMER_REAL, limits.seconds, _ALARM_AGAIN)
    try:
        yield
    finally:
        armed = False
        signal.setitimer(signal.ITIMER_REAL, 0.0)


def _cap_memory(more: int) -> None:
    """Let this process take `more` bytes beyond what it has; without effect where no cap exists."""
    taken = _taken()
    if taken is None:
        return
    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    most = taken + more
    if hard != resource.RLIM_INFINITY:
        most = min(most, hard)
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_DATA, (most, hard))


def _taken() -> int | None:
    """Return the bytes of data that this process has mapped; None where nobody tells."""
    try:
        status = Path("/proc/self/status").read_text("ascii", "replace")
    except OSError:
        return None
    for line in status.splitlines():
        if line.startswith("VmData:"):
            return int(line.split()[1]) * 1024
    return None
