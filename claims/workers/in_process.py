"""Reading and extraction within limits, in this process: an alarm for time, a cap for memory.

The alarm needs the main thread. What it does not reach (a compiled library) is for whoever started
the process to kill.
"""

import resource
import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from types import FrameType
from typing import Final

from claims.errors import ClaimsError, TooLargeError
from claims.inference import AttributionModel
from claims.pipeline import extract
from claims.values import Document, Extraction, Problem
from claims.workers.limits import Limits

__all__ = ["WARMING", "cap_memory", "extracted_within", "next_within"]

WARMING: Final = "“The dam holds,” the mayor of Orrin said on Friday. It was built in 1961."
"""A text that makes every model load, before memory is capped."""
_ALARM_AGAIN: Final = 0.5  # seconds: a library may swallow the first


def next_within(
    items: Iterator[Document | Problem], target: str, limits: Limits
) -> Document | Problem | ClaimsError | None:
    """Return the next article or problem of a target, None at the end; never raises.

    A problem stands for what took too long or too much; an exception of the package is returned,
    for the caller to raise where it belongs.
    """
    try:
        with _alarm(limits):
            item = next(items, None)
    except TooLargeError as error:  # it struck between two articles
        return Problem(target, "reading", str(error))
    except MemoryError:
        return Problem(target, "reading", limits.memory_reason)
    except ClaimsError as error:  # a plugin that cannot be loaded, say
        return error
    if isinstance(item, Problem) and "MemoryError" in item.reason:
        return replace(item, reason=limits.memory_reason)
    return item


def extracted_within(
    model: AttributionModel, limits: Limits, document: Document
) -> Extraction | ClaimsError:
    """Return the extraction, with a problem where it took too long or too much.

    An exception of the package is returned, for the caller to raise.
    """
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


def cap_memory(more: int) -> None:
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
