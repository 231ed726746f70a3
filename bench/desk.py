"""Measure the desk's pages and the saving of decisions while an `add` writes to the same file.

usage: bench/desk.py DATABASE [--rounds 15] [--alone]

The database is changed: articles are added and decisions recorded. The desk is a real Datasette
that answers through its own client; the `add` is another process, which stores made-up articles in
batches as `claims add` does (without the model, whose cost is the processor's and not the file's),
until the measure is over. `--alone` leaves it out. Printed are the medians and the slowest, beside
what is allowed.
"""

import argparse
import asyncio
import statistics
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from datasette.app import Datasette
from made_up import made_up

from claims.cli.serve import recheck
from claims.review.decisions.recording import recheck_with
from claims.review.server.desk import make_datasette
from claims.store import add_extractions, begin_run, finish_run, open_store

OWNER = {"id": "bench"}
DECISIONS = {
    "a verdict saved": "verdict:true",
    "a correction saved": "kind:opinion",
    "a claim dismissed": "dismiss",
}
BATCH = 20
PAUSE = 2.0
"""Seconds between two batches: so long does extraction gather articles before they are written."""
FIRST = 10_000_000
"""The number of the first article that is added; the database was made of smaller ones."""

A_CLAIM = "SELECT id, document FROM claims WHERE state = 'open' ORDER BY rowid LIMIT 1 OFFSET 100"
MOST_QUOTED = (
    "SELECT source FROM claims WHERE source IS NOT NULL"
    " GROUP BY source ORDER BY count(*) DESC LIMIT 1"
)
AN_OUTLET = "SELECT publisher FROM documents GROUP BY publisher ORDER BY count(*) DESC LIMIT 1"
SMALL_OUTLET = "SELECT publisher FROM documents GROUP BY publisher ORDER BY count(*) LIMIT 1"
Measured = tuple[str, list[float], int]


def add_until_killed(database: Path) -> None:
    """Add articles, a batch at a time; this runs in a process of its own."""
    number = FIRST + int(time.time())
    with open_store(database) as store:
        run = begin_run(store, "add")
        print("adding", flush=True)
        while True:
            articles = [made_up(number + place) for place in range(BATCH)]
            started = time.perf_counter()
            add_extractions(store, articles, run=run, batch=BATCH)
            finish_run(store, run)
            print(f"{1000 * (time.perf_counter() - started):.0f}", flush=True)
            number += BATCH
            time.sleep(PAUSE)


@contextmanager
def adding(database: Path, *, alone: bool) -> Iterator[list[float]]:
    """Let another process add articles meanwhile; the list gets the milliseconds of each batch."""
    batches: list[float] = []
    if alone:
        yield batches
        return
    command = [sys.executable, __file__, str(database), "--adding"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        process.stdout.readline()
        try:
            yield batches
        finally:
            process.terminate()
            batches += [float(line) for line in process.stdout if line.strip().isdigit()]


async def one(datasette: Datasette, sql: str) -> list[str]:
    rows = await datasette.get_database("claims").execute(sql)
    return list(rows.first())


async def pages(datasette: Datasette) -> list[tuple[str, str, int]]:
    """Return the name, the address and the milliseconds allowed of each page."""
    claim, document = await one(datasette, A_CLAIM)
    (source,) = await one(datasette, MOST_QUOTED)
    (large,) = await one(datasette, AN_OUTLET)
    (small,) = await one(datasette, SMALL_OUTLET)
    dashboard = "/-/claims/dashboard"
    return [
        ("queue next", "/-/claims/queue", 150),
        ("queue next, unsourced", "/-/claims/queue?only=unsourced", 150),
        ("queue next, with figures", "/-/claims/queue?only=figures", 150),
        ("article", f"/-/claims/article/{document}", 200),
        ("claim", f"/-/claims/claim/{claim}", 200),
        ("source quoted most", f"/-/claims/source/{source}", 300),
        ("dashboard", dashboard, 1000),
        ("dashboard, large outlet", f"{dashboard}?outlet={large}", 1000),
        ("dashboard, small outlet", f"{dashboard}?outlet={small}", 1000),
        ("dashboard, a year", f"{dashboard}?from=2023-01-01&to=2023-12-31", 1000),
        ("dashboard, nearly all", f"{dashboard}?from=2022-01-02", 1000),
    ]


async def timed(act: Callable[[], Awaitable[object]], rounds: int) -> list[float]:
    """Return the milliseconds of each round, the first one left out."""
    taken = []
    for _ in range(rounds + 1):
        started = time.perf_counter()
        await act()
        taken.append(1000 * (time.perf_counter() - started))
    return taken[1:]


async def decide(datasette: Datasette, claims: Iterator[str], action: str) -> None:
    """Post an action on the next claim, as the queue's form does."""
    fields = {
        "claim": next(claims),
        "action": action,
        "seen": "0",
        "next": "/-/claims/queue",
    }
    answer = await datasette.client.post("/-/claims/decide", data=fields, actor=OWNER)
    if answer.status_code != 303:
        raise SystemExit(f"a decision was not saved: {answer.status_code} {answer.text[:500]}")


async def measure(
    database: Path, rounds: int, *, alone: bool
) -> tuple[list[Measured], list[float]]:
    datasette = make_datasette(database, owner=OWNER["id"])
    recheck_with(datasette, recheck)
    await datasette.invoke_startup()
    found: list[Measured] = []
    rows = await datasette.get_database("claims").execute(
        "SELECT id FROM claims WHERE state = 'open' AND sourcing = 'named'"
        " AND id NOT IN (SELECT target FROM reviews) LIMIT 1000"
    )
    claims = iter([row["id"] for row in rows.rows])
    asked = await pages(datasette)
    with adding(database, alone=alone) as batches:
        for name, path, limit in asked:

            async def get(path: str = path) -> None:
                answer = await datasette.client.get(path, actor=OWNER)
                if answer.status_code != 200:
                    raise SystemExit(f"{path}: {answer.status_code}")

            found.append((name, await timed(get, rounds), limit))
        for name, action in DECISIONS.items():

            async def post(action: str = action) -> None:
                await decide(datasette, claims, action)

            found.append((name, await timed(post, rounds), 100))
    datasette.close()
    return found, batches


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure the desk while an add is running.")
    parser.add_argument("database", type=Path)
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--alone", action="store_true", help="no add beside it")
    parser.add_argument("--adding", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.adding:
        add_until_killed(given.database)
    open_store(given.database).close()  # brings its schema up to date
    found, batches = asyncio.run(measure(given.database, given.rounds, alone=given.alone))
    print(f"{'':26} {'median':>8} {'slowest':>8} {'allowed':>8}  ms")
    for name, taken, limit in found:
        over = "  OVER" if statistics.median(taken) > limit else ""
        print(f"{name:26} {statistics.median(taken):8.0f} {max(taken):8.0f} {limit:8}{over}")
    if batches:
        print(
            f"meanwhile {len(batches) * BATCH} articles were added, "
            f"{statistics.median(batches):.0f} ms a batch of {BATCH}"
        )


if __name__ == "__main__":
    main()
