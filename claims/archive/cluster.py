"""The engine of many machines: Ray Data hands the shards to actors, one for each core.

Needs the extra "cluster"; nothing else of the package imports this. An actor starts a process of
its own that extracts (`claims.archive.processes`), since Ray runs an actor's work beside its main
thread, where no alarm reaches it. Files lie where all machines see them, under the same path.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import Any

import ray
import ray.data

from claims.archive.extracting import Job
from claims.archive.folder import Done
from claims.archive.pieces import Piece, Shard
from claims.archive.processes import WorkerProcess
from claims.archive.running import Engine
from claims.errors import ClaimsError, SettingsError

__all__ = ["on_cluster"]


def on_cluster(address: str) -> Engine:
    """Return the engine that works on a Ray cluster.

    `address` is that of its head ("host:6379"), "auto" for one that runs on this machine, or
    "local" to start one here. Raises SettingsError where nobody answers.
    """

    def engine(shards: Iterable[Shard], job: Job, jobs: int) -> Iterator[Done]:
        waiting = [{"shard": json.dumps(asdict(shard))} for shard in shards]
        if not waiting:
            return
        _join(address, jobs)
        try:
            # A block for each shard: an actor has one at a time, and gives back some numbers.
            results = ray.data.from_items(waiting, override_num_blocks=len(waiting)).map_batches(
                _Actor,
                fn_constructor_kwargs={"job": job},
                batch_size=1,
                num_cpus=1,
                compute=ray.data.ActorPoolStrategy(min_size=1, max_size=jobs),
            )
            for row in results.iter_rows():
                yield _done(json.loads(row["done"]))
        finally:
            ray.shutdown()

    return engine


def _join(address: str, jobs: int) -> None:
    given: dict[str, Any] = {"num_cpus": jobs} if address == "local" else {}
    try:
        ray.init(address=address, include_dashboard=False, log_to_driver=False, **given)
    except (ConnectionError, ValueError, RuntimeError) as error:
        said = " ".join(str(error).split())[:200]
        raise SettingsError(f"no cluster answers at {address} ({said})") from error


class _Actor:
    """What Ray keeps on each core: it gives shards to its process, one by one."""

    def __init__(self, job: Job) -> None:
        self._process = WorkerProcess(job)

    def __call__(self, batch: dict[str, Any]) -> dict[str, Any]:
        return {"done": [json.dumps(self._work(json.loads(one))) for one in batch["shard"]]}

    def _work(self, form: dict[str, Any]) -> dict[str, Any]:
        shard = Shard(form["number"], tuple(Piece(**piece) for piece in form["pieces"]))
        try:
            return asdict(self._process.work(shard))
        except (ClaimsError, OSError) as error:
            return {"error": f"{error}"}


def _done(form: dict[str, Any]) -> Done:
    if "error" in form:
        raise SettingsError(f"a worker of the cluster could not go on: {form['error']}")
    return Done(**{**form, "files": tuple(form["files"])})
