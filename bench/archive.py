"""Make an archive of many pages in WARC, kill it once, go on, and compare with `claims add`.

usage: bench/archive.py DATA [--pages PAGES] [--articles 2000] [--jobs 2] [--compare 200]
                             [--folder FOLDER] [--again 5] [--short 300]

The articles of the sets of DATA, wrapped as pages, and the pages of a folder are written into a web
archive, record by record packed; where they are too few they come again with other names of people
and other figures (with --short only those of at most so many words). `claims archive` is killed
(-9) when a third of its shards are done, and run again; some shards, those that were under way at
the kill first, are then extracted once more by themselves, and their rows compared. Printed are the
times of both runs, the memory of a worker in each tenth of them, what the archive holds, and how
long questions and loading take. With --folder everything is kept there, and the same command goes
on with what it finds. With --compare, `claims archive`, `claims extract` and `claims add` then read
the same articles in turns: the second extracts just as the third does, which also stores, finds
stories and runs the house rules.
"""

import argparse
import ctypes
import gzip
import html
import json
import os
import random
import re
import resource
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from itertools import count, cycle, islice
from pathlib import Path

from pyarrow.parquet import read_table

from claims.archive.extracting import Job, ShardWorker
from claims.archive.folder import ArchiveFolder
from claims.archive.planning import planned
from claims.archive.tables import TABLES
from claims.reading import ReadingOptions
from claims.workers import Limits

SETS = ("polnear-dev", "polnear-train", "newsdiscourse", "basil", "ecbplus", "gum_news", "meantime")
COUNTED = "SELECT count(*), count(DISTINCT id), sum(words), sum(extracted) FROM documents"
NAMES = ("Lind", "Berg", "Orrin", "Hale", "Marsh", "Ferris", "Quill", "Tarn", "Wold", "Stroud")
NUMBER = re.compile(r"\b[1-9]\d{1,3}\b")
NAME = re.compile(r"(?<=[a-z] )[A-Z][a-z]{3,}(?= [A-Z][a-z]{3,}\b)")


def texts(data: Path) -> list[dict[str, str]]:
    """Return the articles of all sets; what has sentences and no text has a line for each."""
    found = []
    for name in SETS:
        with gzip.open(data / f"{name}.jsonl.gz", "rt", encoding="utf8") as lines:
            for row in map(json.loads, lines):
                text = row.get("text") or "\n".join(one["text"] for one in row["sentences"])
                title = row.get("title") or row.get("headline") or ""
                found.append(
                    {"text": text, "title": title, "date": str(row.get("date") or "")[:10]}
                )
    return found


def changed(text: str, rng: random.Random) -> str:
    """Return a text with other first names and figures."""
    text = NAME.sub(lambda _: rng.choice(NAMES), text)
    return NUMBER.sub(lambda found: str(int(found[0]) + rng.randint(1, 9)), text)


def pages(data: Path, folder: Path | None, short: int | None) -> Iterator[bytes]:
    """Yield pages without end; from the second turn on short articles alone, if that is wanted."""
    known = texts(data)
    files = sorted(folder.glob("*.gz")) if folder else []
    real = [gzip.decompress(path.read_bytes()) for path in files]
    for turn in count():
        rng = random.Random(turn)
        for article in known:
            text = article["text"] if turn == 0 else changed(article["text"], rng)
            paragraphs = "".join(f"<p>{html.escape(part)}</p>" for part in text.split("\n") if part)
            title, date = html.escape(article["title"]), article["date"]
            yield (
                f'<html><head><title>{title}</title><meta property="article:published_time"'
                f' content="{date}"></head><body><article><h1>{title}</h1>{paragraphs}</article>'
                "</body></html>"
            ).encode()
        for page in real:
            yield page if turn == 0 else changed(page.decode("utf8", "replace"), rng).encode()
        if turn == 0 and short is not None:
            known = [one for one in known if len(one["text"].split()) <= short]
            real = []


def record(number: int, page: bytes) -> bytes:
    body = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page
    head = (
        "WARC/1.1\r\nWARC-Type: response\r\n"
        f"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-{number:012d}>\r\n"
        "WARC-Date: 2024-01-01T00:00:00Z\r\n"
        f"WARC-Target-URI: https://archive.example/{number}\r\n"
        "Content-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    )
    return gzip.compress(head.encode() + body + b"\r\n\r\n", 3)


def write(path: Path, some: Iterator[tuple[int, bytes]]) -> None:
    with path.open("wb") as file:
        for number, page in some:
            file.write(record(number, page))


def write_lines(path: Path, known: list[dict[str, str]], articles: int, turn: int) -> None:
    """Write other articles in each turn, as JSON lines, which all three commands read."""
    rng = random.Random(turn)
    some = islice(cycle(known), turn * articles, (turn + 1) * articles)
    with path.open("w", encoding="utf8") as file:
        for number, article in enumerate(some):
            line = {"id": f"{turn}-{number}", "text": changed(article["text"], rng)}
            file.write(json.dumps(line) + "\n")


def claims(*given: object) -> list[str]:
    return [sys.executable, "-m", "claims", *map(str, given)]


def memory_of_children(parent: int) -> int:
    """Return the largest resident set among the processes below one, in MiB."""
    largest, waiting = 0, [parent]
    stats: dict[int, list[tuple[int, int]]] = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text("ascii", "replace").rpartition(")")[2].split()
        except OSError:
            continue
        stats.setdefault(int(fields[1]), []).append((int(path.parent.name), int(fields[21])))
    while waiting:
        for child, pages_held in stats.get(waiting.pop(), []):
            largest = max(largest, pages_held * 4096 >> 20)
            waiting.append(child)
    return largest


def archive(given: list[str], out: Path, kill_at: int | None = None) -> tuple[float, list[int]]:
    """Run `claims archive`; kill it at so many shards.

    Returns the seconds, and the most MiB that a worker held in each tenth of that time.
    """
    started, seen, stop = time.perf_counter(), [0], threading.Event()
    running = subprocess.Popen(given)

    def look() -> None:
        while not stop.wait(1.0):
            seen.append(memory_of_children(running.pid))
            if kill_at is not None and in_place(out) >= kill_at:
                running.kill()

    watching = threading.Thread(target=look)
    watching.start()
    running.wait()
    stop.set()
    watching.join()
    tenths = [seen[len(seen) * n // 10 : len(seen) * (n + 1) // 10] for n in range(10)]
    return time.perf_counter() - started, [max(some, default=0) for some in tenths]


def in_place(out: Path) -> int:
    """Return how many shards of an archive are in place."""
    return len(list((out / "_done").glob("*.json")))


def made(crawl: Path, out: Path, options: argparse.Namespace) -> list[str]:
    """Make the archive, killed once; return the shards that were under way then."""
    given = claims("archive", crawl, out, "--jobs", options.jobs, "--shard", options.shard)
    third = max(1, options.articles // options.shard // 3)
    under_way: list[str] = []
    for kill_at in (third, None) if in_place(out) < third else (None,):
        before = in_place(out)
        seconds, held = archive(given, out, kill_at)
        brought = in_place(out) - before
        print(f"{seconds:.0f} s, {brought} shards; MiB of a worker: {held}", flush=True)
        if kill_at is not None:
            under_way = [path.stem for path in (out / "_work").glob("*.journal")]
    return under_way


def rows_of_shard(out: Path, shard: str) -> dict[str, list[str]]:
    """Return the rows of a shard by their table, sorted, each with its period."""
    return {
        table: sorted(
            f"{path.parent.name} {row}"
            for path in (out / table).glob(f"period=*/{shard}.parquet")
            for row in read_table(path, partitioning=None).to_pylist()
        )
        for table in TABLES
    }


def differing(out: Path, shards: list[str], beside: Path) -> list[str]:
    """Extract shards of an archive anew, into another one; return those whose rows differ."""
    folder = ArchiveFolder(out)
    ArchiveFolder(beside).prepare()
    worker = ShardWorker(Job(folder=beside, reading=ReadingOptions(), limits=Limits()))
    for shard in planned(folder):
        if shard.name in shards:
            worker.work(shard)
    return [one for one in shards if rows_of_shard(out, one) != rows_of_shard(beside, one)]


def timed(*given: object) -> tuple[float, float]:
    """Return the seconds that a command takes, by the clock and of the processor."""
    started, before = time.perf_counter(), of_children()
    subprocess.run(claims(*given), check=False, stdout=subprocess.DEVNULL)
    seconds = time.perf_counter() - started
    with suppress(ChildProcessError):  # processes that outlive the command by a moment
        while True:
            os.wait()
    return seconds, of_children() - before


def of_children() -> float:
    """Return the processor's seconds of all processes that were started and have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def adopt() -> None:
    """Let processes whose parent has ended be this one's children, so that their time counts."""
    ctypes.CDLL(None).prctl(36, 1, 0, 0, 0)  # PR_SET_CHILD_SUBREAPER of Linux


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--pages", type=Path)
    parser.add_argument("--articles", type=int, default=2000)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--shard", type=int, default=100)
    parser.add_argument("--compare", type=int, default=0)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--short", type=int)
    parser.add_argument("--again", type=int, default=5)
    parser.add_argument("--turns", type=int, default=3)
    options = parser.parse_args()
    adopt()
    with tempfile.TemporaryDirectory() as name:
        folder = options.folder or Path(name)
        folder.mkdir(parents=True, exist_ok=True)
        crawl, out = folder / "crawl.warc.gz", folder / "archive"
        if not crawl.exists():
            source = enumerate(pages(options.data, options.pages, options.short))
            write(folder / "crawl.tmp", islice(source, options.articles))
            (folder / "crawl.tmp").rename(crawl)
        under_way = made(crawl, out, options)
        subprocess.run(claims("ask", out, COUNTED), check=False)
        others = [one.name for one in planned(ArchiveFolder(out)) if one.name not in under_way]
        again = (under_way + random.Random(1).sample(others, len(others)))[: options.again]
        differ = differing(out, again, folder / "again")
        print(f"extracted once more: {again}, with other rows: {differ}", flush=True)
        question = "SELECT sourcing, count(*) FROM claims GROUP BY sourcing"
        print(f"a question: {shown(timed('ask', out, question))}")
        loaded = folder / "loaded.db"
        print(f"loading: {shown(timed('load', out, '--later', '--db', loaded))}")
        jobs = ("--jobs", options.jobs)
        for turn in range(options.turns if options.compare else 0):
            part = folder / f"part{turn}.jsonl"
            write_lines(part, texts(options.data), options.compare, turn)
            out = folder / f"out{turn}"
            ways = {
                "archive": ("archive", part, out, *jobs),
                "extract": ("extract", part, *jobs),
                "add": ("add", part, "--db", folder / f"added{turn}.db", *jobs),
            }
            for way, given in ways.items():
                print(f"{options.compare} articles, {way}: {shown(timed(*given))}", flush=True)


def shown(seconds: tuple[float, float]) -> str:
    return f"{seconds[0]:.1f} s, {seconds[1]:.1f} s of the processor"


if __name__ == "__main__":
    main()
