"""Whatever is killed at whatever moment, the archive is that of a run that nothing disturbed."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest
from archive_making import LIMITS, content, line, made
from store_fakes import article

from claims.archive.extracting import Job
from claims.archive.folder import ArchiveFolder, Done
from claims.archive.pieces import Shard
from claims.archive.planning import planned
from claims.archive.processes import WorkerProcess, in_processes
from claims.errors import ModelError
from claims.reading import ReadingOptions

ARTICLES = 16
SHARD = 2


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("archive") / "in.jsonl"
    longer = (line(n, text=article(n, words=80).text) for n in range(ARTICLES))
    path.write_text("".join(longer), "utf8")
    return path


@pytest.fixture(scope="module")
def undisturbed(source: Path) -> Path:
    out = source.parent / "undisturbed"
    made(source, out=out, size=SHARD)
    return out


def nobody(shards: Iterable[Shard], job: Job, jobs: int) -> Iterator[Done]:
    """An engine that does nothing, so that only the plan is made."""
    del shards, job, jobs
    return iter(())


def run(source: Path, out: Path) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-m", "claims", "archive", str(source), str(out)]
    options = ["--jobs", "2", "--shard", str(SHARD)]
    return subprocess.Popen([*command, *options], stderr=subprocess.DEVNULL)


def children(parent: int) -> list[int]:
    """Return the processes that a process started, and those that these started."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            after = path.read_text("ascii", "replace").rpartition(")")[2].split()
        except OSError:  # gone meanwhile
            continue
        if int(after[1]) == parent and after[0] != "Z":
            found.append(int(path.parent.name))
    return [*found, *(one for child in found for one in children(child))]


def wait_until(happened: Callable[[], bool], what: str) -> None:
    deadline = time.monotonic() + 240
    while not happened():
        assert time.monotonic() < deadline, what
        time.sleep(0.01)


def shards_in(out: Path) -> int:
    return len(list((out / "_done").glob("*.json")))


def stop_at(driver: "subprocess.Popen[bytes]", out: Path, shards: int) -> None:
    """Wait for so many shards; then hold the driver, so that no more are handed out meanwhile."""
    wait_until(lambda: shards_in(out) >= shards or driver.poll() is not None, "nothing was done")
    os.kill(driver.pid, signal.SIGSTOP)


def kill_worker(driver: int) -> None:
    """Kill one of the processes that extract: the server that the driver started forked them."""
    workers = [one for one in children(driver) if parent_of(one) != driver]
    assert workers, "nobody works"
    os.kill(workers[-1], signal.SIGKILL)


def parent_of(process: int) -> int:
    try:
        stat = Path(f"/proc/{process}/stat").read_text("ascii", "replace")
    except OSError:
        return 0
    return int(stat.rpartition(")")[2].split()[1])


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="processes are found in /proc")
def test_killed_workers_and_a_killed_driver_change_nothing(
    source: Path, undisturbed: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    driver = run(source, out)
    stop_at(driver, out, 1)
    kill_worker(driver.pid)
    os.kill(driver.pid, signal.SIGCONT)
    stop_at(driver, out, 2)
    workers = children(driver.pid)
    driver.kill()
    assert driver.wait() == -signal.SIGKILL
    wait_until(lambda: not any(Path(f"/proc/{one}").exists() for one in workers), "workers stay")
    before = shards_in(out)
    assert 2 <= before < ARTICLES // SHARD
    again = run(source, out)
    assert again.wait(timeout=240) == 0
    assert content(out) == content(undisturbed)
    assert not list((out / "_work").iterdir())


def test_what_no_worker_can_help_ends_the_run(source: Path, tmp_path: Path) -> None:
    """A model that is missing is told once, and not tried again for ever."""
    out = tmp_path / "out"
    made(source, out=out, size=100, engine=nobody)
    job = Job(folder=out, reading=ReadingOptions(), limits=LIMITS, models=tmp_path / "nothing")
    with pytest.raises(ModelError, match="no model file"):
        list(in_processes(planned(ArchiveFolder(out)), job, 2))


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="processes are found in /proc")
def test_a_process_that_dies_while_it_starts_is_started_again(source: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    made(source, out=out, size=100, engine=nobody)
    [shard] = planned(ArchiveFolder(out))
    job = Job(folder=out, reading=ReadingOptions(), limits=LIMITS)
    first, second = WorkerProcess(job), WorkerProcess(job)
    try:
        first.give(shard)
        assert first.result() is None  # it is there, and has its models
        here = os.getpid()
        [server, *_] = [parent_of(one) for one in children(here) if parent_of(one) != here]
        os.kill(server, signal.SIGSTOP)
        killing = threading.Timer(1.0, os.kill, (server, signal.SIGKILL))
        killing.start()
        second.give(shard)  # waits for the server to fork
        killing.join()
        assert second.work(shard).articles == ARTICLES
    finally:
        first.stop()
        second.stop()
