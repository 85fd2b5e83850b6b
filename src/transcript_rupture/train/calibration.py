"""Platt's calibration of the families, and how well it fits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from transcript_rupture.classify import Sigmoid
from transcript_rupture.classify.labels import FAMILIES
from transcript_rupture.classify.runtime import Logits
from transcript_rupture.domain import Family
from transcript_rupture.train.examples import Example, stacked

Calibration = Mapping[Family, Sigmoid]


def fit_calibration(examples: Sequence[Example], logits: Logits) -> Calibration:
    """A sigmoid a family, from logits of turns that were not learned from."""
    targets = stacked(examples)
    return {
        family: _platt(logits[:, column], targets[:, column])
        for column, family in enumerate(FAMILIES)
    }


def _platt(logits: NDArray[np.float32], targets: NDArray[np.float32]) -> Sigmoid:
    known = ~np.isnan(targets)
    labels = targets[known].astype(int)
    if len(set(labels.tolist())) < len(("no", "yes")):
        return Sigmoid()
    fit = LogisticRegression(C=np.inf).fit(logits[known].reshape(-1, 1), labels)
    return Sigmoid(
        slope=round(float(fit.coef_[0, 0]), 6),
        shift=round(float(fit.intercept_[0]), 6),
    )
