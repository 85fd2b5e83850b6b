"""Check that the small network answers as the trained one, alone and in any batch.

    python tools/parity.py MODEL WORK RATED_FOLDER

MODEL is a folder that ``train`` wrote, WORK the folder of its run (checkpoints). Prints
the largest difference of a family's probability between torch in full precision and the
shipped network on every turn of the rated sessions, the share of turns on the same side
of 0.5 and of the flag thresholds, and the largest difference of a turn's probability
alone and among others. Exit 1 if one is beyond its limit.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from transcript_rupture.classify import ModelFolder, open_model
from transcript_rupture.classify.encode import Encoded, WindowEncoder
from transcript_rupture.classify.folder import NETWORK, TOKENIZER
from transcript_rupture.classify.labels import FAMILIES
from transcript_rupture.classify.runtime import Logits, Network
from transcript_rupture.domain import SCORED_FAMILIES
from transcript_rupture.pipeline import build_analyzer
from transcript_rupture.rated import load_rated
from transcript_rupture.train.base import base_folder
from transcript_rupture.train.batches import tensors
from transcript_rupture.train.checkpoint import WHOLE, load_weights
from transcript_rupture.train.encoder import TurnEncoder
from transcript_rupture.train.examples import examples_of

MOST_APART, LEAST_SAME, MOST_BY_NEIGHBORS = 0.03, 0.995, 0.01
Probabilities = NDArray[np.float64]


def main() -> None:
    """Compare and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("model", "work", "rated"):
        parser.add_argument(name, type=Path)
    given = parser.parse_args()
    model = open_model(given.model)
    rows = _rows(model, given.rated)
    network = Network(model.path / NETWORK)
    small, whole = network(rows), _torch(given.work / WHOLE, rows)
    alone = np.concatenate([network([row]) for row in rows])
    failures = list(_report(model, small, whole, alone))
    for failure in failures:
        print(f"BEYOND: {failure}")
    sys.exit(bool(failures))


def _report(
    model: ModelFolder, small: Logits, whole: Logits, alone: Logits
) -> Iterator[str]:
    a, b, c = (_probabilities(model, rows) for rows in (small, whole, alone))
    apart, neighbors = float(np.abs(a - b).max()), float(np.abs(a - c).max())
    same = float(_same_side(model, a, b))
    print(f"{len(small)} turns, {len(FAMILIES)} families")
    print(f"torch and shipped network: at most {apart:.4f} apart")
    print(f"same side of every threshold: {same:.3%} of turns")
    print(f"alone and in a batch: at most {neighbors:.6f} apart")
    if apart >= MOST_APART:
        yield "torch and shipped network"
    if same < LEAST_SAME:
        yield "same side of the thresholds"
    if neighbors >= MOST_BY_NEIGHBORS:
        yield "alone and in a batch"


def _same_side(model: ModelFolder, a: Probabilities, b: Probabilities) -> float:
    fusion = build_analyzer(model=model.path).fusion
    flags = np.array(
        [
            fusion.families[f].thresholds.flag if f in SCORED_FAMILIES else 0.5
            for f in FAMILIES
        ]
    )
    return float(((a >= flags) == (b >= flags)).all(axis=1).mean())


def _probabilities(model: ModelFolder, logits: Logits) -> Probabilities:
    slopes = np.array([model.config.calibration[f].slope for f in FAMILIES])
    shifts = np.array([model.config.calibration[f].shift for f in FAMILIES])
    return 1 / (1 + np.exp(-(slopes * logits[:, : len(FAMILIES)] + shifts)))


def _rows(model: ModelFolder, folder: Path) -> list[Encoded]:
    window = model.config.window
    encoder = WindowEncoder(model.path / TOKENIZER, settings=window)
    rated = load_rated(folder)
    return encoder.encode([e.window for e in examples_of(rated, window=window)])


def _torch(weights: Path, rows: Sequence[Encoded]) -> Logits:
    """The trained weights in full precision, a row at a time."""
    network = TurnEncoder(base_folder(None), pretrained=False).eval()
    load_weights(network, weights)
    cpu = torch.device("cpu")
    with torch.no_grad():
        return np.concatenate([network(**tensors([r], cpu)).numpy() for r in rows])


if __name__ == "__main__":
    main()
