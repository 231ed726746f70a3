"""Runs the embedding model: statements in, unit vectors out, near where they mean the same.

The model is the unmodified all-MiniLM-L6-v2 in int8. Besides one vector for a statement it gives a
state for each word piece, by which `claims.tracking.alignment` lays two statements side by side.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from claims.errors import ModelError
from claims.inference.runtime import InferenceSession, SessionOptions
from claims.inference.wordpieces import WordPieces

MODELS: Final = Path(__file__).parent.parent / "models"
WIDTH: Final = 384
# all-MiniLM-L6-v2 was trained on 128 pieces; longer statements are cut there.
MAXIMUM_PIECES: Final = 128


@dataclass(frozen=True, slots=True, eq=False)
class Embedded:
    """What the model gives for one statement.

    `vector` is a unit vector (384); `states` are (pieces, 384), without the two marks that frame a
    statement; `pieces` are the tokenizer's ids.
    """

    vector: NDArray[np.float32]
    states: NDArray[np.float32]
    pieces: NDArray[np.int64]


class Embedder:
    """The embedding model of a folder, loaded on first use."""

    def __init__(self, folder: Path = MODELS) -> None:
        """Name the folder that holds `embedding.onnx` and `tokenizer.json`."""
        self.folder = folder

    @cached_property
    def digest(self) -> str:
        """The first twelve hexadecimal digits of the SHA-256 of the model's file."""
        content = _existing(self.folder / "embedding.onnx").read_bytes()
        return hashlib.sha256(content).hexdigest()[:12]

    @cached_property
    def _tokenizer(self) -> WordPieces:
        path = _existing(self.folder / "tokenizer.json")
        try:
            return WordPieces.of_file(path)
        except ValueError as error:
            raise ModelError(
                f"the model file {path.name} is damaged: install claims anew"
            ) from error

    @cached_property
    def _session(self) -> InferenceSession:
        return _session(self.folder / "embedding.onnx")

    def read(self, texts: Sequence[str]) -> list[Embedded]:
        """Return vector and states of each text, in order.

        One text at a time: the model's dynamic quantisation takes its scales from all that it is
        given at once, so that in a batch each text would move its neighbours' vectors a little. It
        is no slower, since nothing is padded.
        """
        return [self._read(self._tokenizer.framed(text, MAXIMUM_PIECES)[0]) for text in texts]

    def _read(self, ids: list[int]) -> Embedded:
        pieces = np.array(ids, dtype=np.int64)
        given = {"pieces": pieces[None], "mask": np.ones((1, len(ids)), dtype=np.float32)}
        states, vectors = self._session.run(None, given)
        # Copied, or each would keep the whole output alive.
        return Embedded(vectors[0].copy(), states[0, 1:-1].copy(), pieces[1:-1])

    def offsets(self, texts: Sequence[str]) -> list[list[tuple[int, int]]]:
        """Return where each piece of each text stands, half-open, as in `Embedded.pieces`."""
        return [self._tokenizer.framed(text, MAXIMUM_PIECES)[1][1:-1] for text in texts]

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return one unit vector for each text: (texts, 384); their dot products are cosines."""
        vectors = [one.vector for one in self.read(texts)]
        return np.array(vectors, dtype=np.float32).reshape(-1, WIDTH)


def _existing(path: Path) -> Path:
    """Return `path`, or raise ModelError where no such file is."""
    if not path.is_file():
        raise ModelError(f"the model file {path.name} is missing: install claims anew")
    return path


def _session(path: Path) -> InferenceSession:
    """Open a model for one thread, which is as fast as two at these sizes."""
    options = SessionOptions()
    options.intra_op_num_threads = 1
    options.log_severity_level = 3
    content = _existing(path).read_bytes()
    try:
        return InferenceSession(content, options, providers=["CPUExecutionProvider"])
    except Exception as error:  # onnxruntime raises classes of its own that share no public base
        raise ModelError(f"the model file {path.name} is damaged: install claims anew") from error
