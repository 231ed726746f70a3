"""Reads shipped weights back into a training state, so that training can go on from them.

int8 weights times their scales are what the shipped graphs compute with: float and int8 give the
same output. Heads that have got more outputs since keep what they knew and learn the rest.
"""

from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import Tensor, nn

from claims.training.attribution.export import ENCODER_FILE, JUDGES_FILE, ROLES_FILE

# Where the outputs of the first role head (none, source, content; their four boundaries) stand now.
_OLD_OUTPUTS = [0, 1, 2, 4, 5, 6, 7]
_RARE = -5.0


def restore(network: nn.ModuleDict, folder: Path) -> None:
    """Fill a network (encoder, head, judges) from the shipped files in `folder`.

    Raises what `onnx.load` raises where a file is missing or damaged.
    """
    encoder = _stored(folder / ENCODER_FILE)
    state = {
        "words.weight": encoder["words.weight"],
        "positions.weight": encoder["positions"],
        "features": encoder["features"].T,
        "cue.weight": encoder["cue"],
        "cue.bias": encoder["cue.bias"],
        "norm.weight": encoder["norm.weight"],
        "norm.bias": encoder["norm.bias"],
    }
    state |= {n.removeprefix("encoder."): v for n, v in encoder.items() if ".layers." in n}
    _fill(network["encoder"], state)
    roles = _stored(folder / ROLES_FILE)
    for name in ("distance", "paragraph"):
        roles[name] = roles[name].T
    _fill(network["head"], roles)
    judges = folder / JUDGES_FILE
    if judges.exists():
        with np.load(judges) as stored:
            _fill(
                network["judges"],
                {n: torch.from_numpy(stored[n].astype(np.float32)) for n in stored},
            )


def _stored(path: Path) -> dict[str, Tensor]:
    """The weights of an ONNX file; products as torch has them, (out, in), named NAME.weight, or
    NAME alone where they were stored as float."""
    arrays = {w.name: numpy_helper.to_array(w) for w in onnx.load(str(path)).graph.initializer}
    state: dict[str, Tensor] = {}
    for name, values in arrays.items():
        stem, _, part = name.rpartition(".")
        if part == "int8":
            whole = values.astype(np.float32) * arrays[stem + ".scale"]
            # The table of words is looked up by rows, everything else multiplied by columns.
            whole = whole if stem == "words" else whole.T
            state[stem + ".weight"] = torch.from_numpy(np.ascontiguousarray(whole))
        elif part == "float":
            state[stem] = torch.from_numpy(np.ascontiguousarray(values.T))
        elif part in ("bias", "weight") or name == "positions":
            state[name] = torch.from_numpy(values.copy())
    return state


def _fill(part: nn.Module, state: dict[str, Tensor]) -> None:
    """Copy weights into a part of the network; rows that are new keep their first values."""
    with torch.no_grad():
        for name, value in part.named_parameters():
            given = state[name]
            if given.shape == value.shape:
                value.copy_(given)
            elif name.startswith("output"):
                # What is new begins as rare as it is.
                value.copy_(value * 0.1 if value.ndim > 1 else torch.full_like(value, _RARE))
                value[_OLD_OUTPUTS] = given
            else:  # the table of paragraphs: one part for each convention
                value.copy_(given.repeat(value.shape[0] // given.shape[0], 1))
