"""The process that adds articles for a desk: begun when it is first needed, ended when idle.

It is another process so that no page, however hostile, is read where people's sessions are, and so
that the desk answers while an article is extracted. Orders wait in its input, one after another.
"""

from __future__ import annotations

import subprocess
import sys
import threading
import weakref
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from claims.adding.orders import Order, report_of, to_line
from claims.errors import InputError
from claims.review.access.settings import DATABASE
from claims.review.adding.batches import Batches

if TYPE_CHECKING:
    from datasette.app import Datasette

__all__ = ["Adding", "adding_of"]

IDLE_SECONDS = 600.0
"""So long the process is kept with its models loaded after the last order."""

SOON_SECONDS = 20.0
"""So long after the last decision that changed claims their stories are found: who dismisses ten in
a row has them compared once."""

_STORIES = 0
"""The number of orders that are no batch of anybody's."""

_WORKER = """
import sys
from multiprocessing import forkserver, get_context

if sys.platform != "darwin":
    get_context("forkserver").set_forkserver_preload(["claims.workers.child"])
    forkserver.ensure_running()
from claims.adding.worker import main

main(sys.argv[1:])
"""
# The server of its workers imports the package at the same time as it does itself: somebody waits.

ENDED = "the process that reads articles ended before it was done; add the rest again"


@dataclass(slots=True)
class Adding:
    """What a desk adds: the batches, and the process that works on them."""

    database: Path
    batches: Batches = field(default_factory=Batches)
    _process: subprocess.Popen[str] | None = None
    _open: set[int] = field(default_factory=set)
    _timer: threading.Timer | None = None
    _soon: threading.Timer | None = None
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _sending: threading.Lock = field(default_factory=threading.Lock)

    def warm_up(self) -> None:
        """Begin the process, so that its models are loaded when somebody adds something."""
        with self._lock, suppress(OSError):
            self._running()
            self._rest()

    def give(self, order: Order) -> None:
        """Hand an order over; waits where very many are before it. Never raises for the order."""
        try:
            with self._lock:
                self._open.add(order.id)
                self._rest()
                process = self._running()
            # Not under the other lock: reports are taken up while this waits for room in the pipe.
            with self._sending:
                assert process.stdin is not None  # as it was begun
                process.stdin.write(to_line(order))
                process.stdin.flush()
        except OSError as error:
            with self._lock:
                self._open.discard(order.id)
            self.batches.end([order.id], f"reading could not begin ({error}); try again")

    def find_stories_soon(self) -> None:
        """Have the stories found, in a while, of articles in which a decision changed claims."""
        with self._lock:
            if self._soon is not None:
                self._soon.cancel()
            order = Order(id=_STORIES, stories=True)
            self._soon = threading.Timer(SOON_SECONDS, self.give, [order])
            self._soon.daemon = True
            self._soon.start()

    def _running(self) -> subprocess.Popen[str]:
        """Return the process, begun again where there is none."""
        if self._process is not None and self._process.poll() is None:
            return self._process
        self._process = subprocess.Popen(  # our own module, no shell
            [sys.executable, "-c", _WORKER, str(self.database)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf8",
            start_new_session=True,  # a Ctrl-C is meant for the desk
        )
        threading.Thread(target=self._listen, args=(self._process,), daemon=True).start()
        return self._process

    def _listen(self, process: subprocess.Popen[str]) -> None:
        """Take up what the process reports until it ends."""
        assert process.stdout is not None  # as it was begun
        for line in process.stdout:
            with suppress(InputError):
                report = report_of(line)
                self.batches.tell(report)
                if report.finished:
                    self._done(report.order)
        with self._lock:
            if self._process in (process, None):
                self._process = None
                lost, self._open = self._open, set()
            else:
                lost = set()
        self.batches.end(lost, ENDED)

    def _done(self, order: int) -> None:
        """Note that an order is carried out; with none left, the process is ended in a while."""
        with self._lock:
            self._open.discard(order)
            self._rest()

    def _rest(self) -> None:
        """End the process after a while, unless something is to be done by then."""
        if self._timer is not None:
            self._timer.cancel()
        if not self._open:
            self._timer = threading.Timer(IDLE_SECONDS, self.end)
            self._timer.daemon = True
            self._timer.start()

    def end(self) -> None:
        """End the process, which is idle: its input is closed."""
        with self._lock:
            if self._open or self._process is None or self._process.stdin is None:
                return
            with suppress(OSError):
                self._process.stdin.close()
            self._process = None


_OF: weakref.WeakKeyDictionary[Datasette, Adding] = weakref.WeakKeyDictionary()


def adding_of(datasette: Datasette) -> Adding:
    """Return what one desk adds."""
    known = _OF.get(datasette)
    if known is None:
        known = _OF[datasette] = Adding(Path(datasette.get_database(DATABASE).path))
        weakref.finalize(datasette, known.end)
    return known
