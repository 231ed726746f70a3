"""The folder of an archive: where files lie, and how a shard becomes part of it at one stroke.

    OUT/claims/period=2024-02/000012.parquet    the rows of shard 12 of that month
    OUT/_archive.json                           how the archive was made
    OUT/_plan.jsonl                             the shards
    OUT/_done/000012.json                       shard 12 is in place: its files and counts
    OUT/_work/000012.a1b2/                      an attempt at it; worth nothing when it is cut off
    OUT/_ready/000012/                          whole, and being put in place

An attempt becomes ready by the rename of its folder, which either happened or did not; of two
attempts the second finds the first one's. What is ready is put in place file by file, which can be
done again. What begins with "_" is passed over by those who read folders of Parquet.
"""

import json
import os
import shutil
import uuid
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from claims.errors import StoreError

__all__ = ["ArchiveFolder", "Attempt", "Done", "write_whole"]


@dataclass(frozen=True, slots=True)
class Done:
    """What one shard gave: articles, claims and problems, and the files with their rows."""

    shard: str
    articles: int = 0
    claims: int = 0
    problems: int = 0
    words: int = 0
    seconds: float = 0.0
    files: tuple[str, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Attempt:
    """A folder of its own in which a shard is written."""

    shard: str
    folder: Path

    def path(self, table: str, period: str) -> Path:
        """Return where rows are to be written; the folder above is made."""
        path = self.folder / table / f"period={period}" / f"{self.shard}.parquet"
        path.parent.mkdir(parents=True, exist_ok=True)
        return path


class ArchiveFolder:
    """An archive's folder; it is made with the first shard."""

    def __init__(self, path: Path) -> None:
        """Name the folder."""
        self.path = path
        self.plan = path / "_plan.jsonl"
        self.settings = path / "_archive.json"
        self._done = path / "_done"
        self._work = path / "_work"
        self._ready = path / "_ready"

    def prepare(self) -> None:
        """Make the folders; raises StoreError where that cannot be done."""
        try:
            for folder in (self._done, self._work, self._ready):
                folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            reason = error.strerror or error
            raise StoreError(f"{self.path}: cannot be written ({reason})") from error

    def done(self, shard: str) -> Done | None:
        """Return what a shard gave, None where it is not in place."""
        try:
            found = json.loads((self._done / f"{shard}.json").read_text("utf8"))
        except FileNotFoundError:
            return None
        return Done(**{**found, "files": tuple(found["files"])})

    def record(self, done: Done) -> None:
        """Write down what a shard gave that is in place."""
        write_whole(self._done / f"{done.shard}.json", asdict(done))

    def all_done(self) -> Iterator[Done]:
        """Yield what each shard gave that is in place, in their order."""
        for path in sorted(self._done.glob("*.json")):
            found = self.done(path.stem)
            if found is not None:
                yield found

    def journal(self, shard: str) -> Path:
        """Return the file in which a worker notes what it is at."""
        return self._work / f"{shard}.journal"

    def begin(self, shard: str) -> Attempt:
        """Return a new attempt; what is left of earlier ones is removed."""
        for left in self._work.glob(f"{shard}.*"):
            if left.is_dir():
                shutil.rmtree(left, ignore_errors=True)
        folder = self._work / f"{shard}.{uuid.uuid4().hex[:8]}"
        folder.mkdir()
        return Attempt(shard, folder)

    def finish(self, attempt: Attempt, done: Done) -> Done:
        """Make an attempt the shard; return what is in place, which may be another attempt's."""
        write_whole(attempt.folder / "done.json", asdict(done))
        with suppress(OSError):  # another attempt was faster: there is a folder that is not empty
            if self.done(attempt.shard) is None:
                attempt.folder.rename(self._ready / attempt.shard)
        shutil.rmtree(attempt.folder, ignore_errors=True)
        self.put_in_place(attempt.shard)
        self.journal(attempt.shard).unlink(missing_ok=True)
        return self.done(attempt.shard) or done

    def put_in_place(self, shard: str) -> None:
        """Move the files of a shard that is ready to where they belong; may be done again."""
        folder = self._ready / shard
        try:
            done = json.loads((folder / "done.json").read_text("utf8"))
        except FileNotFoundError:  # done by another
            return
        for name in done["files"]:
            target = self.path / name
            target.parent.mkdir(parents=True, exist_ok=True)
            with suppress(FileNotFoundError):  # moved before
                (folder / name).replace(target)
        with suppress(FileNotFoundError):
            (folder / "done.json").replace(self._done / f"{shard}.json")
        shutil.rmtree(folder, ignore_errors=True)

    def recover(self) -> None:
        """Put in place what a run that was killed left ready, and clear away what is of no use."""
        for folder in sorted(self._ready.iterdir()):
            self.put_in_place(folder.name)
        for journal in self._work.glob("*.journal"):  # killed between the shard and its journal
            if self.done(journal.stem) is not None:
                journal.unlink(missing_ok=True)

    def files(self, table: str) -> list[Path]:
        """Return the files of a table, of shards that are in place, by period and shard."""
        return sorted((self.path / table).glob("period=*/*.parquet"))


def write_whole(path: Path, value: Mapping[str, Any]) -> None:
    """Write JSON so that a kill leaves the whole file or none."""
    beside = path.with_name(f"{path.name}.{os.getpid()}.tmp")
    with beside.open("w", encoding="utf8") as file:
        json.dump(value, file)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)
