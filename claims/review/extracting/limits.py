"""How much one may ask for: so many requests a minute for each person or program, none too large.

A bucket for each asker fills with time and holds what may be asked at once (the token bucket of
Turner, 1986). It lives in the memory of the server, and is forgotten when it is full again.
"""

import math
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

__all__ = ["MOST_BYTES", "MOST_WAITING", "Rates"]

MOST_BYTES: Final = 1_000_000
"""A request may have so many: some 150,000 words."""

MOST_WAITING: Final = 8
"""So many requests may wait for the one that is read; more are told to come back."""

A_MINUTE: Final = 60


@dataclass(slots=True)
class Rates:
    """Who asked how much of late: at most `most` requests at once, and as many in a minute."""

    most: int = A_MINUTE
    clock: Callable[[], float] = time.monotonic
    _left: dict[str, tuple[float, float]] = field(default_factory=dict)

    def wait(self, asker: str) -> int:
        """Count a request; return 0 where it may go on, else in how many seconds the next may."""
        now = self.clock()
        left, then = self._left.get(asker, (float(self.most), now))
        left = min(float(self.most), left + (now - then) * self.most / 60)
        if left < 1:
            self._left[asker] = (left, now)
            return math.ceil((1 - left) * 60 / self.most)
        self._left[asker] = (left - 1, now)
        self._forget(now)
        return 0

    def _forget(self, now: float) -> None:
        """Forget those whose bucket is full again, once there are many."""
        if len(self._left) > 1_000:
            self._left = {
                asker: (left, then)
                for asker, (left, then) in self._left.items()
                if left + (now - then) * self.most / 60 < self.most
            }
