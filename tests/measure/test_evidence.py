"""Evidence from measures: what counts, what does not, and what speaks against it."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import client, session, therapist
from measure.stories import OPEN, STORIES, talking
from transcript_rupture.domain import Evidence, Family, Turn
from transcript_rupture.measure import measure
from transcript_rupture.measure.evidence import measure_evidence

TALKING = talking()


def found(turns: Sequence[Turn]) -> list[Evidence]:
    given_session = session(turns)
    return list(measure_evidence(given_session, measure(given_session)))


LECTURE = "and then it goes from the liver " * 2 + "to the heart and the skin"


def after_talking(*turns: Turn) -> list[tuple[int, str]]:
    """Which evidence is found after a client has been talking, by turn from there."""
    start = len(TALKING)
    return [
        (e.turn - start, e.source.removeprefix("measure:"))
        for e in found([*TALKING, *turns])
        if e.turn >= start
    ]


def test_a_bare_answer_to_an_open_question_is_evidence_with_its_numbers() -> None:
    evidence = found([*TALKING, therapist(OPEN), client("Not really, no.")])

    assert evidence == [
        Evidence(
            turn=19,
            code="minimal_response",
            family=Family.WITHDRAWAL,
            source="measure:minimal_response",
            score=0.6,
            why="3 words after an open question; this client's usual turn is 30 words",
        )
    ]


@pytest.mark.parametrize(
    ("asked", "answer"),
    [
        ("Did you take the bus?", "Yep."),
        ("The liver stores the fat.", "Okay."),
        ("It sounds like you were lonely.", "Yeah."),
        (OPEN, "It was like being ten again and small."),
    ],
)
def test_a_short_answer_to_anything_else_is_no_evidence(
    asked: str, answer: str
) -> None:
    signs = after_talking(therapist(asked), client(answer))

    assert "minimal_response" not in [name for _, name in signs]


def test_a_client_known_to_be_terse_gives_no_evidence() -> None:
    asks = therapist("Tell me more about the things that you would like to do today.")
    terse = [t for _ in range(12) for t in (asks, client("It was okay then."))]

    assert [e for e in found(terse) if e.turn > 10] == []


def test_an_answer_with_a_word_of_its_own_weighs_less() -> None:
    empty = found([*TALKING, therapist(OPEN), client("Fine.")])
    filled = found([*TALKING, therapist(OPEN), client("Lonely.")])

    assert filled[-1].score < empty[-1].score


def test_three_short_answers_in_a_row_are_going_quiet() -> None:
    short = [t for _ in range(3) for t in (therapist(OPEN), client("It hurt me then."))]

    signs = after_talking(*short)

    assert (5, "going_quiet") in signs
    assert (3, "going_quiet") not in signs


def test_murmurs_under_an_explanation_are_not_going_quiet() -> None:
    explained = [
        t for _ in range(5) for t in (therapist("It stores fat."), client("Okay."))
    ]

    assert after_talking(*explained) == []


def test_the_turn_where_the_curve_goes_flat_is_marked_once() -> None:
    short = [t for _ in range(6) for t in (therapist(OPEN), client("Fine."))]

    flat = [turn for turn, name in after_talking(*short) if name == "flat"]

    assert len(flat) == 1


def test_a_long_silence_that_ends_in_little_is_going_quiet() -> None:
    signs = after_talking(
        therapist("Was it hard?"), client("[silence 20s] I cannot say it.")
    )

    assert signs == [(1, "long_silence"), (1, "ordinary_brief_answer")]


def test_bare_assent_twice_is_no_longer_exploring() -> None:
    reflection = therapist("It sounds like being let down is the older story here.")
    signs = after_talking(
        reflection, client("Mm-hm."), reflection, client("Yeah, that makes sense.")
    )

    assert signs == [(3, "flat"), (3, "stopped_exploring")]


def test_agreement_with_material_of_ones_own_is_genuine() -> None:
    asks = therapist("It sounds like there is anger under the politeness.")
    agrees = client("Yes, like when he hung up and I told him no problem at all.")

    assert found([*TALKING, asks, agrees])[-1] == Evidence(
        turn=19,
        code="genuine_agreement",
        family=Family.CONTRAST,
        source="measure:genuine_agreement",
        score=0.42,
        why="agreement is followed by 12 words of the client's own",
        against=True,
    )


def test_yes_but_is_not_agreement() -> None:
    signs = after_talking(
        therapist("It sounds like there is anger."),
        client("Yeah, but when he hung up I was happy and I told him that too."),
    )

    assert signs == []


def test_a_question_of_fact_makes_a_brief_answer_ordinary() -> None:
    evidence = found([*TALKING, therapist("How often?"), client("Twice a week.")])

    assert [(e.code, e.score, e.against) for e in evidence] == [
        ("ordinary_brief_answer", 0.6, True)
    ]


def test_a_pause_that_ends_in_material_is_reflective() -> None:
    signs = after_talking(
        therapist(OPEN),
        client("[long pause] What I want to say is that I was scared of her."),
    )

    assert signs == [(1, "reflective_pause")]


TEXTS = st.one_of(
    st.sampled_from(
        ["", "Mm-hm.", "[silence 20s]", OPEN, STORIES[0], "zanzibar", "Did you?"]
    ),
    st.text(max_size=30),
)
TURNS = st.lists(
    st.builds(lambda t, who: who(t), TEXTS, st.sampled_from([client, therapist])),
    max_size=40,
)


@given(TURNS)
def test_evidence_is_on_client_turns_and_repeats_no_words(turns: list[Turn]) -> None:
    given_session = session(turns)

    for evidence in measure_evidence(given_session, measure(given_session)):
        assert given_session.turns[evidence.turn].role.value == "client"
        assert evidence.against == (evidence.family is Family.CONTRAST)
        assert "zanzibar" not in evidence.why


@pytest.mark.parametrize(
    ("asked", "answer"),
    [
        ("It was a long day.", "Three times."),
        ("Did you eat?", "[nods]"),
    ],
)
def test_only_words_after_a_question_are_an_ordinary_brief_answer(
    asked: str, answer: str
) -> None:
    assert after_talking(therapist(asked), client(answer)) == []


def test_bare_assent_twice_by_a_terse_client_is_only_their_way() -> None:
    reflection = therapist("It sounds like being let down is the older story here.")
    terse = [t for _ in range(9) for t in (reflection, client("I was there."))]
    assents = [t for _ in range(2) for t in (reflection, client("Yeah."))]

    assert [e for e in found([*terse, *assents]) if e.turn > 16] == []


@pytest.mark.parametrize(
    ("asked", "answer", "why"),
    [
        (
            f"You should stop, {LECTURE}.",
            "Okay.",
            "1 word of mere compliance after advice of 23 words",
        ),
        (
            "I think we need a plan.",
            "Um, all right. I'll try.",
            "5 words of mere compliance after advice of 6 words",
        ),
        (
            f"The fat stays, {LECTURE}.",
            "Sure. Okay.",
            "2 words of mere compliance after an explanation of 23 words",
        ),
    ],
)
def test_mere_compliance_with_advice_takes_nothing_up(
    asked: str, answer: str, why: str
) -> None:
    evidence = found([therapist(asked), client(answer)])

    assert [(e.code, e.source, e.why) for e in evidence] == [
        ("stopped_exploring", "measure:bare_compliance", why)
    ]


@pytest.mark.parametrize(
    ("asked", "answer"),
    [
        ("You should stop.", "Yeah."),
        ("You should stop.", "Okay, my sister said so too."),
        ("The fat stays.", "Okay."),
        ("You should stop.", "I guess so."),
    ],
)
def test_confirming_or_taking_up_is_not_mere_compliance(
    asked: str, answer: str
) -> None:
    assert found([therapist(asked), client(answer)]) == []
