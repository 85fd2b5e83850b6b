"""The fit: what it may see, and that it learns what is there to learn."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from builders import client, evidence, session, therapist
from transcript_rupture.domain import CLIENT_FAMILIES, Family, Role, TurnMeasures
from transcript_rupture.errors import ModelError
from transcript_rupture.fuse import fuse
from transcript_rupture.rated import Rated
from transcript_rupture.train.fusion import (
    check_spread,
    fit_fusion,
    source_weights,
    split_groups,
)
from transcript_rupture.train.fusion_settings import FitSettings, best_flag

GROUPS = 10


def rated(group: int) -> Rated:
    """A session in which rule C-good is always right and C-bad always wrong."""
    talk = session([therapist("a"), client("b")] * 8, id=f"s{group}")
    strained = {3, 7} if group % 2 else {5}
    reasons = [
        evidence(
            turn,
            "feeling_unseen",
            family=Family.CONFRONTATION,
            source="rule:C-good" if turn in strained else "rule:C-bad",
            score=0.5,
        )
        for turn in (3, 5, 7)
    ]
    clear = dict.fromkeys(strained, "feeling_unseen")
    clear |= {1: "minimal_response", 4: "owning_impact", 6: "pressing_on"}
    return Rated(
        group=f"g{group}",
        session=talk,
        measures=tuple(TurnMeasures(turn=i, words=3 + i) for i in range(16)),
        evidence=tuple(reasons),
        codes=tuple({clear[i]: 2} if i in clear else {} for i in range(16)),
    )


SESSIONS = [rated(group) for group in range(GROUPS)]


def test_a_group_is_never_on_both_sides_of_a_split() -> None:
    doubled = [*SESSIONS, *SESSIONS]
    folds = list(split_groups(doubled))

    assert sum(len(unseen) for _, unseen in folds) == len(doubled)
    for seen, unseen in folds:
        assert not {r.group for r in seen} & {r.group for r in unseen}


def test_a_source_that_was_right_gains_and_one_that_was_wrong_loses() -> None:
    weights = source_weights(SESSIONS, settings=FitSettings())

    assert weights["rule:C-good"] > 0.5 > weights["rule:C-bad"]


def test_a_possible_code_teaches_nothing() -> None:
    unsure = [replace(SESSIONS[0], codes=({"feeling_unseen": 1},) * 16)]

    assert set(source_weights(unsure, settings=FitSettings()).values()) == {0.5}
    assert list(unsure[0].labels(Family.CONFRONTATION, Role.CLIENT)) == []


def test_the_fit_ranks_turns_with_the_good_rule_above_those_with_the_bad_one() -> None:
    model = fit_fusion(SESSIONS, settings=FitSettings(), fitted_on="a toy")
    one = SESSIONS[1]

    scores = fuse(one.session, one.measures, one.evidence, model=model).scores

    assert min(scores[3].confrontation, scores[7].confrontation) > (
        scores[5].confrontation
    )
    assert set(model.families) == {*CLIENT_FAMILIES, Family.REPAIR, Family.STRAIN}


def test_the_same_sessions_give_the_same_fit() -> None:
    fits = [
        fit_fusion(SESSIONS, settings=FitSettings(), fitted_on="a toy")
        for _ in range(2)
    ]

    assert fits[0] == fits[1]


def test_a_threshold_can_come_from_turns_of_unseen_groups() -> None:
    labels = np.array([0.0, 0.0, 1.0, 1.0])

    assert 0.2 < best_flag(np.array([0.1, 0.2, 0.4, 0.5]), labels) <= 0.4
    assert best_flag(np.array([0.1, 0.2, 0.4, 0.5]), np.zeros(4)) < 1


def test_where_false_flags_cost_more_the_threshold_is_higher() -> None:
    probabilities = np.array([0.1, 0.2, 0.3, 0.4, 0.5, 0.6])
    labels = np.array([0.0, 0.0, 1.0, 0.0, 0.0, 1.0])

    careful = best_flag(probabilities, labels, recall_share=0.2)
    assert careful > best_flag(probabilities, labels, recall_share=2.0)


def test_too_few_people_with_a_marker_are_refused_before_any_fit() -> None:
    with pytest.raises(ModelError, match="withdrawal"):
        check_spread(SESSIONS[:3])
    check_spread(SESSIONS)
