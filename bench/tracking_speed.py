"""What tracking costs as the store grows: adding, searching, memory.

`python bench/tracking_speed.py [--claims 1000000] [--folder FOLDER]` fills an index with made-up
vectors that lie in bunches, as claims told again and again do, and prints, at 10,000 claims and at
the end: the CPU time of adding one claim (the embedding and the comparison with its candidates
included, which do not depend on the size), of the index alone, of one search, and the process's
memory with the index opened from disk.
"""

import argparse
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from claims.tracking import Comparer, Neighbours, Telling
from claims.tracking.tracker import CANDIDATES

WIDTH = 384
STEP = 10_000
TEXTS = [
    f"The {who} said that {count} people were {what} in {where} on Tuesday night"
    for who in ("mayor", "ministry", "army", "company", "union")
    for count in (12, 30, 45)
    for what in ("injured", "arrested", "rescued", "questioned")
    for where in ("Kalvik", "Tarnholm", "Varnau")
]


def vectors(count: int, rng: np.random.Generator) -> NDArray[np.float32]:
    """Make unit vectors in bunches of about twenty."""
    centres = rng.standard_normal((count // 20 + 1, WIDTH), dtype=np.float32)
    found = centres[rng.integers(0, len(centres), count)]
    found += 0.6 * rng.standard_normal((count, WIDTH), dtype=np.float32)
    found /= np.linalg.norm(found, axis=1, keepdims=True)
    return found


def compare_cost(comparer: Comparer) -> float:
    """CPU milliseconds of embedding a claim and comparing it with all its candidates."""
    tellings = [Telling(str(n), str(n), 1, text) for n, text in enumerate(TEXTS)]
    comparer.read(tellings[:1])
    began = time.process_time()
    comparer.read(tellings)
    for number, telling in enumerate(tellings):
        for other in range(CANDIDATES):
            comparer.compare(telling, tellings[(number + other + 1) % len(tellings)])
    return 1000 * (time.process_time() - began) / len(tellings)


def memory() -> float:
    """Resident memory of this process, in megabytes."""
    status = Path("/proc/self/status").read_text("utf8")
    return int(status.split("VmRSS:")[1].split()[0]) / 1024


def fill(folder: Path, claims: int) -> None:
    """Fill the index and print the cost of each part."""
    rng = np.random.default_rng(7)
    index = Neighbours(folder)
    fixed = compare_cost(Comparer())
    print(f"embedding and comparing one claim: {fixed:.1f} ms")
    spent = []
    for start in range(0, claims, STEP):
        fresh = vectors(STEP, rng)
        began = time.process_time()
        for at in range(0, STEP, 10):
            index.add(range(start + at + 1, start + at + 11), fresh[at : at + 10])
        spent.append(1000 * (time.process_time() - began) / STEP)
        began = time.process_time()
        for query in fresh[:100]:
            index.search(query, CANDIDATES)
        search = 10 * (time.process_time() - began)
        if start + STEP in (10_000, 100_000, claims) or (start + STEP) % 200_000 == 0:
            # Merging comes in bursts, so the mean over the last tenth stands for one claim.
            lately = float(np.mean(spent[-max(1, len(spent) // 10) :]))
            print(
                f"{start + STEP:>9,}: add {lately:.2f} ms to the index, search {search:.2f} ms,"
                f" one claim in all {fixed + lately + search:.1f} ms",
                flush=True,
            )


def ask(folder: Path) -> None:
    """Open the index as `claims track` does, search, and print time and memory."""
    comparer = Comparer()
    before = memory()
    began = time.perf_counter()
    index = Neighbours(folder)
    opened = time.perf_counter()
    query = comparer.embedder.embed(["Two harbour officials said the captain was asleep"])[0]
    embedded = time.perf_counter()
    index.search(query, 50)
    cold = time.perf_counter()
    for other in vectors(200, np.random.default_rng(1)):
        index.search(other, 50)
    warm = (time.perf_counter() - cold) / 200
    print(
        f"{len(index):,} claims: opened in {1000 * (opened - began):.0f} ms, model loaded and"
        f" statement embedded in {1000 * (embedded - opened):.0f} ms, first search"
        f" {1000 * (cold - embedded):.1f} ms, later ones {1000 * warm:.2f} ms;"
        f" memory {memory():.0f} MB, of which {memory() - before:.0f} MB since opening"
    )


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--claims", type=int, default=1_000_000)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--ask", action="store_true", help="only search what the folder holds")
    given = parser.parse_args()
    folder = given.folder or Path(tempfile.mkdtemp())
    if given.ask:
        ask(folder)
        return
    fill(folder, given.claims)
    # A fresh process: the memory of one that only searches.
    subprocess.run([sys.executable, __file__, "--ask", "--folder", str(folder)], check=True)


if __name__ == "__main__":
    main()
