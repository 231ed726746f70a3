"""Archives made for tests: what they are made from, by which engine, and what stands in them."""

import gzip
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pyarrow
import pyarrow.parquet
from reading_makers import warc
from store_fakes import article

from claims.archive.extracting import Job, ShardWorker
from claims.archive.folder import ArchiveFolder, Done
from claims.archive.pieces import Shard
from claims.archive.running import ArchiveSummary, make_archive
from claims.archive.tables import TABLES
from claims.pipeline import default_model
from claims.workers import Limits

LIMITS = Limits(memory=1 << 40)  # the tests' own process must not be capped

ROW = tuple[Any, ...]


def here(shards: Iterable[Shard], job: Job, jobs: int) -> Iterator[Done]:
    """The engine of tests: one worker, in this process."""
    del jobs
    worker = ShardWorker(job, default_model())
    yield from (worker.work(shard) for shard in shards)


def made(*targets: Path | str, out: Path, **options: Any) -> ArchiveSummary:
    given = {"engine": here, "limits": LIMITS, "size": 3, **options}
    return make_archive([str(target) for target in targets], out, **given)


def content(out: Path) -> dict[str, list[tuple[str, ROW]]]:
    """Return all rows with their period, sorted: whichever shard or attempt wrote them."""
    folder = ArchiveFolder(out)
    found: dict[str, list[tuple[str, ROW]]] = {}
    for table, columns in TABLES.items():
        rows = [
            (path.parent.name, tuple(row[name] for name in columns))
            for path in folder.files(table)
            for row in pyarrow.parquet.read_table(path, partitioning=None).to_pylist()
        ]
        found[table] = sorted(rows, key=repr)
    return found


def rows(out: Path, table: str) -> list[ROW]:
    """Return the rows of a table, sorted."""
    return sorted((row for _, row in content(out)[table]), key=repr)


def line(number: int, **more: object) -> str:
    """Return an article as a line of JSON."""
    one = article(number)
    fields = {"text": one.text, "title": one.title, "url": one.url, "publisher": one.publisher}
    published = f"2024-{1 + number % 3:02d}-0{1 + number % 9}"
    return json.dumps({**fields, "published": published, **more}) + "\n"


def page(number: int) -> tuple[str, int, str, bytes]:
    """Return an article as a record of a web archive."""
    one = article(number)
    paragraphs = "".join(f"<p>{part}</p>" for part in one.text.split("\n\n")[1:])
    html = (
        f"<html><head><title>{one.title}</title></head><body><article><h1>{one.title}</h1>"
        f"{paragraphs * 3}</article></body></html>"
    )
    return (f"https://example.org/pages/{number}", 200, "text/html", html.encode())


def packed_by_records(records: Iterable[tuple[str, int, str, bytes]]) -> bytes:
    """Return a web archive as crawlers write it: each record packed by itself."""
    return b"".join(gzip.compress(warc([record])) for record in records)


def inputs(folder: Path) -> list[Path]:
    """Write a folder of every kind of input, with some that cannot be read; return the files."""
    folder.mkdir()
    files: dict[str, bytes] = {
        "lines.jsonl": "".join(map(line, range(7))).encode() + b'{"text": ""}\nbroken\n',
        "packed.jsonl.gz": gzip.compress("".join(map(line, range(7, 10))).encode()),
        "crawl.warc": warc([page(n) for n in range(5)]),
        "crawl.warc.gz": packed_by_records(
            [*map(page, range(5, 10)), ("https://example.org/gone", 404, "text/html", b"gone")]
        ),
        "whole.warc.gz": warc([page(n) for n in range(10, 14)], packed=True),
        "note.txt": article(20).text.encode(),
        "empty.txt": b"",
        "picture.txt": b"\x89PNG\r\n\x1a\n\0\0",
    }
    for name, data in files.items():
        (folder / name).write_bytes(data)
    return sorted(folder.iterdir())


def parquet_of(path: Path, lines: Iterable[str], *, group: int = 2) -> Path:
    """Write lines of JSON as a Parquet file of small row groups."""
    table = pyarrow.Table.from_pylist([json.loads(one) for one in lines])
    pyarrow.parquet.write_table(table, path, row_group_size=group)
    return path
