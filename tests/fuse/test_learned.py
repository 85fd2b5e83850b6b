"""What the fusion sees of a classifier: its answers here and on the turns around."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import client, evidence, session, therapist
from transcript_rupture.domain import Family, TurnMeasures
from transcript_rupture.fuse import FusionModel, family_features
from transcript_rupture.fuse.features import FeatureKind, kind_of_feature
from transcript_rupture.fuse.learned import LEAST_ODDS, Learned, log_odds

TALK = session([therapist("a"), client("b"), therapist("c"), client("d")])
SILENT = {family: [0.0] * 4 for family in Family}
NOTHING = FusionModel(families={}, sources={}, fitted_on="")


def learned(**given_values: list[float]) -> Learned:
    told = {Family(name): values for name, values in given_values.items()}
    return Learned(TALK, {**SILENT, **told})


def test_a_turn_sees_its_own_probability_and_those_around_it() -> None:
    row = learned(withdrawal=[0, 0.5, 0, 0.9], repair=[0, 0, 0.5, 0]).of(1)

    assert row["model_withdrawal"] == 0.0
    assert row["model_withdrawal_next"] == log_odds(0.9)
    assert row["model_repair_after"] == 0.0
    assert row["model_withdrawal_last"] == row["model_repair_before"] == LEAST_ODDS


def test_the_rest_of_the_session_leaves_the_turn_itself_out() -> None:
    row = learned(confrontation=[0, 0.9, 0, 0.3]).of(1)

    assert row["model_confrontation_session"] == pytest.approx(log_odds(0.1))


@given(st.floats(0, 1))
def test_log_odds_rise_with_probability_and_stay_finite(probability: float) -> None:
    assert LEAST_ODDS <= log_odds(probability) <= log_odds(1.0) < 20


def test_what_a_classifier_says_is_no_strength_of_rules() -> None:
    measures = [TurnMeasures(turn=i, words=1) for i in range(4)]
    said = [evidence(1, source="model:toy", score=0.8)]
    rows = family_features(TALK, measures, said, model=NOTHING)

    assert rows[1]["withdrawal"] == 0.0
    assert rows[1]["model_withdrawal"] == log_odds(0.8)


def test_every_feature_is_of_one_kind() -> None:
    measures = [TurnMeasures(turn=i, words=1) for i in range(4)]
    row = family_features(TALK, measures, [], model=NOTHING)[1]
    kinds = {kind_of_feature(name) for name in row}

    assert kinds == set(FeatureKind)
    assert kind_of_feature("length_z_before") is FeatureKind.MEASURES
