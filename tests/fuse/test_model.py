"""The fitted numbers, strictly read."""

from __future__ import annotations

import math

import pytest

from transcript_rupture.domain import Clarity, Family
from transcript_rupture.errors import SettingsError
from transcript_rupture.fuse import FamilyModel, Thresholds, parse_fusion
from transcript_rupture.fuse.model import FORMAT

LIMITS = {"floor": 0.1, "flag": 0.2, "clear": 0.3, "strong": 0.6}
ROW = {"weights": {"words": 1.5}, "bias": -1, "thresholds": LIMITS}
FILE = {
    "format": FORMAT,
    "families": {"repair": ROW},
    "sources": {"rule:R01": 0.4},
    "fitted_on": "two invented sessions",
}


def test_a_fusion_file_is_read_whole() -> None:
    model = parse_fusion(FILE)

    assert model.families[Family.REPAIR] == FamilyModel(
        weights={"words": 1.5}, bias=-1.0, thresholds=Thresholds(**LIMITS)
    )
    assert model.weight("rule:R01", 0.9) == 0.4
    assert model.weight("rule:own", 0.9) == 0.9


@pytest.mark.parametrize(
    "broken",
    [
        {},
        {**FILE, "format": "something/else"},
        {**FILE, "families": {"repair": {**ROW, "bias": "high"}}},
        {**FILE, "families": {"joy": ROW}},
        {**FILE, "sources": {"rule:R01": math.nan}},
        {**FILE, "families": {"repair": {**ROW, "thresholds": {"flag": 0.5}}}},
        {key: value for key, value in FILE.items() if key != "fitted_on"},
    ],
)
def test_a_broken_fusion_file_is_refused(broken: dict[str, object]) -> None:
    with pytest.raises(SettingsError):
        parse_fusion(broken)


def test_a_probability_is_the_logistic_of_the_weighted_sum() -> None:
    row = FamilyModel(weights={"a": 2.0}, bias=-1.0, thresholds=Thresholds(**LIMITS))

    assert row.probability({"a": 0.5, "unused": 9}) == 0.5
    assert 0 < row.probability({"a": -1e9}) < row.probability({"a": 1e9}) < 1


@pytest.mark.parametrize(
    ("score", "clarity"),
    [
        (0.09, None),
        (0.1, Clarity.POSSIBLE),
        (0.3, Clarity.CLEAR),
        (0.6, Clarity.STRONG),
    ],
)
def test_a_threshold_belongs_to_the_level_above_it(
    score: float, clarity: Clarity | None
) -> None:
    assert Thresholds(**LIMITS).clarity(score) is clarity


@pytest.mark.parametrize(
    "limits",
    [
        {"floor": 0.5, "flag": 0.4},
        {"floor": 0.1, "flag": 1.4},
        {"floor": 0.1, "flag": 0.4, "clear": 0.8, "strong": 0.7},
    ],
)
def test_thresholds_must_rise(limits: dict[str, float]) -> None:
    with pytest.raises(SettingsError, match="rise"):
        Thresholds(**limits)
