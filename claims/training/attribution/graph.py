"""A small writer of ONNX graphs: names tensors, adds nodes, and stores weights as float32 or as
int8.

The graphs are written by hand, not traced: that lets them use onnxruntime's fused operators for
CPUs, which take a half of the time of a traced and then quantised graph, and it needs no exporter.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from claims.training.attribution.quantising import quantise_columns, quantise_products

MICROSOFT = "com.microsoft"
Array = NDArray[Any]
# By name: type and shape, sizes that differ from run to run by a name.
Inputs = dict[str, tuple[int, Sequence[str | int]]]


class Graph:
    """Collects nodes and weights; every method returns the name of the tensor that it makes."""

    def __init__(self, *, quantised: bool) -> None:
        """Begin an empty graph; `quantised` stores the weights of products as int8."""
        self.quantised = quantised
        self.nodes: list[onnx.NodeProto] = []
        self.weights: dict[str, onnx.TensorProto] = {}
        self.count = 0

    def weight(self, name: str, values: Array) -> str:
        """Store an array under a name."""
        if name not in self.weights:
            self.weights[name] = numpy_helper.from_array(np.ascontiguousarray(values), name)
        return name

    def node(
        self,
        kind: str,
        inputs: Sequence[str],
        *,
        domain: str = "",
        outputs: int = 1,
        **options: Any,
    ) -> str:
        """Add an operator; returns its first output's name (of several: NAME, NAME_1, ...)."""
        self.count += 1
        name = f"{kind}_{self.count}"
        names = [name, *(f"{name}_{number}" for number in range(1, outputs))]
        self.nodes.append(helper.make_node(kind, list(inputs), names, domain=domain, **options))
        return name

    def product(self, name: str, hidden: str, weight: Array, bias: Array | None) -> str:
        """Multiply (.., in) with a weight of torch's shape (out, in) and add the bias."""
        columns = weight.T.astype(np.float32)
        if self.quantised:
            small, scales = quantise_products(columns)
            inputs = [
                hidden,
                self.weight(name + ".int8", small),
                self.weight(name + ".scale", scales),
                self.weight(name + ".zero", np.zeros(len(scales), np.int8)),
            ]
            if bias is not None:
                inputs.append(self.weight(name + ".bias", bias.astype(np.float32)))
            return self.node("DynamicQuantizeMatMul", inputs, domain=MICROSOFT)
        made = self.node("MatMul", [hidden, self.weight(name + ".float", columns)])
        if bias is None:
            return made
        return self.node("Add", [made, self.weight(name + ".bias", bias.astype(np.float32))])

    def lookup(self, name: str, indices: str, table: Array) -> str:
        """Look rows up in a table; in int8 each row has a scale of its own."""
        if not self.quantised:
            return self.node(
                "Gather", [self.weight(name + ".float", table.astype(np.float32)), indices]
            )
        small, scales = quantise_columns(table.T)
        rows = self.node("Gather", [self.weight(name + ".int8", small.T), indices])
        scale = self.node("Gather", [self.weight(name + ".scale", scales[:, None]), indices])
        return self.node("Mul", [self.node("Cast", [rows], to=TensorProto.FLOAT), scale])

    def model(self, inputs: Inputs, outputs: dict[str, str]) -> onnx.ModelProto:
        """Close the graph: `inputs` by name with type and shape, `outputs` name → tensor."""
        renamed = [
            helper.make_node("Identity", [tensor], [name]) for name, tensor in outputs.items()
        ]
        graph = helper.make_graph(
            [*self.nodes, *renamed],
            "claims",
            [
                helper.make_tensor_value_info(name, kind, shape)
                for name, (kind, shape) in inputs.items()
            ],
            [helper.make_tensor_value_info(name, TensorProto.FLOAT, None) for name in outputs],
            list(self.weights.values()),
        )
        versions = [helper.make_opsetid("", 17), helper.make_opsetid(MICROSOFT, 1)]
        return helper.make_model(
            graph, opset_imports=versions, ir_version=8, producer_name="claims"
        )
