"""Two programs on the same sessions: which figures differ, and is that more than noise?

Both are measured on the same draws of sessions, so the difference of a draw holds what
the two programs do, and not which sessions were drawn.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from transcript_rupture.evaluate.agreement import (
    LOWER_IS_BETTER,
    Agreement,
    measure_agreement,
)
from transcript_rupture.evaluate.draws import Estimate, Floats, estimate
from transcript_rupture.evaluate.records import Material, Program
from transcript_rupture.evaluate.report import describe
from transcript_rupture.rated import RatedTranscript

# Smaller differences than this are not printed, and are none.
SMALLEST = 5e-4


class Verdict(StrEnum):
    """What the interval of a difference allows one to say."""

    BETTER = "B is better"
    WORSE = "A is better"
    EQUAL = "the same"
    OPEN = "too few to tell"


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One figure of two programs, B less A, and in which share of draws B is better.

    ``spread`` is the standard deviation of the difference over the draws.
    """

    subject: str
    name: str
    a: float | None
    b: float | None
    difference: Estimate
    spread: float
    better: float

    @property
    def verdict(self) -> Verdict:
        """Plainly: which is better, or that one cannot tell."""
        low, high = self.difference.low, self.difference.high
        if low is None or high is None:
            return Verdict.OPEN
        if -SMALLEST < low <= high < SMALLEST:
            return Verdict.EQUAL
        if low <= 0.0 <= high:
            return Verdict.OPEN
        is_better = (low > 0.0) is not (self.name in LOWER_IS_BETTER)
        return Verdict.BETTER if is_better else Verdict.WORSE


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Two programs side by side on the same sessions."""

    a: Program
    b: Program
    material: Material
    draws: int
    differences: tuple[Difference, ...]

    def of(self, subject: str, name: str) -> Difference | None:
        """The difference of one figure, where there is one."""
        return next(
            (d for d in self.differences if (d.subject, d.name) == (subject, name)),
            None,
        )


def compare(
    rows: Sequence[RatedTranscript], a: Program, b: Program, *, draws: int
) -> Comparison:
    """Measure two programs on the same draws of sessions."""
    first = measure_agreement(rows, a.found, draws=draws)
    second = measure_agreement(rows, b.found, draws=draws)
    return Comparison(
        a=a,
        b=b,
        material=describe(rows, {k: v for k, v in a.found.items() if k in b.found}),
        draws=draws,
        differences=tuple(_differences(first, second)),
    )


def _differences(a: Agreement, b: Agreement) -> Iterator[Difference]:
    for subject, name in a.drawn:
        if (subject, name) in b.drawn:
            yield _difference(subject, name, a.drawn[subject, name], b)


def _difference(subject: str, name: str, a: Floats, other: Agreement) -> Difference:
    b = other.drawn[subject, name]
    lead = (a - b if name in LOWER_IS_BETTER else b - a)[1:]
    known = lead[~np.isnan(lead)]
    # A tie is half a win for each.
    wins = (known > SMALLEST).sum() + (abs(known) <= SMALLEST).sum() / 2
    return Difference(
        subject=subject,
        name=name,
        a=estimate(a).value,
        b=estimate(b).value,
        difference=estimate(b - a),
        spread=float(known.std()) if len(known) else 0.0,
        better=float(wins / len(known)) if len(known) else 0.5,
    )
