"""How long `claims track` takes on a large database, from a cold start and warm.

`python bench/tracking_ask.py DB FOLDER [STATEMENT ...]` asks DB, whose embeddings
`bench/tracking_speed.py --database DB --folder FOLDER` made up, as `claims track` does: the same
imports, the same calls. Without statements, it asks with the words of some stored claims. With
--cold it asks once and prints where the time went since the process began.
"""

import argparse
import os
import sqlite3
import statistics
import subprocess
import sys
import time
from pathlib import Path

from claims.cli import track as command  # what the command imports
from claims.store import find_claims, read_story
from claims.store.stories.vectors import read_vectors
from claims.tracking.comparison import Comparer
from claims.tracking.neighbours import Neighbours

VECTORS = "vectors.db"
COUNT = 10


def since_start() -> float:
    """Milliseconds since this process began."""
    ticks = int(Path("/proc/self/stat").read_text("utf8").rsplit(")", 1)[1].split()[19])
    uptime = float(Path("/proc/uptime").read_text("utf8").split()[0])
    return 1000 * (uptime - ticks / os.sysconf("SC_CLK_TCK"))


def opened(database: Path, folder: Path) -> tuple[sqlite3.Connection, Neighbours]:
    """Put the made-up embeddings in the place of the empty table, and open their index.

    A database of an older version will do: nothing is written, and what is read has not changed.
    """
    connection = sqlite3.connect(f"{database.absolute().as_uri()}?mode=ro", uri=True)
    connection.execute("ATTACH ? AS made_up", (str(folder / VECTORS),))
    connection.execute("CREATE TEMP VIEW embeddings AS SELECT * FROM made_up.embeddings")
    return connection, Neighbours(folder, lambda keys: read_vectors(connection, keys))


def ask(
    connection: sqlite3.Connection, index: Neighbours, comparer: Comparer, statement: str
) -> int:
    """Find and read what the command shows; return how many claims were found."""
    found = find_claims(connection, index, comparer, statement, count=COUNT)
    for story in {one.story for one in found if one.story}:
        read_story(connection, story)
    return len(found)


def cold(database: Path, folder: Path, statement: str) -> None:
    """Ask once, in a process that has just begun."""
    imported = since_start()
    connection, index = opened(database, folder)
    ready = since_start()
    comparer = Comparer()
    comparer.embedder.embed(["A statement"])
    loaded = since_start()
    number = ask(connection, index, comparer, statement)
    answered = since_start()
    print(
        f"cold: {answered:.0f} ms of real time, {1000 * time.process_time():.0f} ms of CPU:"
        f" imported after {imported:.0f}, database and index open {ready:.0f},"
        f" model loaded {loaded:.0f}, {number} claims found {answered:.0f}"
    )


def warm(database: Path, folder: Path, statements: list[str]) -> None:
    """Ask each statement three times in one process."""
    connection, index = opened(database, folder)
    given = statements or [
        row[0]
        for row in connection.execute(
            "SELECT text FROM claims WHERE rowid % 99991 = 7 ORDER BY rowid LIMIT 10"
        )
    ]
    first, later, spent = [], [], []
    embedder = Comparer().embedder
    embedder.embed(["A statement"])
    for statement in given:
        for turn in range(3):
            began, busy = time.perf_counter(), time.process_time()
            ask(connection, index, Comparer(embedder), statement)
            (later if turn else first).append(1000 * (time.perf_counter() - began))
            spent.append(1000 * (time.process_time() - busy))
    print(
        f"warm, {len(given)} statements: each the first time {statistics.median(first):.0f} ms"
        f" (at most {max(first):.0f}), again {statistics.median(later):.0f} ms;"
        f" {statistics.median(spent):.0f} ms of CPU"
    )


def main() -> None:
    """Read the command line."""
    assert command.track, "imported for its cost"
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("database", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("statements", nargs="*")
    parser.add_argument("--cold", action="store_true")
    given = parser.parse_args()
    if given.cold:
        cold(given.database, given.folder, (given.statements or ["He said so"])[0])
        return
    warm(given.database, given.folder, given.statements)
    for _ in range(5):
        arguments = [str(given.database), str(given.folder), *given.statements[:1], "--cold"]
        subprocess.run([sys.executable, __file__, *arguments], check=True)


if __name__ == "__main__":
    main()
