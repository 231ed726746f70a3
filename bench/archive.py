"""Make an archive of many pages in WARC, kill it once, go on, and compare with `claims add`.

usage: bench/archive.py DATA [--pages PAGES] [--articles 2000] [--jobs 2] [--compare 200]

The texts of polnear-train and polnear-dev, wrapped as pages, and the pages of a folder are written
into web archives, record by record packed; where they are too few they come again with other names
of people and other figures, so that no two are alike. `claims archive` is killed (-9) when a third
of its shards are done, and run again. Printed are the times of both runs, the memory of a worker in
each tenth of them, what the archive holds, and how long questions and loading take. With --compare,
`claims archive`, `claims extract` and `claims add` then read the same articles in turns: the second
extracts just as the third does, which also stores, finds stories and runs the house rules.
"""

import argparse
import gzip
import html
import json
import random
import re
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from itertools import count, cycle, islice
from pathlib import Path

SETS = ("polnear-dev.jsonl.gz", "polnear-train.jsonl.gz")
NAMES = ("Lind", "Berg", "Orrin", "Hale", "Marsh", "Ferris", "Quill", "Tarn", "Wold", "Stroud")
NUMBER = re.compile(r"\b[1-9]\d{1,3}\b")
NAME = re.compile(r"(?<=[a-z] )[A-Z][a-z]{3,}(?= [A-Z][a-z]{3,}\b)")


def texts(data: Path) -> list[dict[str, str]]:
    found = []
    for name in SETS:
        with gzip.open(data / name, "rt", encoding="utf8") as lines:
            found += [json.loads(line) for line in lines]
    return found


def changed(text: str, rng: random.Random) -> str:
    """Return a text with other first names and figures."""
    text = NAME.sub(lambda _: rng.choice(NAMES), text)
    return NUMBER.sub(lambda found: str(int(found[0]) + rng.randint(1, 9)), text)


def pages(data: Path, folder: Path | None) -> Iterator[bytes]:
    """Yield pages without end, no two alike."""
    known = texts(data)
    files = sorted(folder.glob("*.gz")) if folder else []
    real = [gzip.decompress(path.read_bytes()) for path in files]
    for turn in count():
        rng = random.Random(turn)
        for article in known:
            text = article["text"] if turn == 0 else changed(article["text"], rng)
            paragraphs = "".join(f"<p>{html.escape(part)}</p>" for part in text.split("\n") if part)
            title = html.escape(article.get("title") or "")
            date = article.get("date") or ""
            yield (
                f'<html><head><title>{title}</title><meta property="article:published_time"'
                f' content="{date}"></head><body><article><h1>{title}</h1>{paragraphs}</article>'
                "</body></html>"
            ).encode()
        for page in real:
            yield page if turn == 0 else changed(page.decode("utf8", "replace"), rng).encode()


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
            if kill_at is not None and len(list((out / "_done").glob("*.json"))) >= kill_at:
                running.kill()

    watching = threading.Thread(target=look)
    watching.start()
    running.wait()
    stop.set()
    watching.join()
    tenths = [seen[len(seen) * n // 10 : len(seen) * (n + 1) // 10] for n in range(10)]
    return time.perf_counter() - started, [max(some, default=0) for some in tenths]


def timed(*given: object) -> float:
    started = time.perf_counter()
    subprocess.run(claims(*given), check=False, stdout=subprocess.DEVNULL)
    return time.perf_counter() - started


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--pages", type=Path)
    parser.add_argument("--articles", type=int, default=2000)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--shard", type=int, default=100)
    parser.add_argument("--compare", type=int, default=0)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source = enumerate(pages(options.data, options.pages))
        write(folder / "crawl.warc.gz", islice(source, options.articles))
        out = folder / "archive"
        jobs = ("--jobs", options.jobs)
        given = claims("archive", folder / "crawl.warc.gz", out, *jobs, "--shard", options.shard)
        third = max(1, options.articles // options.shard // 3)
        for kill_at in (third, None):
            before = len(list((out / "_done").glob("*.json")))
            seconds, held = archive(given, out, kill_at)
            brought = len(list((out / "_done").glob("*.json"))) - before
            print(f"{seconds:.0f} s, {brought} shards; MiB of a worker: {held}", flush=True)
        question = "SELECT sourcing, count(*) FROM claims GROUP BY sourcing"
        print(f"a question: {timed('ask', out, question):.1f} s")
        print(f"loading: {timed('load', out, '--later', '--db', folder / 'loaded.db'):.1f} s")
        for turn in range(3 if options.compare else 0):
            part = folder / f"part{turn}.jsonl"
            write_lines(part, texts(options.data), options.compare, turn)
            making = timed("archive", part, folder / f"out{turn}", *jobs)
            extracting = timed("extract", part, *jobs)
            adding = timed("add", part, "--db", folder / f"added{turn}.db", *jobs)
            print(
                f"{options.compare} articles: archive {making:.1f} s,"
                f" extract {extracting:.1f} s, add {adding:.1f} s",
                flush=True,
            )


if __name__ == "__main__":
    main()
