"""Runs the attribution model: reads a text once, and scores the roles of its words for any cue.

Files are read when they are first needed, one core
is used, and windows go through the encoder one at a time: that is as fast as batches on one core,
and memory stays small.
"""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from claims.errors import ModelError
from claims.inference.judges import Judges
from claims.inference.pieces import Pieces, cut_pieces
from claims.inference.planning import plan_windows
from claims.inference.roles import relative_places
from claims.inference.runtime import InferenceSession, SessionOptions
from claims.inference.shapes import BOUNDARY_NAMES, CUE_LABELS, GUIDE, ROLE_LABELS
from claims.inference.windows import Window
from claims.inference.wordpieces import CLOSING, OPENING, WordPieces

MODELS = Path(__file__).parent.parent / "models"
FILES = ("encoder.onnx", "roles.onnx", "judges.npz", "tokenizer.json", "decoding.json")
"""What the model is; their digest names it."""
# The fused operator takes seven times as long on a CPU as the two that it stands for (onnxruntime
# 1.32).
_SLOWER = ["SkipLayerNormFusion"]
# Of longer texts the hidden states are held in float16, which costs time and saves memory.
_LONG = 20_000
_WIDTH = 384
_SCORES = len(ROLE_LABELS) + len(BOUNDARY_NAMES)


@dataclass(frozen=True, slots=True)
class Encoded:
    """A text as the encoder sees it.

    `hidden` holds, for each window, (pieces + 2, 384), the two marks around a window included;
    `homes` says for each piece in which window it stands furthest from an edge; `cues` is
    (pieces, 2, 3): the probabilities of the three cue labels under each of CONVENTIONS.
    """

    text: str
    pieces: Pieces
    windows: tuple[Window, ...]
    homes: NDArray[np.int64]
    hidden: tuple[NDArray[np.floating], ...]
    cues: NDArray[np.float32]

    def states(self, start: int, end: int) -> NDArray[np.float32]:
        """Return the hidden states of the pieces in a stretch of characters, (pieces, 384).

        Never empty: of a stretch without a piece the nearest one counts, and of a text without any
        there are zeros. A stretch over several windows takes each piece's state from its home.
        """
        if not len(self.pieces):
            return np.zeros((1, _WIDTH), np.float32)
        first = int(np.searchsorted(self.pieces.ends, start, side="right"))
        last = int(np.searchsorted(self.pieces.starts, end, side="left"))
        first = min(first, len(self.pieces) - 1)
        last = max(last, first + 1)
        parts = []
        while first < last:
            number = int(self.homes[first])
            window = self.windows[number]
            stop = min(last, int(np.searchsorted(self.homes, number, side="right")))
            offset = window.first - 1
            parts.append(self.hidden[number][first - offset : stop - offset])
            first = stop
        return np.concatenate(parts).astype(np.float32, copy=False)


class AttributionModel:
    """The trained model in a folder: two ONNX files, a tokenizer, and the settings of decoding."""

    def __init__(self, folder: Path = MODELS) -> None:
        """Name the folder; nothing is read yet."""
        self.folder = folder

    @cached_property
    def tokenizer(self) -> WordPieces:
        """What cuts texts into word pieces."""
        path = self.folder / "tokenizer.json"
        try:
            return WordPieces.of_file(path)
        except (OSError, ValueError) as error:
            raise ModelError(f"{path}: no tokenizer ({error})") from error

    @cached_property
    def decoding(self) -> dict[str, Any]:
        """Thresholds and weights of decoding, as fitted with the model."""
        path = self.folder / "decoding.json"
        try:
            found: dict[str, Any] = json.loads(path.read_text("utf8"))
        except (OSError, ValueError) as error:
            raise ModelError(f"{path}: no settings of decoding ({error})") from error
        return found

    @cached_property
    def digest(self) -> str:
        """The first 16 hexadecimal digits of the SHA-256 of the files, which name the model in
        results."""
        total = hashlib.sha256()
        for name in FILES:
            try:
                total.update((self.folder / name).read_bytes())
            except OSError as error:
                raise ModelError(
                    f"{self.folder / name}: no model file ({error.strerror})"
                ) from error
        return total.hexdigest()[:16]

    @cached_property
    def _encoder(self) -> InferenceSession:
        return _session(self.folder / "encoder.onnx")

    @cached_property
    def _roles(self) -> InferenceSession:
        return _session(self.folder / "roles.onnx")

    def encode(self, text: str) -> Encoded:
        """Read a text once: its pieces, hidden states and cue probabilities."""
        pieces = cut_pieces(text, self.tokenizer)
        windows = plan_windows(text, pieces)
        homes = _homes(windows, len(pieces))
        cues = np.zeros((len(pieces), 2, len(CUE_LABELS)), np.float32)
        hidden: list[NDArray[np.floating]] = []
        held = np.float16 if len(pieces) > _LONG else np.float32
        for number, window in enumerate(windows):
            states, scores = self._read(pieces, window)
            mine = np.flatnonzero(homes[window.first : window.last] == number)
            cues[window.first + mine] = _softmax(scores[1:-1][mine])
            hidden.append(states.astype(held, copy=False))
        return Encoded(text, pieces, windows, homes, tuple(hidden), cues)

    def _read(
        self, pieces: Pieces, window: Window
    ) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """Hidden states (pieces + 2, 384) and cue scores (pieces + 2, 2, 3) of one window."""
        span = slice(window.first, window.last)
        ids = np.concatenate(([OPENING], pieces.ids[span], [CLOSING]))
        features = np.pad(pieces.features[span], ((1, 1), (0, 0)))
        hidden, scores = self._encoder.run(None, {"ids": ids[None], "features": features[None]})
        return hidden[0], scores[0].reshape(-1, 2, len(CUE_LABELS))

    @cached_property
    def judges(self) -> Judges:
        """What judges sentences, contents and mentions."""
        return Judges.read(self.folder / "judges.npz")

    def roles(
        self,
        encoded: Encoded,
        number: int,
        cues: Sequence[tuple[int, int]],
        convention: int = GUIDE,
    ) -> NDArray[np.float32]:
        """Score the pieces of window `number` for each cue, a half-open range of pieces of the
        text, as one of CONVENTIONS has them.

        Out: (cues, pieces of the window, 10): scores of ROLE_LABELS, then of BOUNDARY_NAMES, each
        of these by itself (a logistic score).
        """
        window = encoded.windows[number]
        if not cues:
            return np.zeros((0, len(window), _SCORES), np.float32)
        hidden = encoded.hidden[number].astype(np.float32, copy=False)
        before = window.first - 1  # the window's first mark stands where the piece before it would
        distances, paragraphs = relative_places(encoded.pieces, window, cues, convention)
        means = [hidden[max(1, a - before) : b - before].mean(axis=0) for a, b in cues]
        given = {
            "hidden": hidden,
            "means": np.array(means, np.float32),
            "distances": distances,
            "paragraphs": paragraphs,
        }
        scores: NDArray[np.float32] = self._roles.run(None, given)[0]
        return scores[:, 1:-1]


def _homes(windows: Sequence[Window], count: int) -> NDArray[np.int64]:
    """For each piece, the window in which it stands furthest from an edge (the text's own ends are
    no edges)."""
    homes = np.zeros(count, np.int64)
    for number in range(1, len(windows)):
        shared_first, shared_last = windows[number].first, windows[number - 1].last
        homes[(shared_first + shared_last) // 2 :] = number
    return homes


def _session(path: Path) -> InferenceSession:
    """Load an ONNX file for one core; raises ModelError where it is missing or damaged."""
    options = SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    # Windows differ in length, and an arena would keep room for each length it has met.
    options.enable_mem_pattern = False
    try:
        return InferenceSession(
            str(path),
            options,
            providers=["CPUExecutionProvider"],
            disabled_optimizers=_SLOWER,
        )
    except Exception as error:  # onnxruntime's classes share no base but this
        raise ModelError(f"{path}: no model could be loaded ({error})") from error


def _softmax(scores: NDArray[np.float32]) -> NDArray[np.float32]:
    """Probabilities along the last axis."""
    powers = np.exp(scores - scores.max(axis=-1, keepdims=True))
    normed: NDArray[np.float32] = powers / powers.sum(axis=-1, keepdims=True)
    return normed
