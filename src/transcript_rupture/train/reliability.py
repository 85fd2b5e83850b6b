"""How well answers on unseen groups rank and say how probable a marker is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sklearn.metrics import average_precision_score
from sklearn.model_selection import GroupKFold

from transcript_rupture.classify.labels import FAMILIES
from transcript_rupture.classify.reading import calibrated
from transcript_rupture.classify.runtime import Logits
from transcript_rupture.domain import Family
from transcript_rupture.train.calibration import fit_calibration
from transcript_rupture.train.examples import Example, stacked

FOLDS = 5
Probabilities = NDArray[np.float64]
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


def reliability(examples: Sequence[Example], logits: Logits) -> Iterator[Bin]:
    """The bins of each family that hold turns; ``said`` and ``found`` are means.

    A turn's probability comes from a calibration that did not see its group, so that
    nothing grades itself.
    """
    targets, probabilities = stacked(examples), _said(examples, logits)
    for column, family in enumerate(FAMILIES):
        known = ~np.isnan(targets[:, column])
        labels, said = targets[known, column], probabilities[known, column]
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


def _said(examples: Sequence[Example], logits: Logits) -> Probabilities:
    """The probability of each family on each turn; shape (examples, families)."""
    groups = [e.group for e in examples]
    said = np.zeros((len(examples), len(FAMILIES)))
    folds = GroupKFold(min(FOLDS, len(set(groups))))
    for seen, unseen in folds.split(groups, groups=groups):
        calibration = fit_calibration([examples[i] for i in seen], logits[seen])
        for column, family in enumerate(FAMILIES):
            own = calibration[family]
            said[unseen, column] = [
                calibrated(float(x), own) for x in logits[unseen, column]
            ]
    return said


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
