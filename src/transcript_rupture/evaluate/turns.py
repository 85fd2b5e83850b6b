"""Agreement with raters on single turns.

A unit is one turn and one family of its speaker's side. It is positive where a rater
gave a clear or strong code of the family; where the best code is only possible, the unit
is left out. Intervals are bootstrapped over sessions, because turns of one session are
not independent.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sklearn.metrics import average_precision_score, f1_score

from transcript_rupture.domain import CLIENT_FAMILIES, SCORED_FAMILIES, SIDE_OF, Family
from transcript_rupture.fuse import Fused
from transcript_rupture.rated import Rated

DRAWS = 500
BINS = 10
WORDS_PER_HOUR = 9_000
MS_PER_HOUR = 3_600_000
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Unit:
    """One turn, one family: what the rater saw, what the program said."""

    session: str
    family: Family
    positive: bool
    score: float
    flagged: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FamilyResult:
    """Agreement on one family; intervals are 95 %."""

    units: int
    positives: int
    precision_recall_area: float
    interval: tuple[float, float]
    f1: float
    f1_interval: tuple[float, float]
    calibration_error: float


def units_of(rated: Rated, fused: Fused) -> Iterator[Unit]:
    """The units of one session."""
    flagged = {(m.turn, m.family) for m in fused.markers if m.flagged}
    for family in SCORED_FAMILIES:
        for turn, label in rated.labels(family, SIDE_OF[family]):
            yield Unit(
                session=rated.session.id,
                family=family,
                positive=bool(label),
                score=fused.scores[turn].of(family),
                flagged=(turn, family) in flagged,
            )


def family_result(units: Sequence[Unit], family: Family) -> FamilyResult:
    """The figures for one family, with intervals over sessions."""
    own = [unit for unit in units if unit.family is family]
    return FamilyResult(
        units=len(own),
        positives=sum(unit.positive for unit in own),
        precision_recall_area=average_precision(own),
        interval=bootstrap(own, average_precision),
        f1=f1(own),
        f1_interval=bootstrap(own, f1),
        calibration_error=calibration_error(own),
    )


def average_precision(units: Sequence[Unit]) -> float:
    """The area under the precision-recall curve, step by step; nan without positives."""
    if not any(unit.positive for unit in units):
        return float("nan")
    labels, scores = [u.positive for u in units], [u.score for u in units]
    return float(average_precision_score(labels, scores))


def f1(units: Sequence[Unit]) -> float:
    """The harmonic mean of precision and recall of the flags."""
    labels, flags = [u.positive for u in units], [u.flagged for u in units]
    return float(f1_score(labels, flags, zero_division=0.0))


def calibration_error(units: Sequence[Unit]) -> float:
    """The expected calibration error over ten equal bins."""
    scores: Floats = np.array([u.score for u in units])
    labels: Floats = np.array([float(u.positive) for u in units])
    which = np.minimum((scores * BINS).astype(int), BINS - 1)
    gaps = [
        abs(labels[which == b].mean() - scores[which == b].mean()) * (which == b).mean()
        for b in range(BINS)
        if (which == b).any()
    ]
    return float(sum(gaps))


def bootstrap(
    units: Sequence[Unit], figure: Callable[[Sequence[Unit]], float]
) -> tuple[float, float]:
    """The middle 95 % of a figure over resampled sessions; the seed is fixed."""
    by_session: dict[str, list[Unit]] = {}
    for unit in units:
        by_session.setdefault(unit.session, []).append(unit)
    sessions = list(by_session.values())
    generator = np.random.default_rng(0)
    draws = [
        figure(
            [
                u
                for i in generator.integers(0, len(sessions), len(sessions))
                for u in sessions[i]
            ]
        )
        for _ in range(DRAWS)
    ]
    low, high = np.nanpercentile(draws, [2.5, 97.5])
    return float(low), float(high)


def false_flags_per_hour(units: Sequence[Unit], rated: Sequence[Rated]) -> float:
    """Flags on client turns without any code of the family, per hour of talk."""
    wrong = sum(
        unit.flagged and not unit.positive
        for unit in units
        if unit.family in CLIENT_FAMILIES
    )
    return wrong / sum(map(_hours, rated))


def _hours(rated: Rated) -> float:
    """The length of a session; without times, from its words at 150 a minute."""
    starts = [t.start_ms for t in rated.session.turns if t.start_ms is not None]
    if len(starts) > 1 and max(starts) > min(starts):
        return (max(starts) - min(starts)) / MS_PER_HOUR
    words = sum(len(turn.text.split()) for turn in rated.session.turns)
    return words / WORDS_PER_HOUR
