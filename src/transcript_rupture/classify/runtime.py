"""The network in ONNX Runtime: token numbers in, one row of logits a window out."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import onnxruntime as ort
from numpy.typing import NDArray

from transcript_rupture.classify.encode import Encoded

# Together they fill the caches without much padding; more gained nothing.
BATCH_TOKENS = 1_024
LONGER = 1.15
INPUTS = ("input_ids", "attention_mask", "token_type_ids")
ONLY_ERRORS = 3
Logits = NDArray[np.float32]


class Network:
    """A loaded network. A row's result does not depend on the rows beside it."""

    def __init__(self, file: Path, *, threads: int | None = None) -> None:
        options = ort.SessionOptions()
        options.log_severity_level = ONLY_ERRORS
        options.intra_op_num_threads = _threads() if threads is None else threads
        self._session = ort.InferenceSession(
            str(file), options, providers=["CPUExecutionProvider"]
        )
        self.outputs = int(self._session.get_outputs()[0].shape[-1])

    def __call__(self, rows: Sequence[Encoded]) -> Logits:
        """Logits of each row, in the order given; shape (rows, outputs)."""
        out = np.zeros((len(rows), self.outputs), dtype=np.float32)
        for chosen in batches([len(row.ids) for row in rows]):
            feed = pad([rows[i] for i in chosen])
            out[chosen] = self._session.run(None, feed)[0]
        return out


def _threads() -> int:
    """All cores (0), but one in a worker process, whose siblings use the others."""
    return 0 if multiprocessing.parent_process() is None else 1


def batches(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Rows of like length together: few tokens a batch, little padding.

    >>> list(batches([3, 700, 3, 600]))
    [[0, 2], [3], [1]]
    """
    batch: list[int] = []
    for row in sorted(range(len(lengths)), key=lambda i: (lengths[i], i)):
        longest = lengths[row]
        too_many = (len(batch) + 1) * longest > BATCH_TOKENS
        if batch and (too_many or longest > LONGER * lengths[batch[0]] + 1):
            yield batch
            batch = []
        batch.append(row)
    if batch:
        yield batch


def pad(rows: Sequence[Encoded]) -> dict[str, NDArray[np.int64]]:
    """The three inputs of the network; padding is masked."""
    shape = (len(rows), max(len(row.ids) for row in rows))
    ids, mask, kind = (np.zeros(shape, dtype=np.int64) for _ in INPUTS)
    for i, row in enumerate(rows):
        length = len(row.ids)
        ids[i, :length] = row.ids
        mask[i, :length] = 1
        kind[i, row.target : length] = 1
    return dict(zip(INPUTS, (ids, mask, kind), strict=True))
