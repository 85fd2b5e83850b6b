"""Measures of whole sessions: against the client's own baseline, causal, finite."""

from __future__ import annotations

import math
from dataclasses import astuple, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import client, session, therapist, turn
from measure.stories import OPEN, STORIES, talking
from transcript_rupture.domain import Role, Session, TimeQuality, TurnMeasures
from transcript_rupture.errors import SettingsError
from transcript_rupture.measure import MeasureSettings, measure
from transcript_rupture.measure.baseline import Baseline, talkative
from transcript_rupture.measure.engagement import Curve


def test_each_turn_is_measured() -> None:
    measured = measure(session([therapist("How are you?"), client("Sad, I guess.")]))

    z = round((math.log(4) - math.log(13)) / 0.5, 6)
    assert measured == (
        TurnMeasures(
            turn=0,
            words=3,
            baseline_words=12.0,
            length_z=z,
            questions=1,
            talkative=0.666588,
            engagement=0.5,
        ),
        TurnMeasures(
            turn=1,
            words=3,
            baseline_words=12.0,
            length_z=z,
            first_person=1 / 3,
            feeling=1 / 3,
            hedges=1 / 3,
            invited=1.0,
            talkative=0.64618,
            engagement=0.506609,
        ),
    )


def test_length_is_measured_against_the_speakers_own_turns() -> None:
    measured = measure(session([*talking(8), therapist(OPEN), client("It was fine.")]))

    last = measured[-1]
    assert last.words == 3
    assert last.baseline_words == pytest.approx(30, abs=1)
    assert last.length_z < -3
    assert last.talkative > 0.9


def test_listening_noises_do_not_lower_the_baseline() -> None:
    noises = [t for _ in range(9) for t in (therapist("It is late."), client("Mm-hm."))]

    measured = measure(session([*talking(5), *noises]))

    assert measured[-1].baseline_words == pytest.approx(30, abs=1)


def test_a_terse_client_is_not_talkative() -> None:
    terse = [
        t for _ in range(8) for t in (therapist(STORIES[0]), client("I went home."))
    ]

    measured = measure(session(terse))

    assert measured[-1].baseline_words == pytest.approx(3)
    assert measured[-1].length_z == pytest.approx(0)
    assert measured[-1].talkative < 0.1


def test_delay_and_silence_need_exact_times() -> None:
    asked = therapist(OPEN, start_ms=0, end_ms=2_000)
    answer = client("[pause] Bad.", start_ms=7_000, end_ms=8_000)

    exact = measure(session([asked, answer], time_quality=TimeQuality.EXACT))[1]
    partial = measure(session([asked, answer], time_quality=TimeQuality.PARTIAL))[1]

    assert (exact.delay_ms, exact.silence_ms) == (5_000, 5_500)
    assert (partial.delay_ms, partial.silence_ms) == (None, 2_000)


def test_an_invitation_reaches_over_a_murmur_of_somebody_else() -> None:
    wife = client("Mm.", speaker="Wife")

    measured = measure(session([therapist(OPEN), wife, client("Bad."), wife]))

    assert [m.invited for m in measured] == [0.0, 1.0, 1.0, 0.0]


def test_an_invitation_ends_where_somebody_else_takes_it_up() -> None:
    wife = client("Do you want to go first?", speaker="Wife")

    measured = measure(session([therapist(OPEN), wife, client("You go.")]))

    assert [m.invited for m in measured] == [0.0, 1.0, 0.0]


def test_each_client_has_a_curve_of_their_own() -> None:
    wife = client("I hate it, I feel so lonely and I am scared.", speaker="Wife")
    both = [*talking(3), therapist(OPEN), wife, *talking(1)]

    alone = measure(session([*talking(3), *talking(1)]))
    together = measure(session(both))

    assert together[-1].engagement == alone[-1].engagement


def test_therapist_turns_carry_the_curve_on() -> None:
    measured = measure(session([*talking(3), therapist("It is late.")]))

    assert measured[-1].engagement == measured[-2].engagement


def test_short_answers_to_open_questions_by_a_talking_client_go_flat() -> None:
    quiet = [t for _ in range(4) for t in (therapist(OPEN), client("Fine."))]

    measured = measure(session([*talking(9), *quiet]))

    assert [m.flat for m in measured[18:]] == [False] * 3 + [
        True,
        False,
        True,
        False,
        True,
    ]


def test_short_answers_to_closed_questions_do_not_go_flat() -> None:
    plain = [t for _ in range(4) for t in (therapist("Did you eat?"), client("I did."))]

    assert not any(m.flat for m in measure(session([*talking(9), *plain])))


def test_terse_clients_do_not_go_flat() -> None:
    terse = [t for _ in range(12) for t in (therapist(OPEN), client("It was okay."))]

    assert not any(m.flat for m in measure(session(terse)))


def test_somebody_who_is_neither_moves_no_curve() -> None:
    observer = turn("Tape two.", role=Role.OTHER)

    measured = measure(session([*talking(2), observer]))

    assert (measured[-1].invited, measured[-1].flat) == (0.0, False)
    assert measured[-1].engagement == measured[-2].engagement


TEXTS = st.one_of(
    st.sampled_from(
        [
            "",
            "Mm-hm.",
            "[silence 20s]",
            OPEN,
            STORIES[0],
            "yeah okay",
            "?",
            "(pause) no",
            "-",
        ]
    ),
    st.text(max_size=40),
)
ROLES = st.sampled_from([Role.THERAPIST, Role.CLIENT, Role.OTHER])
TURNS = st.lists(st.builds(lambda r, t: turn(t, role=r), ROLES, TEXTS), max_size=30)
SESSIONS = st.builds(session, TURNS, seconds=st.sampled_from([0, 7]))


@given(SESSIONS)
def test_measures_are_finite_and_in_range(given_session: Session) -> None:
    for index, m in enumerate(measure(given_session)):
        assert m.turn == index
        assert all(math.isfinite(v) for v in astuple(m) if v is not None)
        assert all(0.0 <= share <= 1.0 for share in shares(m))
        assert min(m.words, m.silence_ms, m.questions, m.baseline_words) >= 0


@given(SESSIONS, st.integers(0, 30))
def test_what_comes_later_changes_no_number(given_session: Session, cut: int) -> None:
    first = replace(given_session, turns=given_session.turns[:cut])

    assert measure(first) == measure(given_session)[:cut]


def shares(m: TurnMeasures) -> tuple[float, ...]:
    return (
        m.agreement,
        m.echo,
        m.first_person,
        m.feeling,
        m.abstraction,
        m.hedges,
        m.negation,
        m.distance_other,
        m.distance_own,
        m.invited,
        m.talkative,
        m.engagement,
    )


def test_a_baseline_leans_on_the_usual_while_little_is_known() -> None:
    baseline = Baseline(usual_words=12, known_turns=2)
    before = baseline.words
    baseline.add(40)
    after_one = baseline.words
    baseline.add(40)

    assert before == pytest.approx(12)
    assert 12 < after_one < 40
    assert baseline.words == pytest.approx(40)


def test_elaborating_is_both_length_and_share() -> None:
    assert talkative(30, share=0.5) == 1.0
    assert talkative(30, share=0.0) == pytest.approx(0.7)
    assert 0 < talkative(12, share=0.3) < 1


def test_the_chart_waits_until_it_knows_the_client_and_the_change_lasts() -> None:
    curve = Curve(MeasureSettings(chart_turns=3, sustained_turns=2))
    flat = []
    for level in (0.9, 0.0, 0.9, 0.9, 0.9, 0.9, 0.9, 0.9, 0.2, 0.2, *[0.9] * 9):
        curve.add(level)
        flat.append(curve.flat)

    assert [turn for turn, is_flat in enumerate(flat) if is_flat] == [9, 10, 11, 12]


def test_a_steady_client_is_not_flat_however_high_the_level() -> None:
    curve = Curve(MeasureSettings())
    flat = []
    for _ in range(40):
        curve.add(0.95, telling=0.5)
        flat.append(curve.flat)

    assert not any(flat)


def test_what_tells_little_moves_the_curve_little() -> None:
    loud, soft = Curve(MeasureSettings()), Curve(MeasureSettings())
    loud.add(0.0)
    soft.add(0.0, telling=0.1)

    assert [loud.value, soft.value] == pytest.approx([0.35, 0.485])


@pytest.mark.parametrize(
    "wrong", [{"smoothing": 0.0}, {"smoothing": 1.5}, {"chart_turns": 0}]
)
def test_settings_that_make_no_sense_are_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(SettingsError):
        MeasureSettings(**wrong)  # type: ignore[arg-type]  # wrong on purpose
