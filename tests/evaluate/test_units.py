"""What counts as a unit, and what as positive, found and flagged."""

from __future__ import annotations

from builders import marker, session, timeline, turn
from evaluate.cases import found_in, rated
from transcript_rupture.domain import Family, Role, TurnScores
from transcript_rupture.evaluate.counts import count, hours
from transcript_rupture.evaluate.units import Unit, units_of


def unit(score: float, *, positive: bool, flagged: bool) -> Unit:
    return Unit(positive=positive, score=score, flagged=flagged)


def test_clear_codes_are_positive_and_possible_ones_left_out() -> None:
    row = rated(
        "CCC", {0: {"feeling_unseen": 2}, 1: {"feeling_unseen": 1}, 2: {"logistics": 3}}
    )

    units = units_of(row, found_in(row, {0: {"confrontation": 0.7}}))

    assert units.families[Family.CONFRONTATION] == [
        Unit(positive=True, score=0.7, flagged=False),
        Unit(positive=False, score=0.0, flagged=False),
    ]
    assert len(units.families[Family.WITHDRAWAL]) == 3
    assert units.families[Family.REPAIR] == []


def test_a_flag_counts_for_its_family_and_its_code() -> None:
    row = rated("C", {0: {"feeling_unseen": 2}})
    shown = marker(0, "feeling_unseen", family=Family.CONFRONTATION, score=0.4)
    other = marker(
        0, "defending_self", family=Family.CONFRONTATION, score=0.1, flagged=False
    )

    units = units_of(row, found_in(row, markers=[shown, other]))

    assert units.families[Family.CONFRONTATION][0].flagged
    assert units.codes["feeling_unseen"] == [unit(0.4, positive=True, flagged=True)]
    assert units.codes["defending_self"] == [unit(0.1, positive=False, flagged=False)]


def test_utterances_of_one_turn_are_one_unit_with_their_best_code() -> None:
    row = rated("CCT", {1: {"feeling_unseen": 3}})
    joined = turn("both", role=Role.CLIENT, utterances=("0", "1"))
    answer = turn("yes", role=Role.THERAPIST, utterances=("2",))
    found = timeline(
        session([joined, answer]), scores=(TurnScores(confrontation=0.9), TurnScores())
    )

    units = units_of(row, found)

    assert units.families[Family.CONFRONTATION] == [
        unit(0.9, positive=True, flagged=False)
    ]


def test_a_turn_of_two_sides_is_a_unit_of_each() -> None:
    row = rated("CT")
    both = turn("both", role=Role.CLIENT, utterances=("0", "1"))

    units = units_of(row, timeline(session([both])))

    assert len(units.families[Family.WITHDRAWAL]) == 1
    assert len(units.families[Family.REPAIR]) == 1


def test_what_no_turn_covers_was_not_found() -> None:
    row = rated("CC", {1: {"feeling_unseen": 2}})
    alone = timeline(session([turn("one", utterances=("0",))]))

    units = units_of(row, alone)

    assert units.families[Family.CONFRONTATION][1] == unit(
        0.0, positive=True, flagged=False
    )
    assert units_of(row, None).families[Family.CONFRONTATION][1].score == 0.0


def test_false_flags_are_flags_on_turns_without_any_code_of_the_family() -> None:
    row = rated("CC", {0: {"minimal_response": 1}})
    flags = [marker(0), marker(1)]

    counts = count([row], {"s1": found_in(row, markers=flags)})

    assert counts.false_flags.tolist() == [1.0]


def test_a_session_without_times_is_as_long_as_its_words() -> None:
    row = rated("CT")

    words = sum(len(u.text.split()) for u in row.transcript.utterances)
    assert hours(row) == words / 9_000
