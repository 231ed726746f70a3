"""Writes trained weights as the files that are shipped: encoder and role head as ONNX, the small
judges, which are two products each, as float16 arrays."""

from collections.abc import Mapping
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto
from torch import Tensor

from claims.training.attribution.graph import MICROSOFT, Array, Graph, Inputs
from claims.training.attribution.network import HEADS, LAYERS, NORM_EPSILON, WIDTH

ENCODER_FILE = "encoder.onnx"
ROLES_FILE = "roles.onnx"
JUDGES_FILE = "judges.npz"


def export(state: Mapping[str, Tensor], folder: Path, *, quantised: bool) -> None:
    """Write the files into `folder`, from the weights of a training run (names begin encoder.,
    head. or judges.)."""
    weights = {name: tensor.detach().to(torch.float32).numpy() for name, tensor in state.items()}
    folder.mkdir(parents=True, exist_ok=True)
    onnx.save(encoder_graph(weights, quantised=quantised), str(folder / ENCODER_FILE))
    onnx.save(role_graph(weights, quantised=quantised), str(folder / ROLES_FILE))
    judges = {
        name.removeprefix("judges."): values.astype(np.float16)
        for name, values in weights.items()
        if name.startswith("judges.")
    }
    np.savez(folder / JUDGES_FILE, allow_pickle=False, **judges)


def encoder_graph(weights: Mapping[str, Array], *, quantised: bool) -> onnx.ModelProto:
    """Ids, features and mask in; hidden states (windows, pieces, 384) and cue scores (windows,
    pieces, 6) out."""
    graph = Graph(quantised=quantised)
    hidden = _embedded(graph, weights)
    for number in range(LAYERS):
        hidden = _layer(graph, weights, f"encoder.layers.{number}.", hidden)
    cue = graph.weight("cue.float", weights["encoder.cue.weight"].T)
    scores = graph.node(
        "Add",
        [
            graph.node("MatMul", [hidden, cue]),
            graph.weight("cue.bias", weights["encoder.cue.bias"]),
        ],
    )
    inputs: Inputs = {
        "ids": (TensorProto.INT64, ["windows", "pieces"]),
        "features": (TensorProto.FLOAT, ["windows", "pieces", "features"]),
    }
    return graph.model(inputs, {"hidden": hidden, "cues": scores})


def _embedded(graph: Graph, weights: Mapping[str, Array]) -> str:
    """Words, positions and features, added and normed."""
    words = graph.lookup("words", "ids", weights["encoder.words.weight"])
    positions = graph.weight("positions", weights["encoder.positions.weight"])
    size = graph.node(
        "Slice",
        [graph.node("Shape", ["ids"]), *(graph.weight(f"n{n}", np.array([n])) for n in (1, 2))],
    )
    places = graph.node(
        "Slice",
        [positions, graph.weight("n0", np.array([0])), size, graph.weight("n0", np.array([0]))],
    )
    features = graph.node(
        "MatMul", ["features", graph.weight("features.float", weights["encoder.features"])]
    )
    total = graph.node("Add", [graph.node("Add", [words, places]), features])
    norm = [
        graph.weight(f"norm.{kind}", weights[f"encoder.norm.{kind}"]) for kind in ("weight", "bias")
    ]
    return graph.node("LayerNormalization", [total, *norm], epsilon=NORM_EPSILON)


def _layer(graph: Graph, weights: Mapping[str, Array], prefix: str, hidden: str) -> str:
    """One transformer layer out of fused operators."""

    def part(name: str) -> tuple[Array, Array]:
        return weights[f"{prefix}{name}.weight"], weights[f"{prefix}{name}.bias"]

    def norm(name: str) -> list[str]:
        return [
            graph.weight(f"{prefix}{name}.{kind}", weights[f"{prefix}{name}.{kind}"])
            for kind in ("weight", "bias")
        ]

    joined_weight, joined_bias = part("joined")
    joined = graph.product(prefix + "joined", hidden, joined_weight, joined_bias)
    mixed = _attention(graph, joined)
    mixed = graph.product(prefix + "output", mixed, *part("output"))
    hidden = _added_and_normed(graph, mixed, hidden, norm("attention_norm"), NORM_EPSILON)
    widen_weight, widen_bias = part("widen")
    inner = graph.product(prefix + "widen", hidden, widen_weight, None)
    bias = graph.weight(prefix + "widen.bias", widen_bias)
    inner = graph.node("BiasGelu", [inner, bias], domain=MICROSOFT)
    inner = graph.product(prefix + "narrow", inner, *part("narrow"))
    return _added_and_normed(graph, inner, hidden, norm("norm"), NORM_EPSILON)


def _attention(graph: Graph, joined: str) -> str:
    """Attention written out, since windows come one at a time and unpadded: no mask, no copying of
    heads."""
    shape = graph.weight("apart", np.array([0, 0, 3 * HEADS, WIDTH // HEADS]))
    thirds = graph.weight("thirds", np.array([HEADS] * 3))
    apart = graph.node("Transpose", [graph.node("Reshape", [joined, shape])], perm=[0, 2, 1, 3])
    query = graph.node("Split", [apart, thirds], axis=1, outputs=3)
    scores = graph.node(
        "FusedMatMul",
        [query, query + "_1"],
        domain=MICROSOFT,
        transB=1,
        alpha=(WIDTH // HEADS) ** -0.5,
    )
    mixed = graph.node("MatMul", [graph.node("Softmax", [scores], axis=-1), query + "_2"])
    shape = graph.weight("together", np.array([0, 0, WIDTH]))
    return graph.node("Reshape", [graph.node("Transpose", [mixed], perm=[0, 2, 1, 3]), shape])


def _added_and_normed(graph: Graph, new: str, old: str, norm: list[str], epsilon: float) -> str:
    """Add and norm, as two operators: the fused one takes seven times as long on a CPU (onnxruntime
    1.32)."""
    return graph.node("LayerNormalization", [graph.node("Add", [new, old]), *norm], epsilon=epsilon)


def role_graph(weights: Mapping[str, Array], *, quantised: bool) -> onnx.ModelProto:
    """The role head over one window: hidden (pieces, 384), means (cues, 384), places (cues, pieces)
    → scores."""
    graph = Graph(quantised=quantised)

    def part(name: str) -> tuple[Array, Array]:
        return weights[f"head.{name}.weight"], weights[f"head.{name}.bias"]

    halves = graph.weight("halves", np.array([part("middle")[0].shape[0]] * 2))
    piece = graph.node(
        "Split", [graph.product("piece", "hidden", *part("piece")), halves], axis=1, outputs=2
    )
    cue = graph.node(
        "Split", [graph.product("cue", "means", *part("cue")), halves], axis=1, outputs=2
    )
    axis = graph.weight("axis", np.array([1]))
    cues, factors = (graph.node("Unsqueeze", [name, axis]) for name in (cue, cue + "_1"))
    product = graph.product("product", graph.node("Mul", [factors, piece + "_1"]), *part("product"))
    total = graph.node("Add", [graph.node("Add", [cues, piece]), product])
    for name in ("distance", "paragraph"):
        table = graph.weight(name + ".float", weights[f"head.{name}"])
        total = graph.node("Add", [total, graph.node("Gather", [table, name + "s"])])
    first = graph.node("Gelu", [total], domain=MICROSOFT)
    middle = graph.node("Gelu", [graph.product("middle", first, *part("middle"))], domain=MICROSOFT)
    norm = [
        graph.weight(f"norm.{kind}", weights[f"head.norm.{kind}"]) for kind in ("weight", "bias")
    ]
    normed = _added_and_normed(graph, middle, first, norm, 1e-5)
    inputs: Inputs = {
        "hidden": (TensorProto.FLOAT, ["pieces", WIDTH]),
        "means": (TensorProto.FLOAT, ["cues", WIDTH]),
        "distances": (TensorProto.INT64, ["cues", "pieces"]),
        "paragraphs": (TensorProto.INT64, ["cues", "pieces"]),
    }
    return graph.model(inputs, {"scores": graph.product("output", normed, *part("output"))})
