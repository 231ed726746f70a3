"""What tracking costs as the store grows: adding, searching, memory.

`python bench/tracking_speed.py [--claims 1000000] [--folder FOLDER] [--database DB]` fills a table
of embeddings and its index with made-up vectors that lie in bunches, as claims told again and again
do, and prints, at 10,000 claims and on the way to the end: the CPU time of adding one claim (the
embedding and the comparison with its candidates included, which do not depend on the size), of the
index alone, of one search, and the process's memory. With DB, a database that holds claims without
embeddings, the vectors go by its claims' ids; `bench/tracking_ask.py` then times `claims track`. A
FOLDER that is half filled is filled up.
"""

import argparse
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import count, islice
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from claims.store.stories.vectors import packed, read_vectors, unpacked
from claims.tracking.clustering import NEAREST
from claims.tracking.comparison import Comparer
from claims.tracking.neighbours import WIDTH, Neighbours
from claims.tracking.tracker import WORDINGS
from claims.tracking.values import Telling

STEP = 10_000
ARTICLE = 20
NEWER = "SELECT id, vector FROM embeddings WHERE id > ? ORDER BY id"
VECTORS = "vectors.db"
TEXTS = [
    f"The {who} said that {number} people were {what} in {where} on Tuesday night"
    for who in ("mayor", "ministry", "army", "company", "union")
    for number in (12, 30, 45)
    for what in ("injured", "arrested", "rescued", "questioned")
    for where in ("Kalvik", "Tarnholm", "Varnau")
]


def vectors(number: int, rng: np.random.Generator) -> NDArray[np.float32]:
    """Make unit vectors in bunches of about twenty."""
    centres = rng.standard_normal((number // 20 + 1, WIDTH), dtype=np.float32)
    found = centres[rng.integers(0, len(centres), number)]
    found += 0.6 * rng.standard_normal((number, WIDTH), dtype=np.float32)
    found /= np.linalg.norm(found, axis=1, keepdims=True)
    return found


def compare_cost(comparer: Comparer) -> float:
    """CPU milliseconds of embedding a claim and comparing it with all its candidates."""
    tellings = [Telling(str(n), str(n), 1, text) for n, text in enumerate(TEXTS)]
    comparer.read(tellings[:1])
    began = time.process_time()
    comparer.read(tellings)
    for number, telling in enumerate(tellings):
        for other in range(WORDINGS):
            comparer.compare(telling, tellings[(number + other + 1) % len(tellings)])
    return 1000 * (time.process_time() - began) / len(tellings)


def memory(kind: str = "VmRSS") -> float:
    """Memory of this process in megabytes: now, or the most it ever was (VmHWM)."""
    status = Path("/proc/self/status").read_text("utf8")
    return int(status.split(f"{kind}:")[1].split()[0]) / 1024


def names(database: Path | None) -> Iterator[str]:
    """Give the claims' ids, those of a database or made up."""
    if database is None:
        yield from (str(number) for number in count(1))
        return
    with sqlite3.connect(f"{database.absolute().as_uri()}?mode=ro", uri=True) as connection:
        for (identity,) in connection.execute("SELECT id FROM claims ORDER BY rowid"):
            yield identity


def fill(folder: Path, claims: int, database: Path | None) -> None:
    """Fill table and index and print the cost of each part."""
    connection = sqlite3.connect(folder / VECTORS)
    # Ids are hashes: each goes to another page of the index of ids.
    connection.execute("PRAGMA cache_size = -400000")
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute(
        "CREATE TABLE IF NOT EXISTS embeddings"
        " (id INTEGER PRIMARY KEY, claim TEXT UNIQUE, vector BLOB)"
    )
    index = Neighbours(folder, lambda keys: read_vectors(connection, keys))
    rows = connection.execute(NEWER, (index.covered,))
    while batch := rows.fetchmany(STEP):
        index.add([number for number, _ in batch], unpacked([one for _, one in batch]))
    (filled,) = connection.execute("SELECT coalesce(max(id), 0) FROM embeddings").fetchone()
    rng = np.random.default_rng(7 + filled)
    fixed = compare_cost(Comparer())
    print(f"embedding and comparing one claim: {fixed:.1f} ms")
    spent, ids = [], islice(names(database), filled, None)
    for start in range(filled, claims, STEP):
        fresh = vectors(STEP, rng)
        given = zip(count(start + 1), islice(ids, STEP), map(packed, fresh), strict=False)
        with connection:
            connection.executemany("INSERT INTO embeddings VALUES (?, ?, ?)", given)
        began = time.process_time()
        for at in range(0, STEP, ARTICLE):
            index.add(range(start + at + 1, start + at + ARTICLE + 1), fresh[at : at + ARTICLE])
        spent.append(1000 * (time.process_time() - began) / STEP)
        began = time.process_time()
        for query in fresh[:100]:
            index.search(query, NEAREST)
        search = 10 * (time.process_time() - began)
        if start + STEP in (10_000, 100_000, claims) or (start + STEP) % 200_000 == 0:
            # Merging comes in bursts, so the mean over the last tenth stands for one claim.
            lately = float(np.mean(spent[-max(1, len(spent) // 10) :]))
            print(
                f"{start + STEP:>9,}: add {lately:.2f} ms to the index, search {search:.2f} ms,"
                f" one claim in all {fixed + lately + search:.1f} ms;"
                f" memory {memory():.0f} MB, at most {memory('VmHWM'):.0f} MB",
                flush=True,
            )


def ask(folder: Path) -> None:
    """Open the index as `claims track` does, search, and print time and memory."""
    connection = sqlite3.connect(folder / VECTORS)
    before = memory()
    began = time.perf_counter()
    index = Neighbours(folder, lambda keys: read_vectors(connection, keys))
    opened = time.perf_counter()
    queries = vectors(1000, np.random.default_rng(1))
    cold = time.perf_counter()
    index.search(queries[0], 50)
    first = time.perf_counter()
    for query in queries:
        index.search(query, 50)
    warm = (time.perf_counter() - first) / len(queries)
    size = sum(path.stat().st_size for path in folder.glob("*.usearch")) / 2**20
    print(
        f"{len(index):,} claims: index of {size:.0f} MB on disk opened in"
        f" {1000 * (opened - began):.0f} ms, first search {1000 * (first - cold):.1f} ms,"
        f" later ones {1000 * warm:.2f} ms; memory of the process {memory():.0f} MB, of which"
        f" {memory() - before:.0f} MB since opening"
    )


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--claims", type=int, default=1_000_000)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--database", type=Path)
    parser.add_argument("--ask", action="store_true", help="only search what the folder holds")
    given = parser.parse_args()
    folder = given.folder or Path(tempfile.mkdtemp())
    folder.mkdir(parents=True, exist_ok=True)
    if given.ask:
        ask(folder)
        return
    fill(folder, given.claims, given.database)
    # A fresh process: the memory of one that only searches.
    subprocess.run([sys.executable, __file__, "--ask", "--folder", str(folder)], check=True)


if __name__ == "__main__":
    main()
