"""The index of vectors: finds what is near, survives restarts and damage is named."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from claims.errors import StoreError
from claims.tracking.neighbours import WIDTH, Neighbours


class Stored:
    """The vectors as a store keeps them, by key; what is deleted is gone."""

    def __init__(self, vectors: NDArray[np.float32]) -> None:
        self.vectors = dict(enumerate(vectors, start=1))

    def __call__(self, keys: Sequence[int]) -> dict[int, NDArray[np.float32]]:
        return {key: self.vectors[key] for key in keys if key in self.vectors}


def unit_vectors(count: int, seed: int = 0) -> NDArray[np.float32]:
    """Vectors in bunches of ten, as claims that are told again and again."""
    rng = np.random.default_rng(seed)
    centres = rng.normal(size=(count // 10 + 1, WIDTH))
    found = centres[np.arange(count) // 10] + 0.5 * rng.normal(size=(count, WIDTH))
    found /= np.linalg.norm(found, axis=1, keepdims=True)
    return found.astype(np.float32)


@pytest.mark.parametrize("size", [0, 1, 30, 64, 65, 700])
def test_each_vector_finds_itself_and_its_bunch(tmp_path: Path, size: int) -> None:
    vectors = unit_vectors(size)
    known = Neighbours(tmp_path, Stored(vectors), tail=64)
    for start in range(0, size, 50):
        part = vectors[start : start + 50]
        known.add(range(start + 1, start + 1 + len(part)), part)
    assert len(known) == size
    hits = 0
    for number, vector in enumerate(vectors):
        nearest = known.search(vector, 10)
        assert nearest[0].key == number + 1
        assert nearest[0].similarity == pytest.approx(1.0, abs=0.01)
        hits += sum((one.key - 1) // 10 == number // 10 for one in nearest)
    assert hits >= 0.95 * min(size, 10) * size


def test_opened_again_it_knows_what_it_covers(tmp_path: Path) -> None:
    vectors = unit_vectors(200)
    stored = Stored(vectors)
    known = Neighbours(tmp_path, stored, tail=64)
    known.add(range(1, 201), vectors)
    again = Neighbours(tmp_path, stored, tail=64)
    assert again.covered == 192 == len(again)
    again.add(range(again.covered + 1, 201), vectors[again.covered :])
    assert [again.search(vector, 1)[0].key for vector in vectors] == list(range(1, 201))


def test_graphs_are_merged_so_that_few_remain(tmp_path: Path) -> None:
    vectors = unit_vectors(1000)
    (tmp_path / "graphs.json").write_text("left by an older version")
    known = Neighbours(tmp_path, Stored(vectors), tail=16)
    known.add(range(1, 1001), vectors)
    assert len(list(tmp_path.glob("*.usearch"))) <= 3
    assert not list(tmp_path.glob("*.partial"))
    assert [path.name for path in tmp_path.glob("*.json")] == ["sign-graphs.json"]


def test_what_the_store_has_lost_is_not_found(tmp_path: Path) -> None:
    vectors = unit_vectors(64)
    stored = Stored(vectors)
    known = Neighbours(tmp_path, stored, tail=64)
    known.add(range(1, 65), vectors)
    del stored.vectors[7]
    assert 7 not in {one.key for one in known.search(vectors[6], 10)}


def test_a_folder_needs_to_know_where_the_vectors_are(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="where the vectors are"):
        Neighbours(tmp_path)


def test_without_a_folder_all_stays_in_memory() -> None:
    vectors = unit_vectors(150)
    known = Neighbours(tail=64)
    known.add(range(1, 151), vectors)
    assert known.covered == 0
    assert known.search(vectors[149], 1)[0].key == 150


def test_a_damaged_graph_is_named(tmp_path: Path) -> None:
    vectors = unit_vectors(16)
    Neighbours(tmp_path, Stored(vectors), tail=16).add(range(1, 17), vectors)
    (graph,) = tmp_path.glob("*.usearch")
    graph.write_bytes(b"nothing")
    with pytest.raises(StoreError, match="damaged"):
        Neighbours(tmp_path, Stored(vectors), tail=16)
