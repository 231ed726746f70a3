"""Finds the nearest of millions of vectors, at a cost that grows with their logarithm.

Vectors live in a folder of immutable HNSW graphs (usearch, int8, mapped from disk, not loaded) and
a short tail in memory that is compared one by one. A full tail becomes a graph; a graph that is no
longer much smaller than the one before it is merged into that one, so that there are few graphs
(a log-structured merge) and each vector is inserted a logarithmic number of times. Everything here
is derived: a folder that is lost or damaged is filled again from the vectors in the database.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray
from usearch.index import Index

from claims.errors import StoreError

WIDTH: Final = 384
_TAIL: Final = 4096
_RATIO: Final = 8
_MANIFEST: Final = "graphs.json"
# Measured on 20,000 clustered vectors: 469 bytes a vector and 93% of the ten nearest found; wider
# graphs cost memory and found no more.
_CONNECTIVITY: Final = 8
_EXPANSION: Final = 64


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A stored vector's key and its cosine (-1 to 1) with the one searched for."""

    key: int
    similarity: float


@dataclass(frozen=True, slots=True)
class _Graph:
    name: str
    size: int
    last: int


class Neighbours:
    """Vectors by key (whole numbers that only grow), searchable by cosine."""

    def __init__(self, folder: Path | None = None, *, tail: int = _TAIL) -> None:
        """Open what `folder` holds, or begin empty; without a folder, all stays in memory.

        `tail` is how many vectors are compared one by one before they become a graph.
        """
        self._folder = folder
        self._limit = tail
        self._graphs = _read_manifest(folder)
        self._open = [self._view(graph) for graph in self._graphs]
        self._keys: list[int] = []
        self._vectors = np.zeros((tail, WIDTH), dtype=np.float32)

    @property
    def covered(self) -> int:
        """The highest key that the graphs on disk hold; the caller adds what lies above."""
        return max((graph.last for graph in self._graphs), default=0)

    @property
    def last(self) -> int:
        """The highest key that was ever added."""
        return self._keys[-1] if self._keys else self.covered

    def __len__(self) -> int:
        """Return how many vectors there are."""
        return sum(graph.size for graph in self._graphs) + len(self._keys)

    def add(self, keys: Sequence[int], vectors: NDArray[np.float32]) -> None:
        """Add unit vectors (keys, 384), each under its key; keys must grow."""
        for key, vector in zip(keys, vectors, strict=True):
            self._vectors[len(self._keys)] = vector
            self._keys.append(key)
            if len(self._keys) == self._limit and self._folder is not None:
                self._flush(self._folder)
            elif len(self._keys) == len(self._vectors):
                self._vectors = np.vstack([self._vectors, np.zeros_like(self._vectors)])

    def search(self, vector: NDArray[np.float32], count: int) -> list[Neighbour]:
        """Return the `count` nearest of `vector`, nearest first; ties go to the lower key."""
        found = []
        for graph in self._open:
            matches = graph.search(vector, count, threads=1)
            for key, distance in zip(matches.keys, matches.distances, strict=True):
                found.append(Neighbour(int(key), 1.0 - float(distance)))
        # Without BLAS, whose threads cost more here than they bring.
        similar = np.einsum("ij,j->i", self._vectors[: len(self._keys)], vector)
        for place in np.argsort(-similar, kind="stable")[:count]:
            found.append(Neighbour(self._keys[place], float(similar[place])))
        return sorted(found, key=lambda one: (-one.similarity, one.key))[:count]

    def _view(self, graph: _Graph) -> Index:
        assert self._folder is not None
        path = self._folder / graph.name
        try:
            return _empty(lookups=False, path=path)
        except Exception as error:  # usearch raises RuntimeError and others for a damaged file
            raise StoreError(f"{path} is damaged: delete its folder, it is made anew") from error

    def _flush(self, folder: Path) -> None:
        """Make the tail a graph, merged with those before it that are not much larger."""
        keys = np.array(self._keys, dtype=np.uint64)
        vectors = self._vectors[: len(keys)]
        merged = list(self._graphs)
        size = len(keys)
        base: _Graph | None = None
        parts = [(keys, vectors)]
        while merged and merged[-1].size < _RATIO * size:
            if base is not None:
                parts.append(_contents(folder / base.name))
            base = merged.pop()
            size += base.size
        index = _loaded(folder / base.name) if base is not None else _empty(lookups=True)
        for part_keys, part_vectors in parts:
            index.add(part_keys, part_vectors, threads=1)
        graph = _Graph(f"{self._keys[-1]:012d}.usearch", size, self._keys[-1])
        _save(index, folder / graph.name)
        self._replace(folder, [*merged, graph])

    def _replace(self, folder: Path, graphs: list[_Graph]) -> None:
        """Write the new list of graphs, then drop old files; a kill leaves a whole list."""
        old = {graph.name for graph in self._graphs} - {graph.name for graph in graphs}
        _write_manifest(folder, graphs)
        self._graphs, self._keys = graphs, []
        self._open = [self._view(graph) for graph in graphs]
        for name in old:
            (folder / name).unlink(missing_ok=True)


def _empty(*, lookups: bool, path: Path | None = None) -> Index:
    """Make an empty graph or, with a path, map one from disk."""
    index = Index(
        ndim=WIDTH,
        metric="cos",
        dtype="i8",
        connectivity=_CONNECTIVITY,
        expansion_add=_EXPANSION,
        expansion_search=_EXPANSION,
        enable_key_lookups=lookups,
    )
    if path is not None:
        index.view(str(path))
    return index


def _loaded(path: Path) -> Index:
    """Load a graph from disk, to be added to."""
    index = _empty(lookups=True)
    index.load(str(path))
    return index


def _contents(path: Path) -> tuple[NDArray[np.uint64], NDArray[np.float32]]:
    """Read the keys and vectors of a graph on disk."""
    index = _loaded(path)
    keys = np.fromiter(index.keys, dtype=np.uint64, count=len(index))
    return keys, np.asarray(index.get(keys), dtype=np.float32)


def _save(index: Index, path: Path) -> None:
    """Write a graph beside its place, then move it there whole."""
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_suffix(".partial")
    index.save(str(partial))
    partial.replace(path)


def _read_manifest(folder: Path | None) -> list[_Graph]:
    if folder is None or not (folder / _MANIFEST).is_file():
        return []
    return [_Graph(**row) for row in json.loads((folder / _MANIFEST).read_text("utf8"))]


def _write_manifest(folder: Path, graphs: list[_Graph]) -> None:
    rows = [{"name": graph.name, "size": graph.size, "last": graph.last} for graph in graphs]
    partial = folder / f"{_MANIFEST}.partial"
    partial.write_text(json.dumps(rows), "utf8")
    partial.replace(folder / _MANIFEST)
