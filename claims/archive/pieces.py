"""What is to be read, as pieces that can be read apart: stretches of files, or whole files."""

from dataclasses import astuple, dataclass
from typing import Literal

__all__ = ["Kind", "Piece", "Shard"]

Kind = Literal["file", "warc", "lines", "parquet", "problem"]


@dataclass(frozen=True, slots=True)
class Piece:
    """A whole file, or a stretch of one that begins and ends between two articles.

    `start` and `stop` count bytes, or row groups of a Parquet file; `first` is the number of the
    first line or row, None where the piece is the whole file. `weight` is about how many articles
    it holds. `mark` changes when the file does. The `target` of a "problem" cannot be read, and its
    `mark` says why.
    """

    target: str
    kind: Kind = "file"
    start: int = 0
    stop: int = 0
    first: int | None = None
    weight: int = 1
    mark: str = ""

    def row(self) -> list[str | int | None]:
        """Return the piece as a list that JSON knows."""
        return list(astuple(self))


@dataclass(frozen=True, slots=True)
class Shard:
    """The pieces that one worker reads at one go. Numbers count up from 0 and never change."""

    number: int
    pieces: tuple[Piece, ...]

    @property
    def name(self) -> str:
        """What its files are called."""
        return f"{self.number:06d}"
