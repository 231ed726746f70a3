"""Which shards there are: made once, kept in the archive, added to when there is more to read."""

import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

from claims import __version__
from claims.archive.cutting import pieces_of
from claims.archive.folder import ArchiveFolder, write_whole
from claims.archive.pieces import Piece, Shard
from claims.errors import SettingsError
from claims.reading import ReadingOptions

__all__ = ["By", "Settings", "plan", "planned", "settings_of"]

By = Literal["day", "month", "year"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How an archive is made: the same for all of its shards."""

    model: str
    by: By = "month"
    reading: ReadingOptions = field(default_factory=ReadingOptions)
    version: str = __version__

    def form(self) -> dict[str, Any]:
        """Return it as JSON knows it."""
        return asdict(self)


def settings_of(folder: ArchiveFolder) -> dict[str, Any]:
    """Return how an archive was made; raises SettingsError where the folder holds none."""
    try:
        found: dict[str, Any] = json.loads(folder.settings.read_text("utf8"))
    except (OSError, ValueError) as error:
        raise SettingsError(f"{folder.path}: no archive; claims archive makes one") from error
    return found


def plan(folder: ArchiveFolder, targets: Iterable[str], settings: Settings, size: int) -> int:
    """Add what is new among the targets to the plan; return how many shards there are then.

    What was planned before keeps its shard, though it be named again. Raises SettingsError where
    the archive was made otherwise, InputError for the address of a page.
    """
    if folder.settings.exists():
        _compare(folder, settings)
    else:
        if folder.path.is_dir() and any(not p.name.startswith("_") for p in folder.path.iterdir()):
            raise SettingsError(f"{folder.path}: holds other things; name a new folder")
        folder.prepare()
        write_whole(folder.settings, settings.form())
    known: set[int] = set()
    count = 0
    for shard in planned(folder):
        known |= {hash(piece) for piece in shard.pieces}
        count += 1
    beside = folder.plan.with_suffix(".tmp")
    with beside.open("w", encoding="utf8") as file:
        for shard in planned(folder):
            file.write(_line(shard))
        for pieces in _grouped(_new(targets, size, known), size):
            file.write(_line(Shard(count, pieces)))
            count += 1
        file.flush()
        os.fsync(file.fileno())
    beside.replace(folder.plan)
    return count


def planned(folder: ArchiveFolder) -> Iterator[Shard]:
    """Yield the shards of the plan, one by one; none where there is no plan yet."""
    try:
        file = folder.plan.open(encoding="utf8")
    except FileNotFoundError:
        return
    with file:
        for line in file:
            number, pieces = json.loads(line)
            yield Shard(number, tuple(Piece(*row) for row in pieces))


def _compare(folder: ArchiveFolder, settings: Settings) -> None:
    """Raise where the archive was made otherwise: its rows would not fit together."""
    stored = settings_of(folder)
    for name, value in settings.form().items():
        if stored.get(name) != value:
            raise SettingsError(
                f"{folder.path}: was made with another {name}"
                f" ({_short(stored.get(name))}, now {_short(value)}): name a new folder"
            )


def _short(value: object) -> str:
    return str(value)[:120]


def _new(targets: Iterable[str], size: int, known: set[int]) -> Iterator[Piece]:
    for target in targets:
        for piece in pieces_of(target, size):
            if hash(piece) not in known:
                known.add(hash(piece))
                yield piece


def _grouped(pieces: Iterable[Piece], size: int) -> Iterator[tuple[Piece, ...]]:
    """Gather pieces until they hold enough articles."""
    gathered: list[Piece] = []
    weight = 0
    for piece in pieces:
        gathered.append(piece)
        weight += piece.weight
        if weight >= size:
            yield tuple(gathered)
            gathered, weight = [], 0
    if gathered:
        yield tuple(gathered)


def _line(shard: Shard) -> str:
    return json.dumps([shard.number, [piece.row() for piece in shard.pieces]]) + "\n"
