"""Groups examples of like length into batches of tensors, so that there is almost no padding."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from claims.inference.shapes import BOUNDARY_NAMES
from claims.training.attribution.examples import IGNORED, MASK, CueExample, Example

# Few distinct shapes: for each new one, the matrix kernels are compiled anew, which takes longer
# than a step.
LENGTH_STEP = 16
CUE_STEP = 32
_ORDINARY = 999  # ids below are marks and characters that are not hidden


@dataclass(frozen=True, slots=True)
class Batch:
    """Windows (w, p) and the cues in them (c, p); see `network` for what each tensor means.

    `sentences`, `contents` and `mentions` are rows of window, first and last piece, and labels
    (of contents: first and last piece of the cue too).
    """

    ids: Tensor
    features: Tensor
    mask: Tensor
    cues: Tensor
    rows: Tensor
    cue_mask: Tensor
    roles: Tensor
    boundaries: Tensor
    distances: Tensor
    paragraphs: Tensor
    sentences: Tensor
    contents: Tensor
    mentions: Tensor


def make_batches(
    examples: Sequence[Example], pieces: int, chance: random.Random
) -> Iterator[list[Example]]:
    """Yield batches of up to `pieces` pieces, padding included, in random order."""
    buckets: dict[int, list[Example]] = {}
    for example in examples:
        buckets.setdefault(_rounded(len(example), LENGTH_STEP), []).append(example)
    batches: list[list[Example]] = []
    for length, bucket in sorted(buckets.items()):
        chance.shuffle(bucket)
        size = max(1, pieces // length)
        batches.extend(bucket[start : start + size] for start in range(0, len(bucket), size))
    chance.shuffle(batches)
    yield from batches


def collate(examples: Sequence[Example], masked: float, generator: np.random.Generator) -> Batch:
    """Pad examples to one length and hide a share `masked` of the pieces."""
    length = _rounded(max(map(len, examples)), LENGTH_STEP)
    pad = [length - len(example) for example in examples]
    ids = np.stack([np.pad(e.ids, (0, p)) for e, p in zip(examples, pad, strict=True)])
    hidden = (generator.random(ids.shape) < masked) & (ids > _ORDINARY)
    mask = np.stack(
        [np.pad(np.ones(len(e), np.float32), (0, p)) for e, p in zip(examples, pad, strict=True)]
    )
    features = np.stack(
        [np.pad(e.features, ((0, p), (0, 0))) for e, p in zip(examples, pad, strict=True)]
    )
    cues = np.stack([_padded(e.cues, p, IGNORED) for e, p in zip(examples, pad, strict=True)])
    found = [(row, cue) for row, example in enumerate(examples) for cue in example.attributions]
    return Batch(
        ids=torch.from_numpy(np.where(hidden, MASK, ids)),
        features=torch.from_numpy(features),
        mask=torch.from_numpy(mask),
        cues=torch.from_numpy(cues),
        sentences=_rows([(n, *s) for n, e in enumerate(examples) for s in e.sentences], 5),
        contents=_rows(
            [
                (row, cue.first, cue.last, *content)
                for row, cue in found
                for content in cue.contents
            ],
            6,
        ),
        mentions=_rows([(n, *m) for n, e in enumerate(examples) for m in e.mentions], 6),
        **_cue_tensors(found, length),
    )


def _rows(rows: Sequence[tuple[int, ...]], width: int) -> Tensor:
    """A table of whole numbers, (rows, width)."""
    return torch.tensor(rows, dtype=torch.int64).reshape(-1, width)


def _cue_tensors(found: Sequence[tuple[int, CueExample]], length: int) -> dict[str, Tensor]:
    """Stack what belongs to cues; rows that fill up to a multiple of CUE_STEP have no known
    label."""
    count = max(CUE_STEP, _rounded(len(found), CUE_STEP))
    rows = np.zeros(count, np.int64)
    cue_mask = np.zeros((count, length), np.float32)
    roles = np.full((count, length), IGNORED, np.int64)
    boundaries = np.zeros((count, length, len(BOUNDARY_NAMES)), np.float32)
    distances, paragraphs = np.zeros((2, count, length), np.int64)
    for number, (row, cue) in enumerate(found):
        size = len(cue.roles)
        rows[number] = row
        cue_mask[number, cue.first : cue.last] = 1.0
        roles[number, :size] = cue.roles
        boundaries[number, :size] = cue.boundaries
        distances[number, :size], paragraphs[number, :size] = cue.distances, cue.paragraphs
    arrays = {
        "rows": rows,
        "cue_mask": cue_mask,
        "roles": roles,
        "boundaries": boundaries,
        "distances": distances,
        "paragraphs": paragraphs,
    }
    return {name: torch.from_numpy(array) for name, array in arrays.items()}


def _rounded(number: int, step: int) -> int:
    """Round up to a multiple of `step`."""
    return -(-number // step) * step


def _padded(values: np.ndarray, by: int, fill: int) -> np.ndarray:
    """Pad the last axis at its end."""
    widths = [(0, 0)] * (values.ndim - 1) + [(0, by)]
    return np.pad(values, widths, constant_values=fill)
