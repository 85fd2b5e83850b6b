"""Agreement figures on cases small enough to count by hand."""

from __future__ import annotations

import math

import pytest

from transcript_rupture.domain import Family
from transcript_rupture.evaluate import Unit, family_result
from transcript_rupture.evaluate.turns import (
    average_precision,
    bootstrap,
    calibration_error,
    f1,
)


def unit(score: float, *, positive: bool, session: str = "s") -> Unit:
    return Unit(
        session=session,
        family=Family.REPAIR,
        positive=positive,
        score=score,
        flagged=score >= 0.5,
    )


CASE = [
    unit(0.9, positive=True),
    unit(0.8, positive=False),
    unit(0.7, positive=True),
    unit(0.1, positive=False),
]


def test_average_precision_is_the_mean_precision_at_each_positive() -> None:
    assert average_precision(CASE) == pytest.approx((1 / 1 + 2 / 3) / 2)


def test_without_positives_there_is_no_average_precision() -> None:
    assert math.isnan(average_precision([unit(0.4, positive=False)]))


def test_f1_counts_flags() -> None:
    assert f1(CASE) == pytest.approx(2 * (2 / 3) * 1 / (2 / 3 + 1))


def test_a_perfectly_calibrated_score_has_no_error() -> None:
    fair = [unit(0.25, positive=i == 0) for i in range(4)]

    assert calibration_error(fair) == pytest.approx(0)
    assert calibration_error([unit(0.95, positive=False)]) == pytest.approx(0.95)


def test_the_interval_is_drawn_over_sessions_and_is_the_same_every_time() -> None:
    spread = [
        unit(0.9, positive=session != "b", session=session)
        for session in "abcd"
        for _ in range(5)
    ]

    low, high = bootstrap(spread, f1)

    assert (low, high) == bootstrap(spread, f1)
    assert low < f1(spread) < high <= 1


def test_one_session_alone_has_no_spread() -> None:
    assert len(set(bootstrap(CASE, f1))) == 1


def test_a_family_is_judged_on_its_own_units() -> None:
    other = Unit(
        session="s", family=Family.STRAIN, positive=True, score=0.0, flagged=False
    )

    result = family_result([*CASE, other], Family.REPAIR)

    assert (result.units, result.positives) == (4, 2)
