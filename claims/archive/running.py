"""Makes an archive: plans the shards, has them extracted by an engine, and sums up."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from claims.archive.extracting import Job
from claims.archive.folder import ArchiveFolder, Done
from claims.archive.pieces import Shard
from claims.archive.planning import By, Settings, plan, planned
from claims.archive.processes import in_processes
from claims.archive.repeats import drop_repeats
from claims.inference import MODELS, AttributionModel
from claims.reading import ReadingOptions
from claims.workers import Limits

__all__ = ["SHARD", "ArchiveSummary", "Engine", "Progress", "make_archive"]

SHARD = 200
"""Articles of a shard: a minute's work or less, which is what a kill costs."""

Engine = Callable[[Iterable[Shard], Job, int], Iterator[Done]]
"""Has shards extracted, so many at a time, and yields what each gave, in any order."""


@dataclass(frozen=True, slots=True)
class ArchiveSummary:
    """What is in an archive, and what of it this run brought (`new` shards)."""

    shards: int = 0
    new: int = 0
    articles: int = 0
    claims: int = 0
    problems: int = 0
    words: int = 0
    repeated: int = 0

    def with_done(self, done: Done, *, new: bool) -> "ArchiveSummary":
        """Return the summary with one shard more."""
        return ArchiveSummary(
            self.shards + 1,
            self.new + int(new),
            self.articles + done.articles,
            self.claims + done.claims,
            self.problems + done.problems,
            self.words + done.words,
        )


Progress = Callable[[ArchiveSummary, int], None]
"""Told of what is in place so far, and of how many shards there will be."""


def make_archive(
    targets: Iterable[str],
    out: Path,
    *,
    by: By = "month",
    size: int = SHARD,
    jobs: int = 1,
    reading: ReadingOptions | None = None,
    limits: Limits | None = None,
    models: Path = MODELS,
    engine: Engine = in_processes,
    progress: Progress | None = None,
) -> ArchiveSummary:
    """Extract all articles of the targets into the archive `out`; go on where an earlier run was.

    Targets are files, folders, and what fsspec reaches. Raises SettingsError where the archive was
    made in another way or by other models, InputError for the address of a page, StoreError where
    the folder cannot be written, ModelError for a model that is missing; what is in place stays.
    """
    tell = progress or _nobody
    folder = ArchiveFolder(out)
    settings = Settings(
        model=AttributionModel(models).digest, by=by, reading=reading or ReadingOptions()
    )
    shards = plan(folder, targets, settings, size)
    folder.prepare()
    folder.recover()
    job = Job(folder=out, by=by, reading=settings.reading, limits=limits or Limits(), models=models)
    summary = ArchiveSummary()
    ready = set()
    for done in folder.all_done():
        ready.add(done.shard)
        summary = summary.with_done(done, new=False)
    tell(summary, shards)
    left = (shard for shard in planned(folder) if shard.name not in ready)
    for done in engine(left, job, jobs):
        summary = summary.with_done(done, new=True)
        tell(summary, shards)
    repeated = drop_repeats(folder)
    return ArchiveSummary(
        summary.shards,
        summary.new,
        summary.articles - repeated,
        summary.claims,
        summary.problems,
        summary.words,
        repeated,
    )


def _nobody(summary: ArchiveSummary, shards: int) -> None:
    del summary, shards
