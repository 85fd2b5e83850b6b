"""Batches of like length, in an order that the seed alone decides."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import torch

from transcript_rupture.classify.encode import Encoded, WindowEncoder
from transcript_rupture.classify.runtime import pad
from transcript_rupture.train.examples import Example, stacked

# Sorted within a stretch of this many batches: little padding, still well mixed.
STRETCH = 40


@dataclass(frozen=True, slots=True)
class Material:
    """Examples as numbers: token rows, and targets of shape (examples, labels)."""

    rows: Sequence[Encoded] = field(repr=False)
    targets: torch.Tensor = field(repr=False)

    def __len__(self) -> int:
        return len(self.rows)


def material_of(examples: Sequence[Example], encoder: WindowEncoder) -> Material:
    """Tokenize the windows and stack the targets of some examples."""
    rows = encoder.encode([example.window for example in examples])
    return Material(rows, torch.from_numpy(stacked(examples)))


def shuffled(lengths: Sequence[int], *, batch: int, seed: int) -> Iterator[list[int]]:
    """Every row once, in batches of like length, the batches in random order."""
    chance = random.Random(seed)  # noqa: S311  # an order, no secret
    order = list(range(len(lengths)))
    chance.shuffle(order)
    out = []
    for start in range(0, len(order), batch * STRETCH):
        stretch = sorted(
            order[start : start + batch * STRETCH], key=lambda i: lengths[i]
        )
        out += [stretch[i : i + batch] for i in range(0, len(stretch), batch)]
    chance.shuffle(out)
    yield from out


def tensors(rows: Sequence[Encoded], device: torch.device) -> dict[str, torch.Tensor]:
    """The inputs of the network for some rows."""
    return {k: torch.from_numpy(v).to(device) for k, v in pad(rows).items()}
