"""One article, one set of rows: what came twice is dropped, as `claims add` would have it.

Of an article that comes again unchanged the first reading stays; one that comes with another text
or other details takes the place of the one before.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final

import numpy as np
import pyarrow
import pyarrow.compute
from pyarrow.parquet import read_table, write_table

from claims.archive.folder import ArchiveFolder
from claims.archive.tables import TABLES

__all__ = ["drop_repeats", "without_documents"]

_OWNERS: Final = {"hops": "claim", "figures": "claim"}
"""Tables whose rows name their claim and not their article."""

Tables = Mapping[str, pyarrow.Table]


def drop_repeats(folder: ArchiveFolder) -> int:
    """Drop the rows of articles that are in several shards; return how many articles that were.

    The articles themselves go last, so that a kill leaves nothing that is not found again.
    """
    losing: dict[tuple[str, str], set[str]] = defaultdict(set)
    repeated = _repeated(folder)
    kept: dict[str, tuple[str, str, str]] = {}
    for path in sorted(folder.files("documents"), key=lambda path: path.name) if repeated else ():
        period, shard = path.parent.name, path.stem
        for identity, digest in _ids(path):
            if identity not in repeated:
                continue
            before = kept.get(identity)
            if before is not None and before[2] == digest:
                losing[period, shard].add(identity)
                continue
            if before is not None:
                losing[before[0], before[1]].add(identity)
            kept[identity] = (period, shard, digest)
    for (period, shard), documents in losing.items():
        _drop(folder, period, shard, documents)
    return sum(map(len, losing.values()))


def without_documents(tables: Tables, documents: Collection[str]) -> dict[str, pyarrow.Table]:
    """Return the tables of one shard and period without the rows of some articles."""
    gone = pyarrow.array(sorted(documents), pyarrow.string())
    claims = _of(tables, "claims", gone)
    attributions = _of(tables, "attributions", gone)
    found = {}
    for name, table in tables.items():
        if name == "spans":
            lost = pyarrow.compute.or_(
                _is_in(table["claim"], claims), _is_in(table["attribution"], attributions)
            )
        elif name in _OWNERS:
            lost = _is_in(table[_OWNERS[name]], claims)
        elif name == "sources":  # one that all articles share stays, another may speak of it
            lost = _is_in(table["document"], gone)
        else:
            lost = _is_in(table["id" if name == "documents" else "document"], gone)
        found[name] = table.filter(pyarrow.compute.invert(lost))
    return found


def _of(tables: Tables, name: str, documents: pyarrow.Array) -> pyarrow.Array:
    """Return the ids of the articles' rows in a table."""
    table = tables.get(name)
    if table is None:
        return pyarrow.array([], pyarrow.string())
    return table.filter(_is_in(table["document"], documents))["id"].combine_chunks()


def _is_in(column: pyarrow.ChunkedArray, values: pyarrow.Array) -> pyarrow.ChunkedArray:
    """Return for each value whether it is among others; an empty one is not."""
    return pyarrow.compute.is_in(column, value_set=values, skip_nulls=True)


def _repeated(folder: ArchiveFolder) -> set[str]:
    """Return the articles that are in several shards; eight bytes for each article are held."""
    arrays = [
        np.array([int(identity, 16) for identity, _ in _ids(path)], np.uint64)
        for path in folder.files("documents")
    ]
    if not arrays:
        return set()
    values, counts = np.unique(np.concatenate(arrays), return_counts=True)
    return {f"{int(value):016x}" for value in values[counts > 1]}


def _ids(path: Path) -> Iterator[tuple[str, str]]:
    table = read_table(path, columns=["id", "digest"], partitioning=None)
    yield from zip(table["id"].to_pylist(), table["digest"].to_pylist(), strict=True)


def _drop(folder: ArchiveFolder, period: str, shard: str, documents: Collection[str]) -> None:
    """Write the files of one shard and period again, without some articles."""
    paths = {name: folder.path / name / period / f"{shard}.parquet" for name in TABLES}
    tables = {
        name: read_table(path, partitioning=None) for name, path in paths.items() if path.exists()
    }
    found = without_documents(tables, documents)
    for name in [one for one in found if one != "documents"]:
        _write(paths[name], found[name])
    _count_anew(folder, shard, found["documents"], paths["documents"])
    _write(paths["documents"], found["documents"])


def _count_anew(folder: ArchiveFolder, shard: str, documents: pyarrow.Table, path: Path) -> None:
    """Bring a shard's counts up to date, whose file of articles is about to be `documents`."""
    done = folder.done(shard)
    if done is None:
        return

    def of_shard(table: str, columns: list[str]) -> list[pyarrow.Table]:
        paths = (folder.path / table).glob(f"period=*/{shard}.parquet")
        return [read_table(one, columns=columns, partitioning=None) for one in paths if one != path]

    words = [*of_shard("documents", ["words"]), documents.select(["words"])]
    done = replace(
        done,
        articles=sum(table.num_rows for table in words),
        claims=sum(table.num_rows for table in of_shard("claims", [])),
        problems=sum(table.num_rows for table in of_shard("problems", [])),
        words=sum(sum(table["words"].to_pylist()) for table in words),
    )
    folder.record(done)


def _write(path: Path, table: pyarrow.Table) -> None:
    """Write a file again in one stroke; one without rows goes."""
    if not table.num_rows:
        path.unlink()
        return
    beside = path.with_name(f"_{path.name}.tmp")
    write_table(table, beside, compression="zstd")
    beside.replace(path)
