"""Finds the nearest of millions of vectors, at a cost that grows with their logarithm.

Of each vector the signs alone, 48 bytes, lie in a folder of immutable HNSW graphs (usearch, mapped
from disk, not loaded); a search takes a few hundred that differ in few signs and ranks them by the
vectors themselves, which it asks the caller for. The newest vectors are a short tail in memory that
is compared one by one. A full tail becomes a graph; a graph that is no longer much smaller than the
one before it is merged into that one, so that there are few graphs (a log-structured merge) and
each vector is inserted a logarithmic number of times. Everything here is derived: a folder that is
lost or damaged is filled again from the vectors in the database.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

# The runtime of the models must be loaded before usearch: the other way round the process dies.
import claims.inference.runtime  # noqa: F401

# isort: split
from usearch.index import Index

from claims.errors import StoreError

WIDTH: Final = 384
_TAIL: Final = 4096
_RATIO: Final = 8
_MANIFEST: Final = "sign-graphs.json"
# Measured on 30,000 sentences of news: 196 bytes a vector; of the neighbours with a cosine of 0.5
# and more 97.6% are found, of those with 0.7 all (int8 vectors in the graph: 469 bytes, 96.6%).
_CONNECTIVITY: Final = 16
_EXPANSION_ADD: Final = 64
_EXPANSION_SEARCH: Final = 256
_RANKED: Final = 200

Floats = NDArray[np.float32]
Signs = NDArray[np.uint8]
Fetch = Callable[[Sequence[int]], dict[int, Floats]]
"""Gives the unit vectors of keys; keys that are gone are left out."""


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

    def __init__(
        self, folder: Path | None = None, fetch: Fetch | None = None, *, tail: int = _TAIL
    ) -> None:
        """Open what `folder` holds, or begin empty; without a folder, all stays in memory.

        `fetch` gives the vectors that were added, and is needed with a folder. `tail` is how many
        are compared one by one before they become a graph. Raises StoreError for a damaged folder.
        """
        if folder is not None and fetch is None:
            raise ValueError("a folder holds signs only: say where the vectors are")
        self._folder = folder
        self._fetch = fetch
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

    def add(self, keys: Sequence[int], vectors: Floats) -> None:
        """Add unit vectors (keys, 384), each under its key; keys must grow."""
        for key, vector in zip(keys, vectors, strict=True):
            self._vectors[len(self._keys)] = vector
            self._keys.append(key)
            if len(self._keys) == self._limit and self._folder is not None:
                self._flush(self._folder)
            elif len(self._keys) == len(self._vectors):
                self._vectors = np.vstack([self._vectors, np.zeros_like(self._vectors)])

    def search(self, vector: Floats, count: int) -> list[Neighbour]:
        """Return the `count` nearest of `vector`, nearest first; ties go to the lower key."""
        found = self._in_graphs(vector, max(_RANKED, count))
        # Without BLAS, whose threads cost more here than they bring.
        similar = np.einsum("ij,j->i", self._vectors[: len(self._keys)], vector)
        for place in np.argsort(-similar, kind="stable")[:count]:
            found.append(Neighbour(self._keys[place], float(similar[place])))
        return sorted(found, key=lambda one: (-one.similarity, one.key))[:count]

    def _in_graphs(self, vector: Floats, ranked: int) -> list[Neighbour]:
        """Rank by cosine the vectors that differ from this one in the fewest signs."""
        if self._fetch is None or not self._open:
            return []
        matches = [graph.search(signs_of(vector), ranked, threads=1) for graph in self._open]
        keys = np.concatenate([one.keys for one in matches])
        distances = np.concatenate([one.distances for one in matches])
        nearest = keys[np.lexsort((keys, distances))[:ranked]]
        vectors = self._fetch([int(key) for key in nearest])
        return [Neighbour(key, float(one @ vector)) for key, one in vectors.items()]

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
        merged = list(self._graphs)
        size = len(keys)
        base: _Graph | None = None
        parts = [(keys, signs_of(self._vectors[: len(keys)]))]
        while merged and merged[-1].size < _RATIO * size:
            if base is not None:
                parts.append(_contents(folder / base.name))
            base = merged.pop()
            size += base.size
        # What is merged need not be in memory twice; `_replace` opens what comes of it.
        del self._open[len(merged) :]
        index = _empty(lookups=False)
        if base is not None:
            index.load(str(folder / base.name))
        for part_keys, part_signs in parts:
            index.add(part_keys, part_signs, threads=1)
        graph = _Graph(f"{self._keys[-1]:012d}.usearch", size, self._keys[-1])
        _save(index, folder / graph.name)
        self._replace(folder, [*merged, graph])

    def _replace(self, folder: Path, graphs: list[_Graph]) -> None:
        """Write the new list of graphs, then drop all other files; a kill leaves a whole list."""
        _write_manifest(folder, graphs)
        self._graphs, self._keys = graphs, []
        self._open = [self._view(graph) for graph in graphs]
        kept = {_MANIFEST, *(graph.name for graph in graphs)}
        for path in (*folder.glob("*.usearch"), *folder.glob("*.json")):
            if path.name not in kept:
                path.unlink(missing_ok=True)


def signs_of(vectors: Floats) -> Signs:
    """Pack the signs of vectors (..., 384) into bits: (..., 48)."""
    return np.packbits(vectors > 0.0, axis=-1)


def _empty(*, lookups: bool, path: Path | None = None) -> Index:
    """Make an empty graph or, with a path, map one from disk."""
    index = Index(
        ndim=WIDTH,
        metric="hamming",
        dtype="b1",
        connectivity=_CONNECTIVITY,
        expansion_add=_EXPANSION_ADD,
        expansion_search=_EXPANSION_SEARCH,
        enable_key_lookups=lookups,
    )
    if path is not None:
        index.view(str(path))
    return index


def _contents(path: Path) -> tuple[NDArray[np.uint64], Signs]:
    """Read the keys and signs of a graph on disk."""
    index = _empty(lookups=True)
    index.load(str(path))
    keys = np.fromiter(index.keys, dtype=np.uint64, count=len(index))
    return keys, np.asarray(index.get(keys), dtype=np.uint8)


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
