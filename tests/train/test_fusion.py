"""The fit: what it may see, and that it learns what is there to learn."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from builders import client, evidence, session, therapist
from transcript_rupture.domain import CLIENT_FAMILIES, Family, Role, TurnMeasures
from transcript_rupture.errors import ReadError
from transcript_rupture.fuse import fuse
from transcript_rupture.pipeline import build_detectors
from transcript_rupture.rated import Rated, load_rated
from transcript_rupture.train.fusion import (
    FitSettings,
    fit_fusion,
    source_weights,
    split_groups,
)

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
    gold: dict[Family, tuple[int, ...]] = dict.fromkeys(Family, (0,) * 16)
    gold[Family.CONFRONTATION] = tuple(2 * (i in strained) for i in range(16))
    gold[Family.WITHDRAWAL] = tuple(2 * (i == 1) for i in range(16))
    gold[Family.REPAIR] = tuple(2 * (i == 4) for i in range(16))
    gold[Family.STRAIN] = tuple(2 * (i == 6) for i in range(16))
    return Rated(
        group=f"g{group}",
        session=talk,
        measures=tuple(TurnMeasures(turn=i, words=3 + i) for i in range(16)),
        evidence=tuple(reasons),
        gold=gold,
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
    gold = {**SESSIONS[0].gold, Family.CONFRONTATION: (1,) * 16}
    unsure = [
        Rated(
            group="g",
            session=SESSIONS[0].session,
            measures=SESSIONS[0].measures,
            evidence=SESSIONS[0].evidence,
            gold=gold,
        )
    ]

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


def test_rated_sessions_are_read_with_the_best_clarity_of_each_turn(
    tmp_path: Path,
) -> None:
    turns = [
        {"id": 0, "role": "therapist", "text": "What was that like?", "start": 0},
        {"id": 1, "role": "client", "text": "You never listen.", "start": 4},
        {"id": 2, "role": "client", "text": "Never mind.", "start": 6},
    ]
    row = {"session": "s", "group": "g", "turns": turns}
    labels = {"1": {"feeling_unseen": 3}, "2": {"feeling_unseen": 1}}
    (tmp_path / "sessions.jsonl").write_text(json.dumps(row), encoding="utf-8")
    (tmp_path / "s.json").write_text(json.dumps({"turns": labels}), encoding="utf-8")

    (found,) = load_rated(
        tmp_path / "sessions.jsonl", tmp_path, detectors=build_detectors()
    )

    assert found.gold[Family.CONFRONTATION] == (0, 3)
    assert found.evidence


def test_unreadable_ratings_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="rated sessions"):
        load_rated(tmp_path / "none.jsonl", tmp_path, detectors=build_detectors())
