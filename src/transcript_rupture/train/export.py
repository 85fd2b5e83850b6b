"""A trained encoder to a small ONNX file that gives a turn the same score anywhere.

Weights of matrix products become 8-bit numbers in blocks of 32, and so do the numbers
that flow into them, block by block within one token's row: what stands beside a turn in
a batch cannot touch its score, as it would where one scale serves the whole batch. The
word table becomes 8-bit with a scale a word.
"""

from __future__ import annotations

import logging
import warnings
from pathlib import Path

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization.matmul_nbits_quantizer import MatMulNBitsQuantizer

from transcript_rupture.classify.runtime import INPUTS
from transcript_rupture.train.encoder import TurnEncoder

OPSET = 17
BITS, BLOCK = 8, 32
# The kernel that also rounds what flows in to 8 bits, a scale a block of a row.
WHOLE_NUMBERS = 4
OUTPUT = "logits"
LARGEST = 127
WORD_TABLE = "word_embeddings"
TALKATIVE = "onnxruntime.quantization.matmul_nbits_quantizer"


def export(model: TurnEncoder, file: Path) -> None:
    """Write the small network of an encoder."""
    whole = file.with_suffix(".whole.onnx")
    trace(model, whole)
    network = onnx.load(whole)
    whole.unlink()
    logging.getLogger(TALKATIVE).setLevel(logging.WARNING)
    quantizer = MatMulNBitsQuantizer(
        network,
        bits=BITS,
        block_size=BLOCK,
        is_symmetric=True,
        accuracy_level=WHOLE_NUMBERS,
    )
    quantizer.process()
    small = quantizer.model.model
    shrink_word_table(small)
    onnx.save(small, file)


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
