"""Logits to probabilities of families and codes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from transcript_rupture.classify.folder import Sigmoid
from transcript_rupture.classify.labels import (
    FAMILIES,
    code_labels,
    codes_of,
    families_of_side,
)
from transcript_rupture.domain import Family, Role

SECOND_CODE = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnReading:
    """Calibrated probabilities of families, and the codes of each, on one turn."""

    turn: int
    families: Mapping[Family, float]
    codes: Mapping[str, float] = field(repr=False)

    def best_codes(self, family: Family) -> list[tuple[str, float]]:
        """The likeliest code of a family and close seconds, with the family's score.

        The likeliest carries the family's probability, a second its share of that.
        """
        ranked = sorted(codes_of(family), key=lambda code: -self.codes[code])
        top = self.codes[ranked[0]]
        score = self.families[family]
        return [
            (code, score * self.codes[code] / top if top else score)
            for code in ranked[:2]
            if code == ranked[0] or self.codes[code] >= SECOND_CODE * top
        ]


def read_logits(
    turn: int,
    role: Role,
    logits: NDArray[np.float32],
    *,
    calibration: Mapping[Family, Sigmoid],
) -> TurnReading:
    """What one row of logits says of a turn spoken in a role."""
    names = families_of_side(role)
    row = [float(value) for value in logits]
    return TurnReading(
        turn=turn,
        families={
            family: calibrated(row[FAMILIES.index(family)], calibration.get(family))
            for family in names
        },
        codes={
            code: calibrated(value)
            for code, value in zip(code_labels(), row[len(FAMILIES) :], strict=True)
        },
    )


def calibrated(logit: float, sigmoid: Sigmoid | None = None) -> float:
    """A logit as a probability.

    >>> calibrated(0.0), calibrated(1.0, Sigmoid(slope=0.0, shift=0.0))
    (0.5, 0.5)
    """
    s = sigmoid or Sigmoid()
    return float(1 / (1 + np.exp(-np.clip(s.slope * logit + s.shift, -30, 30))))
