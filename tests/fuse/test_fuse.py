"""Reasons become probabilities and markers, and nothing is lost on the way."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from builders import client, evidence, session, therapist
from transcript_rupture.domain import (
    SCORED_FAMILIES,
    Clarity,
    Evidence,
    Family,
    Role,
    TurnMeasures,
)
from transcript_rupture.fuse import (
    FamilyModel,
    FusionModel,
    Thresholds,
    fuse,
    noisy_or,
)

LIMITS = Thresholds(floor=0.1, flag=0.3, clear=0.4, strong=0.8)
TALK = session([therapist("a"), client("b")] * 5)
MEASURES = tuple(TurnMeasures(turn=t.index, words=4) for t in TALK.turns)


def model(**sources: float) -> FusionModel:
    """A model in which only a family's own strength counts."""
    families = {
        family: FamilyModel(weights={family.value: 4.0}, bias=-3.0, thresholds=LIMITS)
        for family in SCORED_FAMILIES
    }
    return FusionModel(families=families, sources=sources, fitted_on="nothing")


def reason(turn: int, code: str, family: Family, **more: object) -> Evidence:
    return evidence(turn, code, family=family, **{"source": f"rule:{code}", **more})


def test_a_turn_with_strong_evidence_becomes_a_flagged_marker_with_its_reasons() -> (
    None
):
    why = reason(3, "feeling_unseen", Family.CONFRONTATION, score=0.8)
    contra = reason(3, "genuine_agreement", Family.CONTRAST, against=True)

    fused = fuse(TALK, MEASURES, [why, contra], model=model())

    (marker,) = [m for m in fused.markers if m.family is Family.CONFRONTATION]
    assert (marker.turn, marker.code, marker.flagged) == (3, "feeling_unseen", True)
    assert marker.evidence == (why,)
    assert marker.against == (contra,)
    assert marker.score == fused.scores[3].confrontation


def test_without_evidence_there_is_a_low_score_and_no_marker() -> None:
    fused = fuse(TALK, MEASURES, [], model=model())

    assert fused.markers == ()
    assert 0 < fused.scores[1].withdrawal < LIMITS.floor


def test_client_families_are_zero_on_therapist_turns_and_the_other_way_round() -> None:
    scores = fuse(TALK, MEASURES, [], model=model()).scores

    assert scores[0].withdrawal == scores[0].confrontation == 0
    assert scores[1].repair == scores[1].strain == 0


def test_a_fitted_weight_replaces_the_authors_score() -> None:
    why = reason(1, "feeling_unseen", Family.CONFRONTATION, score=0.9)

    believed = fuse(TALK, MEASURES, [why], model=model())
    doubted = fuse(TALK, MEASURES, [why], model=model(**{"rule:feeling_unseen": 0.05}))

    assert doubted.scores[1].confrontation < believed.scores[1].confrontation


def test_a_weaker_second_code_is_shown_only_when_it_comes_close() -> None:
    first = reason(1, "feeling_unseen", Family.CONFRONTATION, score=0.8)
    close = reason(1, "feeling_controlled", Family.CONFRONTATION, score=0.5)
    far = reason(1, "threat_to_quit", Family.CONFRONTATION, score=0.1)

    fused = fuse(TALK, MEASURES, [first, close, far], model=model())

    assert [m.code for m in fused.markers if m.turn == 1] == [
        "feeling_unseen",
        "feeling_controlled",
    ]


def test_a_flagged_moment_without_repair_gives_a_missed_rupture() -> None:
    why = reason(3, "feeling_unseen", Family.CONFRONTATION, score=0.95)

    fused = fuse(TALK, MEASURES, [why], model=model())

    missed = [m for m in fused.markers if m.code == "missed_rupture"]
    assert [m.turn for m in missed] == [4]
    assert missed[0].evidence[0].source == "rule:absence"


def test_a_repair_in_the_second_answer_still_counts_as_taken_up() -> None:
    why = reason(3, "feeling_unseen", Family.CONFRONTATION, score=0.95)
    mend = reason(6, "owning_impact", Family.REPAIR, score=0.8)

    fused = fuse(TALK, MEASURES, [why, mend], model=model())

    assert "missed_rupture" not in {m.code for m in fused.markers}


def test_a_response_is_a_marker_only_where_there_was_a_repair_to_answer() -> None:
    answer = reason(5, "client_reengages", Family.RESPONSE, score=0.7)
    mend = reason(4, "owning_impact", Family.REPAIR, score=0.8)

    alone = fuse(TALK, MEASURES, [answer], model=model()).markers
    after = fuse(TALK, MEASURES, [mend, answer], model=model()).markers

    assert alone == ()
    assert [(m.turn, m.family, m.clarity) for m in after if m.turn == 5] == [
        (5, Family.RESPONSE, Clarity.STRONG)
    ]


CODES = st.sampled_from(
    [
        ("minimal_response", Family.WITHDRAWAL, 1),
        ("feeling_unseen", Family.CONFRONTATION, 1),
        ("owning_impact", Family.REPAIR, 0),
        ("pressing_on", Family.STRAIN, 0),
    ]
)


@st.composite
def reasons(draw: st.DrawFn) -> Evidence:
    """Evidence on a turn of the side that can have it."""
    code, family, side = draw(CODES)
    return reason(
        2 * draw(st.integers(0, 4)) + side,
        code,
        family,
        score=draw(st.floats(0, 1)),
        source=draw(st.sampled_from(["rule:A", "rule:B", "measure:C"])),
    )


@given(st.lists(reasons(), max_size=12))
def test_every_marker_has_evidence_of_its_own_code_on_its_own_turn(
    found: list[Evidence],
) -> None:
    fused = fuse(TALK, MEASURES, found, model=model())

    for marker in fused.markers:
        assert marker.evidence
        assert all(
            (e.turn, e.code) == (marker.turn, marker.code) for e in marker.evidence
        )
        assert marker.flagged == (marker.score >= LIMITS.flag)
        assert LIMITS.floor <= marker.score <= 1
    for turn, scores in zip(TALK.turns, fused.scores, strict=True):
        assert (scores.withdrawal > 0) == (turn.role is Role.CLIENT)


@given(st.lists(reasons(), max_size=12))
def test_the_order_of_evidence_does_not_matter(found: list[Evidence]) -> None:
    one = fuse(TALK, MEASURES, found, model=model())
    other = fuse(TALK, MEASURES, list(reversed(found)), model=model())

    assert one.scores == other.scores
    assert [(m.turn, m.code, m.score) for m in one.markers] == [
        (m.turn, m.code, m.score) for m in other.markers
    ]


@given(st.lists(st.floats(0, 1), max_size=8))
def test_more_reasons_never_weaken_a_case(scores: list[float]) -> None:
    assert 0 <= noisy_or(scores) <= 1
    assert noisy_or([*scores, 0.3]) >= noisy_or(scores) - 1e-12
