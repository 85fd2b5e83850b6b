"""What the fit of the fusion may choose: a record a family, and where flags are set."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from transcript_rupture.domain import Family
from transcript_rupture.fuse import Thresholds
from transcript_rupture.fuse.features import FeatureKind, Features, kind_of_feature

# What is improbable but has a reason of its own is shown, unflagged, for a person.
SHOWN_FROM = 0.06
FLAGS = np.arange(0.05, 0.91, 0.01)
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class FamilySettings:
    """What was chosen for a family on development sessions.

    ``strength`` is the inverse of regularization; ``prior_hits`` says how many hits the
    author's score of a rule counts for; ``flag`` is the probability from which a marker
    is flagged, by default the one with the best F-measure on training sessions of unseen
    groups; there ``recall_share`` says how much recall weighs beside precision, because
    every false flag costs a person's time; ``local`` leaves out how the rest of the
    session went.
    """

    strength: float
    prior_hits: float
    flag: float | None = None
    recall_share: float = 1.0
    local: bool = False

    def uses(self, feature: str) -> bool:
        """Whether the family's regression may see a feature."""
        return not (self.local and feature.endswith("_session"))


CHOSEN: Mapping[Family, FamilySettings] = {
    Family.WITHDRAWAL: FamilySettings(strength=0.01, prior_hits=4, flag=0.12),
    Family.CONFRONTATION: FamilySettings(strength=0.03, prior_hits=4, flag=0.16),
    Family.REPAIR: FamilySettings(strength=0.3, prior_hits=6, flag=0.12, local=True),
    Family.STRAIN: FamilySettings(strength=0.003, prior_hits=16, flag=0.07),
}

WITH_MODEL: Mapping[Family, FamilySettings] = {
    Family.WITHDRAWAL: FamilySettings(
        strength=0.01, prior_hits=6, recall_share=0.3, local=True
    ),
    Family.CONFRONTATION: FamilySettings(strength=0.01, prior_hits=6, recall_share=0.3),
    Family.REPAIR: FamilySettings(
        strength=0.01, prior_hits=6, recall_share=0.5, local=True
    ),
    Family.STRAIN: FamilySettings(strength=0.003, prior_hits=6, recall_share=0.3),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class FitSettings:
    """The settings of all families, and which kinds of features they may see.

    ``calibrate_on`` names the corpora that say how frequent markers are.
    """

    families: Mapping[Family, FamilySettings] = field(default_factory=lambda: CHOSEN)
    sees: frozenset[FeatureKind] = frozenset(FeatureKind)
    calibrate_on: frozenset[str] = frozenset()

    def names(self, family: Family, row: Features) -> list[str]:
        """The features a family's regression is fitted on."""
        chosen = self.families[family]
        return [
            name
            for name in sorted(row)
            if chosen.uses(name) and kind_of_feature(name) in self.sees
        ]

    def thresholds(
        self, family: Family, probabilities: Floats, labels: Floats
    ) -> Thresholds:
        """Where to show and where to flag, by probabilities of unseen groups."""
        flag = self.families[family].flag
        if flag is None:
            share = self.families[family].recall_share
            flag = best_flag(probabilities, labels, recall_share=share)
        return Thresholds(floor=min(flag / 2, SHOWN_FROM), flag=flag)


def best_flag(
    probabilities: Floats, labels: Floats, *, recall_share: float = 1.0
) -> float:
    """The threshold with the best F-measure; the middle one where several are best.

    >>> best_flag(np.array([0.1, 0.3, 0.5]), np.array([0, 0, 1])) > 0.3
    True
    """
    weight, figures = recall_share**2, []
    for flag in FLAGS:
        flagged = probabilities >= flag
        right = float((flagged * labels).sum())
        asked = float(flagged.sum()) + weight * float(labels.sum())
        figures.append((1 + weight) * right / max(1.0, asked))
    best = np.flatnonzero(np.array(figures) >= max(figures) - 1e-9)
    return round(float(FLAGS[best[len(best) // 2]]), 2)
