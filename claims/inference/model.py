"""Runs the attribution model: reads a text once, and scores the roles of its words for any cue.

The only place where onnxruntime is used for it. Files are read when they are first needed, one core
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
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

from claims.errors import ModelError
from claims.inference.pieces import Pieces, cut_pieces
from claims.inference.planning import plan_windows
from claims.inference.roles import relative_places
from claims.inference.shapes import BOUNDARY_NAMES, CUE_LABELS, ROLE_LABELS
from claims.inference.windows import Window
from claims.values import Span

MODELS = Path(__file__).parent.parent / "models"
WIDTH = 384
_CLASSIFIER, _SEPARATOR = 101, 102
_SCORES = len(ROLE_LABELS) + len(BOUNDARY_NAMES)


@dataclass(frozen=True, slots=True)
class Encoded:
    """A text as the encoder sees it.

    `hidden` holds, for each window, (pieces, 384) in float16, without the two marks around a
    window; `homes` says for each piece in which window it stands furthest from an edge; `cues` is
    (pieces, 2, 3): the probabilities of the three cue labels, first for cues that lie in nobody's
    content, then for cues at any depth.
    """

    text: str
    pieces: Pieces
    windows: tuple[Window, ...]
    homes: NDArray[np.int64]
    hidden: tuple[NDArray[np.float16], ...]
    edges: tuple[NDArray[np.float16], ...]
    cues: NDArray[np.float32]


class AttributionModel:
    """The trained model in a folder: two ONNX files, a tokenizer, and the settings of decoding."""

    def __init__(self, folder: Path = MODELS) -> None:
        """Name the folder; nothing is read yet."""
        self.folder = folder

    @cached_property
    def tokenizer(self) -> Tokenizer:
        """The word-piece tokenizer, set to neither pad nor cut."""
        try:
            tokenizer = Tokenizer.from_file(str(self.folder / "tokenizer.json"))
        except Exception as error:  # the library raises no class of its own
            raise ModelError(f"{self.folder / 'tokenizer.json'}: no tokenizer ({error})") from error
        tokenizer.no_truncation()
        tokenizer.no_padding()
        return tokenizer

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
        for name in ("encoder.onnx", "roles.onnx", "tokenizer.json", "decoding.json"):
            try:
                total.update((self.folder / name).read_bytes())
            except OSError as error:
                raise ModelError(
                    f"{self.folder / name}: no model file ({error.strerror})"
                ) from error
        return total.hexdigest()[:16]

    @cached_property
    def _encoder(self) -> onnxruntime.InferenceSession:
        return _session(self.folder / "encoder.onnx")

    @cached_property
    def _roles(self) -> onnxruntime.InferenceSession:
        return _session(self.folder / "roles.onnx")

    def encode(self, text: str) -> Encoded:
        """Read a text once: its pieces, hidden states and cue probabilities."""
        pieces = cut_pieces(text, self.tokenizer)
        windows = plan_windows(text, pieces)
        homes = _homes(windows, len(pieces))
        cues = np.zeros((len(pieces), 2, len(CUE_LABELS)), np.float32)
        hidden, edges = [], []
        for number, window in enumerate(windows):
            states, scores = self._read(pieces, window)
            mine = np.flatnonzero(homes[window.first : window.last] == number)
            cues[window.first + mine] = _softmax(scores[1:-1][mine])
            hidden.append(states[1:-1].astype(np.float16))
            edges.append(states[[0, -1]].astype(np.float16))
        return Encoded(text, pieces, windows, homes, tuple(hidden), tuple(edges), cues)

    def _read(
        self, pieces: Pieces, window: Window
    ) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """Hidden states (pieces + 2, 384) and cue scores (pieces + 2, 2, 3) of one window."""
        span = slice(window.first, window.last)
        ids = np.concatenate(([_CLASSIFIER], pieces.ids[span], [_SEPARATOR]))
        features = np.pad(pieces.features[span], ((1, 1), (0, 0)))
        hidden, scores = self._encoder.run(None, {"ids": ids[None], "features": features[None]})
        return hidden[0], scores[0].reshape(-1, 2, len(CUE_LABELS))

    def roles(
        self, encoded: Encoded, number: int, cues: Sequence[tuple[int, int]]
    ) -> NDArray[np.float32]:
        """Score the pieces of window `number` for each cue, a half-open range of pieces of the
        text.

        Out: (cues, pieces of the window, 7): scores of none, source and content; then of source
        starts, source ends, content starts and content ends, each by itself (a logistic score).
        """
        window = encoded.windows[number]
        if not cues:
            return np.zeros((0, len(window), _SCORES), np.float32)
        first, last = encoded.edges[number].astype(np.float32)
        inner = encoded.hidden[number].astype(np.float32)
        places = [relative_places(encoded.pieces, window, *cue) for cue in cues]
        means = [inner[max(0, a - window.first) : b - window.first].mean(axis=0) for a, b in cues]
        given = {
            "hidden": np.concatenate((first[None], inner, last[None])),
            "means": np.array(means, np.float32),
            "distances": np.array([distances for distances, _ in places]),
            "paragraphs": np.array([paragraphs for _, paragraphs in places]),
        }
        scores: NDArray[np.float32] = self._roles.run(None, given)[0]
        return scores[:, 1:-1]


def mean_states(encoded: Encoded, spans: Sequence[Span]) -> NDArray[np.float32]:
    """Return the mean last hidden state of each stretch of the text, (spans, 384) in float32.

    Each piece's state is taken from the window in which it stands furthest from an edge. A span
    that touches no word piece (white space only) gives zeros.
    """
    means = np.zeros((len(spans), WIDTH), np.float32)
    for row, span in enumerate(spans):
        first = int(np.searchsorted(encoded.pieces.ends, span.start, side="right"))
        last = int(np.searchsorted(encoded.pieces.starts, span.end, side="left"))
        if last > first:
            means[row] = _states(encoded, first, last).mean(axis=0)
    return means


def _states(encoded: Encoded, first: int, last: int) -> NDArray[np.float32]:
    """The hidden states of a range of pieces, (pieces, 384)."""
    parts = []
    for number in np.unique(encoded.homes[first:last]):
        at = (
            np.flatnonzero(encoded.homes[first:last] == number)
            + first
            - encoded.windows[number].first
        )
        parts.append(encoded.hidden[number][at].astype(np.float32))
    return np.concatenate(parts)


def _homes(windows: Sequence[Window], count: int) -> NDArray[np.int64]:
    """For each piece, the window in which it stands furthest from an edge (the text's own ends are
    no edges)."""
    homes = np.zeros(count, np.int64)
    for number in range(1, len(windows)):
        shared_first, shared_last = windows[number].first, windows[number - 1].last
        homes[(shared_first + shared_last) // 2 :] = number
    return homes


def _session(path: Path) -> onnxruntime.InferenceSession:
    """Load an ONNX file for one core; raises ModelError where it is missing or damaged."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    # Windows differ in length, and an arena would keep room for each length it has met.
    options.enable_mem_pattern = False
    try:
        return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    except Exception as error:  # onnxruntime's classes share no base but this
        raise ModelError(f"{path}: no model could be loaded ({error})") from error


def _softmax(scores: NDArray[np.float32]) -> NDArray[np.float32]:
    """Probabilities along the last axis."""
    powers = np.exp(scores - scores.max(axis=-1, keepdims=True))
    normed: NDArray[np.float32] = powers / powers.sum(axis=-1, keepdims=True)
    return normed
