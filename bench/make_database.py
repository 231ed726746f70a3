"""Make a large database of made-up claims, for measuring the desk's pages.

usage: bench/make_database.py DATABASE [--claims 1000000] [--verify]

The rows are made by the package's own code. Only here, where a crash costs nothing, the secondary
indexes are made at the end and the journal is left out, which is several times faster.
"""

import argparse
import sys
import time
from pathlib import Path
from sqlite3 import Connection

from made_up import made_up

from claims.store import add_extractions, begin_run, finish_run, open_store, verify

SENTENCES = 20
SEARCH = ("claims", "sentences")


def take_away(connection: Connection) -> list[str]:
    """Drop what slows down many inserts, and return the statements that bring it back."""
    rows = connection.execute(
        "SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL"
        " AND (type = 'index' OR (type = 'trigger' AND name LIKE '%_search_%'))"
    ).fetchall()
    for kind, name, _ in rows:
        connection.execute(f'DROP {kind} "{name}"')
    return [sql for _, _, sql in rows]


def bring_back(connection: Connection, statements: list[str]) -> None:
    for statement in statements:
        connection.execute(statement)
    for table in SEARCH:
        # A constant name, from the tuple above.
        connection.execute(f"INSERT INTO {table}_fts ({table}_fts) VALUES ('rebuild')")  # noqa: S608


def make(path: Path, claims: int) -> None:
    with open_store(path) as store:
        connection = store.connection
        connection.execute("PRAGMA journal_mode = OFF")
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("PRAGMA cache_size = -1000000")
        statements = take_away(connection)
        run = begin_run(store, "made up")
        articles = (made_up(number, sentences=SENTENCES) for number in range(claims // SENTENCES))
        add_extractions(store, articles, run=run, batch=1000, patience=60)
        bring_back(connection, statements)
        finish_run(store, run)
        connection.execute("PRAGMA journal_mode = WAL")


def main() -> int:
    parser = argparse.ArgumentParser(description="Make a large database of made-up claims.")
    parser.add_argument("database", type=Path)
    parser.add_argument("--claims", type=int, default=1_000_000)
    parser.add_argument("--verify", action="store_true", help="verify it afterwards (takes longer)")
    arguments = parser.parse_args()
    if arguments.database.exists():
        parser.error(f"{arguments.database} exists already")
    started = time.perf_counter()
    make(arguments.database, arguments.claims)
    seconds = time.perf_counter() - started
    size = arguments.database.stat().st_size / 2**20
    print(f"{arguments.claims:,} claims in {seconds:.0f} s, {size:,.0f} MiB: {arguments.database}")
    if not arguments.verify:
        return 0
    with open_store(arguments.database) as store:
        damage = verify(store)
    print(*damage[:10], sep="\n")
    return int(bool(damage))


if __name__ == "__main__":
    sys.exit(main())
