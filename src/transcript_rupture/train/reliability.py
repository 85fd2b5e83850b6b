"""How well answers on unseen groups rank and say how probable a marker is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from sklearn.metrics import average_precision_score

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


def ranking(
    examples: Sequence[Example], logits: Logits
) -> dict[str, dict[str, float | None]]:
    """Average precision on unseen groups by corpus and family; none without both kinds."""
    targets, kinds = stacked(examples), np.array([e.corpus for e in examples])
    found: dict[str, dict[str, float | None]] = {}
    for kind in sorted(set(kinds.tolist())):
        found[kind] = {}
        for column, family in enumerate(FAMILIES):
            chosen = (kinds == kind) & ~np.isnan(targets[:, column])
            labels = targets[chosen, column]
            both = len(set(labels.tolist())) > 1
            value = (
                average_precision_score(labels, logits[chosen, column]) if both else 0
            )
            found[kind][family.value] = round(float(value), 3) if both else None
    return found
