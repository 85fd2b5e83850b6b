"""Figures of all draws at once, against plain ones, one draw at a time."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from transcript_rupture.evaluate.draws import Estimate, Floats, estimate, resample
from transcript_rupture.evaluate.figures import (
    Judged,
    average_precision,
    best_f1,
    calibration_error,
    hits,
    spearman,
    weighted_kappa,
)

metrics = pytest.importorskip("sklearn.metrics")

SESSIONS = 3
UNITS = st.lists(
    st.tuples(
        st.integers(0, SESSIONS - 1),
        st.booleans(),
        st.sampled_from([0.0, 0.1, 0.25, 0.5, 0.5001, 1.0]),
        st.booleans(),
    ),
    min_size=2,
    max_size=30,
)
WEIGHTS = st.lists(st.integers(0, 3), min_size=SESSIONS, max_size=SESSIONS)
ONCE: Floats = np.ones((1, SESSIONS))


def columns(rows: list[tuple[int, bool, float, bool]]) -> Judged:
    session, positive, score, flagged = zip(*rows, strict=True)
    return Judged(
        np.array(session), np.array(positive), np.array(score), np.array(flagged)
    )


def repeated(judged: Judged, weights: list[int]) -> Judged:
    """What a draw means: each session as often as it was drawn."""
    places = np.repeat(np.arange(judged.units), np.array(weights)[judged.session])
    return Judged(
        judged.session[places],
        judged.positive[places],
        judged.score[places],
        judged.flagged[places],
    )


@given(UNITS, WEIGHTS)
def test_a_weighted_draw_is_the_figure_of_repeated_sessions(
    rows: list[tuple[int, bool, float, bool]], weights: list[int]
) -> None:
    judged = columns(rows)
    drawn = repeated(judged, weights)
    weight: Floats = np.array([weights], dtype=float)

    for figure in (average_precision, best_f1, calibration_error):
        np.testing.assert_allclose(figure(judged, weight), figure(drawn, ONCE))
    one, other = hits(judged, weight), hits(drawn, ONCE)
    for name in ("precision", "recall", "f1", "kappa"):
        np.testing.assert_allclose(getattr(one, name), getattr(other, name))


@given(UNITS)
def test_figures_equal_those_of_scikit_learn(
    rows: list[tuple[int, bool, float, bool]],
) -> None:
    judged = columns(rows)
    y, p = judged.positive, judged.flagged
    found = hits(judged, ONCE)

    assert found.f1[0] == pytest.approx(metrics.f1_score(y, p, zero_division=0))
    assert found.recall[0] == pytest.approx(metrics.recall_score(y, p, zero_division=0))
    if y.any():
        assert average_precision(judged, ONCE)[0] == pytest.approx(
            metrics.average_precision_score(y, judged.score)
        )
    if y.any() != y.all() or p.any() != p.all():
        assert found.kappa[0] == pytest.approx(metrics.cohen_kappa_score(y, p))


def test_without_positives_there_is_no_average_precision() -> None:
    judged = columns([(0, False, 0.4, False), (1, False, 0.2, False)])

    assert np.isnan(average_precision(judged, ONCE)[0])


def test_equal_scores_are_no_better_than_chance() -> None:
    judged = columns([(0, True, 0.0, False), *[(0, False, 0.0, False)] * 3])

    assert average_precision(judged, ONCE)[0] == pytest.approx(0.25)
    assert best_f1(judged, ONCE)[0] == pytest.approx(2 * 0.25 / 1.25)


def test_a_perfectly_calibrated_score_has_no_error() -> None:
    fair = columns([(0, place == 0, 0.25, False) for place in range(4)])
    sure = columns([(0, False, 0.95, True)])

    assert calibration_error(fair, ONCE)[0] == pytest.approx(0)
    assert calibration_error(sure, ONCE)[0] == pytest.approx(0.95)


def test_weighted_kappa_and_spearman_of_a_table_are_those_of_its_pairs() -> None:
    pairs = [(0, 0), (1, 2), (2, 2), (4, 3), (4, 4), (1, 1)]
    table: Floats = np.zeros((1, 5, 5))
    for rated, found in pairs:
        table[0, rated, found] += 1
    a, b = zip(*pairs, strict=True)
    kappa = metrics.cohen_kappa_score(a, b, weights="quadratic", labels=list(range(5)))

    assert weighted_kappa(table)[0] == pytest.approx(kappa)
    # Mid-ranks 1 2.5 4 5.5 5.5 2.5 against 1 3.5 3.5 5 6 2.
    ranks = np.corrcoef([1, 2.5, 4, 5.5, 5.5, 2.5], [1, 3.5, 3.5, 5, 6, 2])[0, 1]
    assert spearman(table)[0] == pytest.approx(ranks)


def test_one_pair_has_no_kappa_and_one_level_no_correlation() -> None:
    table: Floats = np.zeros((1, 5, 5))
    table[0, 1, 1] = 1

    assert np.isnan(weighted_kappa(table)[0])
    assert np.isnan(spearman(table)[0])


def test_draws_are_the_same_every_time_and_hold_as_many_sessions() -> None:
    drawn = resample(7, draws=20)

    assert (drawn == resample(7, draws=20)).all()
    assert (drawn[0] == 1).all()
    assert set(drawn.sum(axis=1)) == {7.0}


def test_an_interval_leaves_out_draws_without_a_value() -> None:
    drawn: Floats = np.array([0.5, 0.4, np.nan, 0.6])

    found = estimate(drawn)

    assert found.value == 0.5
    assert found.low is not None
    assert 0.4 <= found.low < 0.42


def test_a_figure_that_means_nothing_is_none() -> None:
    assert estimate(np.array([np.nan, np.nan])) == Estimate(None)
