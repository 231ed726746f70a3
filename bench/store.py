"""Measure reading, sentences and store without the model: articles a second, memory, growth.

usage: bench/store.py [--sizes 100 1000 10000] [--ways articles claims] [--rounds 1]

Two ways are measured, each size in a process of its own, so that peak memory is its own:
  articles  text files of a folder are read, split into sentences and stored
  claims    made-up extractions (20 claims an article) are stored, to see rows a second; the time
            to make them up is taken off
CPU seconds stand beside the clock's, for a machine that has other work to do. With more rounds the
sizes take turns, and the round of median CPU seconds is printed.
The work is linear when articles a second stay the same from the smallest size to the largest.
"""

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from made_up import made_up

from claims.adding import add_articles
from claims.sentences import split_sentences
from claims.store import Store, add_extractions, begin_run, finish_run, open_store
from claims.store.extractions.rows import COLUMNS
from claims.values import Document, Extraction

WAYS = ("articles", "claims")
Measured = dict[str, Any]


def only_sentences(documents: Iterable[Document]) -> Iterator[Extraction]:
    for document in documents:
        yield Extraction(document, split_sentences(document.text, document.regions))


def write_articles(folder: Path, size: int) -> Path:
    """Write the files that are read, before the clock starts."""
    articles = folder / "articles"
    articles.mkdir()
    for number in range(size):
        articles.joinpath(f"{number:06}.txt").write_text(made_up(number).document.text, "utf8")
    return articles


def count_rows(store: Store) -> int:
    return sum(store.database[table].count for table in ("documents", *COLUMNS))


def measure(way: str, size: int, folder: Path) -> Measured:
    """Run one way with one size, and return what it took."""
    database = folder / "claims.db"
    articles = write_articles(folder, size) if way == "articles" else None
    making = making_cpu = 0.0
    started, started_cpu = time.perf_counter(), time.process_time()
    with open_store(database) as store:
        if articles is not None:
            add_articles(store, [str(articles)], extract_all=only_sentences)
        else:
            run = begin_run(store, "bench")

            def timed() -> Iterator[Extraction]:
                nonlocal making, making_cpu
                for number in range(size):
                    before, before_cpu = time.perf_counter(), time.process_time()
                    extraction = made_up(number)
                    making += time.perf_counter() - before
                    making_cpu += time.process_time() - before_cpu
                    yield extraction

            add_extractions(store, timed(), run=run)
            finish_run(store, run)
        seconds = time.perf_counter() - started - making
        cpu_seconds = time.process_time() - started_cpu - making_cpu
        rows = count_rows(store)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return {
        "way": way,
        "articles": size,
        "seconds": round(seconds, 2),
        "CPU seconds": round(cpu_seconds, 2),
        "articles a second": round(size / seconds, 1),
        "rows a second": round(rows / seconds),
        "peak memory, MiB": round(peak / (2**20 if sys.platform == "darwin" else 2**10)),
        "file, MiB": round(database.stat().st_size / 2**20, 1),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=[100, 1000, 10_000])
    parser.add_argument("--ways", nargs="+", choices=WAYS, default=WAYS)
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--one", nargs=2, metavar=("WAY", "SIZE"), help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.one:
        way, size = arguments.one
        with tempfile.TemporaryDirectory() as folder:
            print(json.dumps(measure(way, int(size), Path(folder))))
        return
    for way in arguments.ways:
        rounds: list[list[Measured]] = [[] for _ in arguments.sizes]
        for _ in range(arguments.rounds):
            for measured, size in zip(rounds, arguments.sizes, strict=True):
                measured.append(in_a_process_of_its_own(way, size))
        print("\n" + " | ".join(rounds[0][0]))
        for measured in rounds:
            middle = sorted(measured, key=lambda one: one["CPU seconds"])[len(measured) // 2]
            print(" | ".join(str(value) for value in middle.values()), flush=True)


def in_a_process_of_its_own(way: str, size: int) -> Measured:
    command = [sys.executable, __file__, "--one", way, str(size)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    return json.loads(done.stdout)


if __name__ == "__main__":
    main()
