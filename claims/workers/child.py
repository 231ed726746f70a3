"""What runs inside a worker: tasks are answered one by one, each within its limits."""

import signal
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from claims.errors import ClaimsError
from claims.inference import AttributionModel
from claims.pipeline import extract
from claims.reading import ReadingOptions, read, read_received
from claims.reading.targets import STANDARD_INPUT
from claims.values import Document, Problem
from claims.workers.in_process import WARMING, cap_memory, extracted_within, next_within
from claims.workers.limits import Limits

__all__ = ["work"]


def work(connection: Any, limits: Limits, folder: Path | None) -> None:
    """Answer tasks until the other end is closed; with a folder of models, extract too."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's, which ends this one
    model = None if folder is None else AttributionModel(folder)
    try:
        if model is not None:
            extract(Document(WARMING), model)
    except ClaimsError as error:
        connection.send(error)
        return
    cap_memory(limits.memory)
    connection.send(None)
    reading = _Reading(limits)
    with suppress(EOFError, OSError):  # the parent is gone
        while True:
            name, *given = connection.recv()
            if name == "extract":
                assert model is not None
                connection.send(extracted_within(model, limits, *given))
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
        return next_within(self._items, self._target, self._limits)
