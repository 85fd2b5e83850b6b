"""A trained encoder to a small ONNX file that gives a turn the same score anywhere.

Matrices are stored in half precision and widened once, when the file is loaded; the word
table is stored as 8-bit rows with a scale each, looked up row by row. Sums run in single
precision, so that what stands beside a turn in a batch cannot touch its score. 8-bit
products were tried: faster on none of our machines, and further from the trained network
(``docs/evaluation.md``).
"""

from __future__ import annotations

import warnings
from pathlib import Path

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from transcript_rupture.classify.runtime import INPUTS
from transcript_rupture.train.encoder import TurnEncoder

OPSET = 17
OUTPUT = "logits"
LARGEST = 127
WORD_TABLE = "word_embeddings"
MATRIX = 2


def export(model: TurnEncoder, file: Path) -> None:
    """Write the small network of an encoder."""
    whole = file.with_suffix(".whole.onnx")
    trace(model, whole)
    network = onnx.load(whole)
    whole.unlink()
    shrink_word_table(network)
    halve_matrices(network)
    onnx.save(network, file)


def trace(model: TurnEncoder, file: Path) -> None:
    """Write an encoder as ONNX in full precision, for any batch and length."""
    example = torch.ones(2, 16, dtype=torch.long)
    sizes = {name: {0: "batch", 1: "length"} for name in INPUTS}
    with torch.no_grad(), warnings.catch_warnings():
        # torch announces another exporter; that one needs onnxscript, and this one
        # writes operators that every runtime reads.
        warnings.simplefilter("ignore")
        torch.onnx.export(
            model.cpu().eval(),
            (example,) * len(INPUTS),
            str(file),
            input_names=list(INPUTS),
            output_names=[OUTPUT],
            dynamic_axes=sizes,
            opset_version=OPSET,
            dynamo=False,
        )


def halve_matrices(network: onnx.ModelProto) -> None:
    """Store every matrix in half precision; a cast, done once at loading, widens it."""
    graph = network.graph
    for tensor in list(graph.initializer):
        if tensor.data_type == TensorProto.FLOAT and len(tensor.dims) == MATRIX:
            stored = f"{tensor.name}.half"
            values = numpy_helper.to_array(tensor).astype(np.float16)
            graph.initializer.remove(tensor)
            graph.initializer.append(numpy_helper.from_array(values, stored))
            widen = helper.make_node(
                "Cast", [stored], [tensor.name], to=TensorProto.FLOAT
            )
            graph.node.insert(0, widen)


def shrink_word_table(network: onnx.ModelProto) -> None:
    """Replace the table of word vectors by 8-bit rows, each with its own scale."""
    graph = network.graph
    table = next(t for t in graph.initializer if WORD_TABLE in t.name)
    gather = next(n for n in graph.node if n.input and n.input[0] == table.name)
    rows, scales = rounded(numpy_helper.to_array(table))
    graph.initializer.remove(table)
    graph.initializer.extend(
        [
            numpy_helper.from_array(rows, f"{WORD_TABLE}.rows"),
            numpy_helper.from_array(scales, f"{WORD_TABLE}.scales"),
        ]
    )
    place = list(graph.node).index(gather)
    graph.node.remove(gather)
    for step, node in enumerate(_lookup(gather.input[1], gather.output[0])):
        graph.node.insert(place + step, node)


def rounded(table: NDArray[np.float32]) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """Rows as whole numbers from -127 to 127, and the scale of each row."""
    scales = np.abs(table).max(axis=1, keepdims=True) / LARGEST
    scales[scales == 0] = 1.0
    return np.round(table / scales).astype(np.int8), scales.astype(np.float32)


def _lookup(words: str, output: str) -> list[onnx.NodeProto]:
    """Rows by word, as floats, times their scales."""
    make = helper.make_node
    return [
        make("Gather", [f"{WORD_TABLE}.rows", words], ["word_rows"]),
        make("Cast", ["word_rows"], ["word_floats"], to=TensorProto.FLOAT),
        make("Gather", [f"{WORD_TABLE}.scales", words], ["word_scales"]),
        make("Mul", ["word_floats", "word_scales"], [output]),
    ]
