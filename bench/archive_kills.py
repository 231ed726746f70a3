"""Kill a worker of `claims archive`, then the command itself, at ten moments; compare the archives.

usage: bench/archive_kills.py [--articles 20] [--moments 10] [--seed 1]

Made-up articles are archived once undisturbed, which also tells how long that takes. At each moment
a run is begun, a process that extracts is killed (-9) after a random part of that time, the command
itself a little later, and the command is run again to its end. Printed is, for each moment, how
many shards were in place by then, and whether the rows are those of the undisturbed archive; it
exits with 1 where they are not. Processes are found in /proc.
"""

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path

from pyarrow.parquet import read_table

from claims.archive.folder import ArchiveFolder
from claims.archive.tables import TABLES

SHARD = 2
WORDS = "“The dam at {n} Lind Road holds,” Ana Berg said. Crews moved {n} crates. "


def command(source: Path, out: Path) -> "subprocess.Popen[bytes]":
    given = ["archive", str(source), str(out), "--jobs", "2", "--shard", str(SHARD)]
    return subprocess.Popen([sys.executable, "-m", "claims", *given], stderr=subprocess.DEVNULL)


def below(parent: int) -> list[int]:
    """Return the processes that one started, each before those that it started itself."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            fields = path.read_text("ascii", "replace").rpartition(")")[2].split()
            if int(fields[1]) == parent:
                child = int(path.parent.name)
                found += [child, *below(child)]
    return found


def rows(out: Path) -> dict[str, list[str]]:
    """Return all rows of an archive with their period, sorted."""
    folder = ArchiveFolder(out)
    return {
        table: sorted(
            f"{path.parent.name} {row}"
            for path in folder.files(table)
            for row in read_table(path, partitioning=None).to_pylist()
        )
        for table in TABLES
    }


def killed(source: Path, out: Path, first: float, second: float) -> tuple[int, bool]:
    """Kill a worker and then the command; return the shards in place, and if it still ran."""
    driver = command(source, out)
    time.sleep(first)
    # Those that extract were forked by a server that the command started.
    extracting = [one for server in below(driver.pid) for one in below(server)]
    if extracting:
        with suppress(ProcessLookupError):
            os.kill(extracting[-1], signal.SIGKILL)
    time.sleep(second)
    workers = below(driver.pid)
    driver.kill()
    ran = driver.wait() == -signal.SIGKILL
    while any(Path(f"/proc/{one}").exists() for one in workers):
        time.sleep(0.05)
    return len(list((out / "_done").glob("*.json"))), ran


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--articles", type=int, default=20)
    parser.add_argument("--moments", type=int, default=10)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    rng = random.Random(options.seed)
    differing = 0
    with tempfile.TemporaryDirectory() as name:
        source = Path(name) / "in.jsonl"
        texts = (WORDS.format(n=number + 2) * 10 for number in range(options.articles))
        lines = [json.dumps({"text": text, "published": "2024-02-01"}) for text in texts]
        source.write_text("\n".join(lines), "utf8")
        started = time.monotonic()
        command(source, Path(name) / "whole").wait()
        whole = time.monotonic() - started
        print(f"undisturbed: {whole:.1f} s", flush=True)
        expected = rows(Path(name) / "whole")
        for moment in range(options.moments):
            out = Path(name) / str(moment)
            first, second = rng.uniform(0.1, 0.8) * whole, rng.uniform(0.02, 0.3) * whole
            done, ran = killed(source, out, first, second)
            command(source, out).wait()
            same = rows(out) == expected and not list((out / "_work").iterdir())
            differing += not same
            print(
                f"{first:.1f} s, {second:.1f} s later: {done} shards in place,"
                f" {'killed' if ran else 'it had ended'}, {'the same' if same else 'DIFFERENT'}",
                flush=True,
            )
    sys.exit(int(differing > 0))


if __name__ == "__main__":
    main()
