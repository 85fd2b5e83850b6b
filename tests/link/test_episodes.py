"""Which moments belong together, how heavy they are, and how they ended.

Numbers are turns; C is the client, T the therapist.
"""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import client, marker, session, therapist
from transcript_rupture.config import LinkSettings
from transcript_rupture.domain import (
    Answer,
    Clarity,
    EpisodeType,
    Family,
    Marker,
    Resolution,
    Role,
    Session,
)
from transcript_rupture.link import link


def talk(turns: int = 30) -> Session:
    """C T C T ... of the wanted length."""
    return session(
        [client("a") if i % 2 == 0 else therapist("b") for i in range(turns)]
    )


def withdrawal(turn: int, code: str = "minimal_response", **more: object) -> Marker:
    return marker(turn, code, family=Family.WITHDRAWAL, **more)


def confrontation(
    turn: int, code: str = "rejecting_intervention", **more: object
) -> Marker:
    return marker(turn, code, family=Family.CONFRONTATION, **more)


def repair(turn: int, code: str = "owning_impact") -> Marker:
    return marker(turn, code, family=Family.REPAIR)


def strain(turn: int, code: str = "pressing_on") -> Marker:
    return marker(turn, code, family=Family.STRAIN)


def response(turn: int, code: str = "client_reengages") -> Marker:
    return marker(turn, code, family=Family.RESPONSE)


def test_no_marker_makes_no_episode() -> None:
    assert link(talk(), []).episodes == ()


def test_a_therapist_lapse_alone_opens_no_episode() -> None:
    assert link(talk(), [strain(3), repair(5)]).episodes == ()


def test_a_possible_marker_opens_no_episode() -> None:
    faint = withdrawal(4, flagged=False, clarity=Clarity.POSSIBLE)

    assert link(talk(), [faint]).episodes == ()


def test_markers_within_eight_turns_are_one_episode_and_beyond_that_two() -> None:
    near = link(talk(), [withdrawal(2), withdrawal(10)]).episodes
    far = link(talk(), [withdrawal(2), withdrawal(12)]).episodes

    assert [(e.start_turn, e.end_turn) for e in near] == [(2, 10)]
    assert [(e.start_turn, e.end_turn) for e in far] == [(2, 2), (12, 12)]


def test_an_episode_ends_with_the_clients_answer_to_a_repair() -> None:
    markers = [withdrawal(2), repair(3), response(4)]

    (episode,) = link(talk(), markers).episodes

    assert (episode.start_turn, episode.end_turn) == (2, 4)
    assert episode.repairs == (Answer(3, "owning_impact"),)
    assert episode.latency_turns == 1
    assert episode.response == Answer(4, "client_reengages")
    assert episode.resolution is Resolution.RESOLVED


def test_answers_are_listed_in_order_with_strain_among_them() -> None:
    markers = [withdrawal(2), strain(3), withdrawal(4), repair(5)]

    (episode,) = link(talk(), markers).episodes

    assert episode.answers == (
        Answer(3, "pressing_on"),
        Answer(5, "owning_impact"),
    )


def test_without_repair_nothing_was_attempted() -> None:
    markers = [confrontation(2), strain(3, "token_apology")]

    (episode,) = link(talk(), markers).episodes

    assert episode.resolution is Resolution.NOT_ATTEMPTED
    assert episode.latency_turns is None


@pytest.mark.parametrize(
    ("turn", "resolution"),
    [
        (None, "attempted_unresolved"),
        (4, "attempted_unresolved"),
        (6, "partly_resolved"),
    ],
)
def test_a_repair_met_with_appeasement_is_never_resolved(
    turn: int | None, resolution: str
) -> None:
    markers = [
        confrontation(2),
        repair(3),
        withdrawal(4, "appeasing_deference"),
        repair(5, "staying_open"),
        *([response(turn)] if turn else []),
    ]

    (episode,) = link(talk(), markers).episodes

    assert episode.resolution.value == resolution


def test_without_an_answer_to_the_repair_only_further_work_tells() -> None:
    markers = [confrontation(2), repair(3)]
    silent = session([client("a"), therapist("b")] * 8)
    working = session(
        [
            client("what I mean is " * 6 if i > 3 else "a")
            if i % 2 == 0
            else therapist("b")
            for i in range(16)
        ]
    )

    (unknown,) = link(silent, markers).episodes
    (known,) = link(working, markers).episodes

    assert unknown.resolution is Resolution.UNCLEAR
    assert known.resolution is Resolution.PARTLY_RESOLVED


def test_a_rejected_repair_stays_unresolved() -> None:
    markers = [confrontation(2), repair(3), response(4, "client_rejects_repair")]

    (episode,) = link(talk(), markers).episodes

    assert episode.resolution is Resolution.ATTEMPTED_UNRESOLVED


def test_a_repair_at_the_very_end_leaves_it_unclear() -> None:
    (episode,) = link(talk(4), [confrontation(2), repair(3)]).episodes

    assert episode.resolution is Resolution.UNCLEAR


def test_the_type_goes_with_three_quarters_of_the_turns() -> None:
    three_to_one = [confrontation(0), confrontation(2), confrontation(4), withdrawal(6)]
    one_to_one = [confrontation(0), withdrawal(2)]

    assert link(talk(), three_to_one).episodes[0].type is EpisodeType.CONFRONTATION
    assert link(talk(), one_to_one).episodes[0].type is EpisodeType.MIXED
    assert link(talk(), [withdrawal(0)]).episodes[0].type is EpisodeType.WITHDRAWAL


def test_one_quiet_marker_is_micro_and_repair_does_not_change_that() -> None:
    (alone,) = link(talk(), [withdrawal(2, "sudden_agreement")]).episodes
    (mended,) = link(talk(), [withdrawal(2, "sudden_agreement"), repair(3)]).episodes

    assert (alone.intensity, alone.level) == (mended.intensity, mended.level)
    assert (alone.intensity, alone.level) == (1, "micro")


def test_a_forceful_lasting_confrontation_is_major_and_says_why() -> None:
    angry = session(
        [
            client("This is ridiculous!" if i == 2 else "a")
            if i % 2 == 0
            else therapist("b")
            for i in range(30)
        ]
    )
    markers = [
        confrontation(2),
        confrontation(4, "feeling_unseen"),
        confrontation(6, "therapy_not_helping"),
        confrontation(8),
    ]

    (episode,) = link(angry, markers).episodes

    assert episode.level == "major"
    assert episode.reasons == (
        "explicitness 2: said in forceful words",
        "persistence 2: 4 client turns",
        "spread 1: 3 kinds of marker",
        "consequence 1: the work slows",
    )


def test_how_sure_the_program_is_says_nothing_about_how_forceful_it_was() -> None:
    faint, sure = (
        link(talk(), [confrontation(2, clarity=clarity)]).episodes[0]
        for clarity in (Clarity.CLEAR, Clarity.STRONG)
    )

    assert faint.intensity == sure.intensity


def test_two_codes_on_one_turn_are_one_moment() -> None:
    second = confrontation(2, "feeling_unseen", score=0.5)

    (one,) = link(talk(), [confrontation(2)]).episodes
    (both,) = link(talk(), [confrontation(2), second]).episodes

    assert (one.score, one.intensity, one.reasons) == (
        both.score,
        both.intensity,
        both.reasons,
    )


@pytest.mark.parametrize(
    ("turns", "at", "level"), [(30, 2, "micro"), (30, 28, "major"), (4, 2, "major")]
)
def test_a_threat_to_quit_is_major_when_the_session_ends_on_it(
    turns: int, at: int, level: str
) -> None:
    (episode,) = link(talk(turns), [confrontation(at, "threat_to_quit")]).episodes

    assert episode.level == level


def test_a_gap_of_another_length_can_be_set() -> None:
    markers = [withdrawal(2), withdrawal(8)]

    found = link(talk(), markers, settings=LinkSettings(gap_turns=4)).episodes

    assert len(found) == 2


CODES = st.sampled_from(
    [
        (Family.WITHDRAWAL, "minimal_response"),
        (Family.CONFRONTATION, "feeling_unseen"),
        (Family.REPAIR, "owning_impact"),
        (Family.STRAIN, "pressing_on"),
        (Family.RESPONSE, "client_reengages"),
    ]
)


@st.composite
def some_markers(draw: st.DrawFn) -> list[Marker]:
    """Markers on turns of the side that can have them."""
    found = []
    for _ in range(draw(st.integers(0, 12))):
        family, code = draw(CODES)
        side = 1 if family in {Family.REPAIR, Family.STRAIN} else 0
        flagged = draw(st.booleans())
        found.append(
            marker(
                2 * draw(st.integers(0, 14)) + side,
                code,
                family=family,
                flagged=flagged,
                clarity=Clarity.CLEAR if flagged else Clarity.POSSIBLE,
            )
        )
    return found


@given(some_markers())
def test_episodes_hold_every_flagged_client_marker_and_never_overlap(
    markers: list[Marker],
) -> None:
    whole = talk()
    linked = link(whole, markers)
    spans = [(e.start_turn, e.end_turn) for e in linked.episodes]

    assert all(a[1] < b[0] for a, b in pairwise(spans))
    for found in markers:
        if found.flagged and found.family in {Family.WITHDRAWAL, Family.CONFRONTATION}:
            assert any(first <= found.turn <= last for first, last in spans)
    for episode in linked.episodes:
        assert whole.turns[episode.start_turn].role is Role.CLIENT
        assert all(a.turn > episode.start_turn for a in episode.repairs)
        assert 1 <= episode.intensity <= 5


@given(some_markers())
def test_the_order_of_markers_does_not_matter(markers: list[Marker]) -> None:
    assert link(talk(), markers) == link(talk(), list(reversed(markers)))
