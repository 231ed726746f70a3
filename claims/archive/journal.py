"""What a worker is at, written down before each step: whoever goes on after a kill reads it."""

from collections import Counter
from pathlib import Path
from types import TracebackType
from typing import Final, Self

__all__ = ["Journal"]

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
