"""Measure `claims load`: articles a second into a new file, and whether the work stays linear.

usage: bench/load.py [--sizes 1000 2000 4000] [--real ARCHIVE]

An archive of made-up articles (20 claims each) is written first, without extraction; with --real an
archive that `claims archive` made is loaded. Each size runs in a process of its own. Rates are by
the processor's time of the process beside those by the clock, for a machine that has other work to
do. Stories and house rules are left owed, as with `claims load --later`.
"""

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from made_up import made_up

from claims.archive.folder import ArchiveFolder, Done, write_whole
from claims.archive.loading import load_archive
from claims.archive.planning import Settings
from claims.archive.rows import ShardRows
from claims.store import open_store

SHARD = 200


def write_archive(out: Path, size: int) -> None:
    """Write an archive of made-up articles."""
    folder = ArchiveFolder(out)
    folder.prepare()
    write_whole(folder.settings, Settings(model="made up").form())
    for number, first in enumerate(range(0, size, SHARD)):
        rows = ShardRows("month")
        for article in range(first, min(first + SHARD, size)):
            rows.add(made_up(article))
        attempt = folder.begin(f"{number:06d}")
        folder.finish(attempt, Done(attempt.shard, files=rows.write(attempt)))


def measure(out: Path, database: Path) -> dict[str, float]:
    with open_store(database) as store:  # the schema is made once, and not counted
        started, started_cpu = time.perf_counter(), time.process_time()
        found = load_archive(store, out)
        seconds = time.perf_counter() - started
        cpu = time.process_time() - started_cpu
    return {
        "articles": found.added,
        "seconds": round(seconds, 1),
        "CPU seconds": round(cpu, 1),
        "articles a second": round(found.added / seconds),
        "articles a CPU second": round(found.added / cpu),
        "peak memory, MiB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "file, MiB": round(database.stat().st_size / 2**20),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=[1000, 2000, 4000])
    parser.add_argument("--real", type=Path)
    parser.add_argument("--one", type=Path, nargs=2, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        print(json.dumps(measure(*options.one)))
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        archives = [options.real] if options.real else []
        for size in [] if options.real else options.sizes:
            archives.append(folder / str(size))
            write_archive(archives[-1], size)
        for number, archive in enumerate(archives):
            command = [
                sys.executable,
                __file__,
                "--one",
                str(archive),
                str(folder / f"{number}.db"),
            ]
            done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
            print(json.loads(done.stdout), flush=True)


if __name__ == "__main__":
    main()
