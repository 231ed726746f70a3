"""Measure how fast the desk answers: first page, article, table with three facets, search.

usage: bench/pages.py DATABASE [--rounds 15] [--queries]

A real Datasette answers through its own client, in one process and without a network: routing,
permissions, SQL and templates are all in. Each path is asked once to warm up, then `--rounds`
times; printed are the medians of the time on the wall and of the processor's time, which is what
counts where the machine has other work. `--queries` also times every saved question. Make the
database with bench/make_database.py.
"""

import argparse
import asyncio
import statistics
import time
from pathlib import Path

from datasette.app import Datasette

from claims.review.server.desk import make_datasette
from claims.review.tables.saved_queries import saved_queries

OWNER = {"id": "bench"}
LIMIT_MS = 250
A_CLAIM = (
    "select id, document from claims where rowid > (select max(rowid) / 2 from claims) limit 1"
)
A_COMMON_WORD = """
    select lower(substr(text, 1, instr(text || ' ', ' ') - 1)) from claims
    where rowid > (select max(rowid) / 3 from claims) limit 1
"""


async def one(datasette: Datasette, sql: str) -> list[str]:
    rows = await datasette.get_database("claims").execute(sql)
    return list(rows.first())


async def paths(datasette: Datasette) -> dict[str, str]:
    """Return what is measured: the name and the path of each page."""
    claim, document = await one(datasette, A_CLAIM)
    (word,) = await one(datasette, A_COMMON_WORD)
    (source,) = await one(
        datasette,
        "select source from claims where source is not null"
        " group by source order by count(*) desc limit 1",
    )
    return {
        "first page": "/",
        "article": f"/-/claims/article/{document}",
        "table, three facets": "/claims/claims",
        "table, three facets, filtered": "/claims/claims?sourcing=anonymous",
        "search": f"/-/claims/search?q={word}",
        "search in the table": f"/claims/claims?_search={word}",
        "articles": "/-/claims/articles",
        "claim": f"/-/claims/claim/{claim}",
        "source quoted most": f"/-/claims/source/{source}",
        "to review": "/claims/claims_to_review",
    }


async def median_ms(datasette: Datasette, path: str, rounds: int) -> tuple[float, float]:
    """Return the median milliseconds of an answer, wall and processor, the first one left out."""
    wall, processor = [], []
    for _ in range(rounds + 1):
        start, worked = time.perf_counter(), time.process_time()
        answer = await datasette.client.get(path, actor=OWNER)
        wall.append(1000 * (time.perf_counter() - start))
        processor.append(1000 * (time.process_time() - worked))
        if answer.status_code != 200:
            raise SystemExit(f"{path}: {answer.status_code}")
    return statistics.median(wall[1:]), statistics.median(processor[1:])


async def measure(
    database: Path, rounds: int, *, queries: bool
) -> list[tuple[str, tuple[float, float]]]:
    datasette = make_datasette(database, owner=OWNER["id"])
    await datasette.invoke_startup()
    asked = await paths(datasette)
    if queries:
        asked |= {query.title: f"/claims/{query.name}" for query in saved_queries()}
    found = [(name, await median_ms(datasette, path, rounds)) for name, path in asked.items()]
    datasette.close()
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure how fast the desk answers.")
    parser.add_argument("database", type=Path)
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--queries", action="store_true")
    given = parser.parse_args()
    found = asyncio.run(measure(given.database, given.rounds, queries=given.queries))
    print("    wall  processor")
    for name, (wall, processor) in found:
        over = f"  over {LIMIT_MS} ms" if wall > LIMIT_MS else ""
        print(f"{wall:8.1f} {processor:8.1f} ms  {name}{over}")


if __name__ == "__main__":
    main()
