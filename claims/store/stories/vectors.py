"""The vectors of stored claims, and the index that finds the nearest of them.

A vector is stored as 384 signed bytes in the table `embeddings`, under a number that is never used
again. The index lies in a folder beside the database, is derived from that table, and may be
deleted.
"""

import json
from collections.abc import Collection, Sequence
from pathlib import Path
from sqlite3 import Connection

import numpy as np
from numpy.typing import NDArray

from claims.store.opening import Store
from claims.tracking.neighbours import WIDTH, Neighbours

__all__ = ["catch_up", "index_folder", "open_neighbours", "packed", "read_vectors", "unpacked"]

Floats = NDArray[np.float32]

_VECTORS = "SELECT id, vector FROM embeddings WHERE id IN (SELECT value FROM json_each(?))"
_NEWER = "SELECT id, vector FROM embeddings WHERE id > ? ORDER BY id"
_BATCH = 1000


def index_folder(store: Store) -> Path:
    """Return the folder of the index, beside the database."""
    return store.path.with_name(f"{store.path.name}-neighbours")


def open_neighbours(store: Store) -> Neighbours:
    """Open the index and add the vectors that it lacks."""
    connection = store.connection
    index = Neighbours(index_folder(store), lambda keys: read_vectors(connection, keys))
    catch_up(connection, index)
    return index


def catch_up(connection: Connection, index: Neighbours) -> None:
    """Add the vectors that were stored since the index was opened, by whatever process."""
    rows = connection.execute(_NEWER, (index.last,))
    while batch := rows.fetchmany(_BATCH):
        index.add([number for number, _ in batch], unpacked([bytes_ for _, bytes_ in batch]))


def read_vectors(connection: Connection, numbers: Sequence[int]) -> dict[int, Floats]:
    """Return the unit vectors of stored claims by their numbers; not those that are gone."""
    rows = connection.execute(_VECTORS, (json.dumps(list(numbers)),)).fetchall()
    vectors = unpacked([bytes_ for _, bytes_ in rows])
    return {number: vector for (number, _), vector in zip(rows, vectors, strict=True)}


def packed(vector: Floats) -> bytes:
    """Turn a unit vector into 384 signed bytes; its length is not kept."""
    scaled = vector * (127.0 / max(float(np.abs(vector).max()), 1e-9))
    return bytes(np.rint(scaled).astype(np.int8).tobytes())


def unpacked(rows: Collection[bytes]) -> Floats:
    """Turn stored vectors back into unit vectors: (vectors, 384)."""
    signed = np.frombuffer(b"".join(rows), dtype=np.int8).reshape(-1, WIDTH)
    vectors = signed.astype(np.float32)
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(vectors / np.maximum(lengths, 1e-9), dtype=np.float32)
