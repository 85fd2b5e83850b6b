"""How often turns with a given probability turned out to hold a marker."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from transcript_rupture.classify.labels import FAMILIES
from transcript_rupture.classify.reading import calibrated
from transcript_rupture.classify.runtime import Logits
from transcript_rupture.domain import Family
from transcript_rupture.train.calibration import Calibration
from transcript_rupture.train.examples import Example, stacked

EDGES = (0.0, 0.05, 0.1, 0.2, 0.3, 0.5, 0.7, 1.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bin:
    """The turns of one family whose probability lies in [low, high)."""

    family: Family
    low: float
    high: float
    turns: int
    said: float
    found: float


def reliability(
    examples: Sequence[Example], logits: Logits, calibration: Calibration
) -> Iterator[Bin]:
    """The bins of each family that hold turns; ``said`` and ``found`` are means."""
    targets = stacked(examples)
    for column, family in enumerate(FAMILIES):
        known = ~np.isnan(targets[:, column])
        labels = targets[known, column]
        said = np.array(
            [calibrated(float(x), calibration[family]) for x in logits[known, column]]
        )
        place = np.digitize(said, EDGES[1:-1])
        for number in sorted(set(place.tolist())):
            own = place == number
            yield Bin(
                family=family,
                low=EDGES[number],
                high=EDGES[number + 1],
                turns=int(own.sum()),
                said=round(float(said[own].mean()), 4),
                found=round(float(labels[own].mean()), 4),
            )
