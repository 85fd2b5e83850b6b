"""Two programs side by side, and what the gate makes of it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from builders import marker
from evaluate.cases import found_in, rated
from transcript_rupture.domain import Family, Timeline
from transcript_rupture.evaluate.compare import (
    Comparison,
    Difference,
    Verdict,
    compare,
)
from transcript_rupture.evaluate.draws import Estimate
from transcript_rupture.evaluate.examples import ExampleCounts
from transcript_rupture.evaluate.gate import GateSettings, refusals
from transcript_rupture.evaluate.records import Program

ROWS = [
    rated("TC" * 5, {1: {"feeling_unseen": 3}, 2: {"owning_impact": 2}}, name=f"s{n}")
    for n in range(12)
]
EXAMPLES = ExampleCounts(
    positives=10, found=5, marked=6, near_misses=10, fired=1, touched=2
)
NO_FLOORS = GateSettings(floors={})


def flags(*turns: int, score: float = 0.8) -> dict[str, Timeline]:
    """The same turns flagged as confrontation in each session."""
    return {
        row.transcript.session_id: found_in(
            row,
            {turn: {"confrontation": score} for turn in turns},
            markers=[
                marker(turn, "feeling_unseen", family=Family.CONFRONTATION, score=score)
                for turn in turns
            ],
        )
        for row in ROWS
    }


def program(found: dict[str, Timeline], **changes: object) -> Program:
    return replace(Program(name="p", found=found, examples=EXAMPLES), **changes)  # type: ignore[arg-type]  # a builder


def compared(a: Program, b: Program) -> Comparison:
    return compare(ROWS, a, b, draws=60)


GOOD, BAD = program(flags(1)), program(flags(3))


def row(comparison: Comparison, subject: str, name: str) -> Difference:
    found = comparison.of(subject, name)
    assert found is not None
    return found


def test_a_program_against_itself_is_the_same_everywhere() -> None:
    same = compared(GOOD, GOOD)

    verdicts = {d.verdict for d in same.differences if d.b is not None}
    assert verdicts == {Verdict.EQUAL}
    assert row(same, "confrontation", "f1").better == 0.5


def test_a_clear_difference_says_which_is_better() -> None:
    f1 = row(compared(BAD, GOOD), "confrontation", "f1")

    assert (f1.a, f1.b, f1.verdict, f1.better) == (0.0, 1.0, Verdict.BETTER, 1.0)
    assert row(compared(GOOD, BAD), "confrontation", "f1").verdict is Verdict.WORSE


def test_fewer_false_flags_are_better() -> None:
    flags_an_hour = row(compared(BAD, GOOD), "sessions", "false_flags_per_hour")

    assert flags_an_hour.verdict is Verdict.BETTER
    assert flags_an_hour.difference.value is not None
    assert flags_an_hour.difference.value < 0
    assert flags_an_hour.better == 1.0


@pytest.mark.parametrize(
    ("low", "high", "verdict"),
    [
        (-0.1, 0.2, Verdict.OPEN),
        (0.0, 0.2, Verdict.OPEN),
        (0.01, 0.2, Verdict.BETTER),
        (-0.2, -0.01, Verdict.WORSE),
        (-0.0001, 0.0001, Verdict.EQUAL),
        (None, None, Verdict.OPEN),
    ],
)
def test_an_interval_that_holds_zero_is_too_few_to_tell(
    low: float | None, high: float | None, verdict: Verdict
) -> None:
    difference = Difference(
        subject="repair",
        name="f1",
        a=0.1,
        b=0.2,
        difference=Estimate(0.1, low, high),
        spread=0.1,
        better=0.7,
    )

    assert difference.verdict is verdict


def test_an_equal_program_passes_the_gate() -> None:
    assert list(refusals(compared(GOOD, GOOD), settings=NO_FLOORS)) == []


def test_a_worse_program_is_refused_with_each_reason() -> None:
    reasons = list(refusals(compared(GOOD, BAD), settings=NO_FLOORS))

    assert reasons == [
        "F1, mean of families, is 0.000; current 0.250 less noise is 0.250",
        "F1, mean of codes, is 0.000; current 0.500 less noise is 0.500",
        "confrontation: F1 0.000 is below its floor 1.000",
        "feeling_unseen: F1 0.000 is below its floor 1.000",
        "confrontation: calibration error 0.360; at most 0.100 is allowed",
    ]


def test_a_floor_of_the_settings_holds_whatever_the_current_model_does() -> None:
    (reason,) = refusals(
        compared(GOOD, GOOD), settings=GateSettings(floors={"repair": 0.2})
    )

    assert reason == "repair: F1 0.000 is below its floor 0.200"


def test_more_near_misses_are_a_reason_and_fewer_are_none() -> None:
    worse = program(flags(1), examples=replace(EXAMPLES, fired=2))

    (reason,) = refusals(compared(GOOD, worse), settings=NO_FLOORS)

    assert reason == "2 of 10 near-misses are flagged; current 1"
    assert list(refusals(compared(worse, GOOD), settings=NO_FLOORS)) == []


def test_unmeasured_near_misses_are_a_reason() -> None:
    unknown = program(flags(1), examples=None)

    assert "near-misses were not measured" in list(
        refusals(compared(GOOD, unknown), settings=NO_FLOORS)
    )


def test_calibration_may_be_bad_only_where_it_was_no_better() -> None:
    sure, timid = program(flags(1, score=1.0)), program(flags(1, score=0.3))

    (reason,) = refusals(compared(sure, timid), settings=NO_FLOORS)

    assert reason == "confrontation: calibration error 0.140; at most 0.100 is allowed"
    assert list(refusals(compared(timid, timid), settings=NO_FLOORS)) == []
