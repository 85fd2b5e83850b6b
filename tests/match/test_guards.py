"""What looks like strain and is told, quoted, meant for others, taken back or played."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transcript_rupture.match.guards import GUARDS, Candidate
from transcript_rupture.match.reading import normalize, read_turn


def candidate(text: str, words: str, *, in_role_play: bool = False) -> Candidate:
    """The first place in a text at which the normalized words stand."""
    reading, wanted = read_turn(text), normalize(words)
    start = next(
        i
        for i in range(len(reading.words))
        if reading.words[i : i + len(wanted)] == wanted
    )
    return Candidate(reading, start, start + len(wanted), in_role_play=in_role_play)


def held_back_by(text: str, words: str, *, in_role_play: bool = False) -> set[str]:
    found = candidate(text, words, in_role_play=in_role_play)
    return {name for name, guard in GUARDS.items() if guard.holds(found)}


SAID_HERE = [
    ("You never listen.", "you never listen"),
    ("Honestly, you just sit there like a robot.", "sit there like a robot"),
    ("I told you five times, you never listen.", "you never listen"),
    ("I thought you would help, you never listen.", "you never listen"),
    ("Like I said, this is pointless.", "this is pointless"),
    ("As I said before, this is pointless.", "this is pointless"),
    ("I do not like that you never listen.", "you never listen"),
    ("My boss listens better. You never listen.", "you never listen"),
    ("I was thinking you never listen.", "you never listen"),
    ("You never listen, my wife says so too.", "you never listen"),
    ("This is ridiculous, my doctor never asked.", "this is ridiculous"),
    ("Therapy is pointless and my wife agrees.", "pointless"),
]


@pytest.mark.parametrize(("text", "words"), SAID_HERE)
def test_what_is_said_to_the_person_in_the_room_is_let_through(
    text: str, words: str
) -> None:
    assert held_back_by(text, words) == set()


TOLD = [
    ("I told my husband, you never listen to me.", "you never listen"),
    ("So I said to her, this is pointless, and left.", "this is pointless"),
    ("She asked me whether you even care.", "you even care"),
    ("He was like, you never listen.", "you never listen"),
    ("And I'm like, you never listen.", "you never listen"),
    ("They were like, this is pointless.", "this is pointless"),
    ("My boss looks at me. And I'm thinking, you never listen.", "you never listen"),
    ("He smiles. I'm thinking, you fool. You never listen.", "you never listen"),
]


@pytest.mark.parametrize(("text", "words"), TOLD)
def test_words_told_as_speech_are_no_act_of_the_speaker(text: str, words: str) -> None:
    assert "reported" in held_back_by(text, words)


QUOTED = [
    ('It was always "you never listen" at home.', "you never listen"),
    ("It was always “you never listen” at home.", "you never listen"),
    ("It was always 'you never listen' at home.", "you never listen"),
]


@pytest.mark.parametrize(("text", "words"), QUOTED)
def test_words_in_quotation_marks_are_no_act_of_the_speaker(
    text: str, words: str
) -> None:
    assert "quoted" in held_back_by(text, words)


def test_an_apostrophe_does_not_open_a_quotation() -> None:
    text = "It doesn't help, you never listen, and I can't go on."

    assert held_back_by(text, "you never listen") == set()


SWAPPED = [
    ("My mother just sits there like a robot.", "like a robot"),
    ("My boss had this stupid idea.", "this stupid idea"),
    ("The psychiatrist had no idea.", "no idea"),
    ("He is so cold.", "so cold"),
    ("It is pointless, my brother never calls.", "it is pointless"),
    ("My last therapist was useless.", "useless"),
    ("The previous counselor: you never listen, all day.", "you never listen"),
]


@pytest.mark.parametrize(("text", "words"), SWAPPED)
def test_a_complaint_about_somebody_else_is_no_complaint_here(
    text: str, words: str
) -> None:
    assert "third_party" in held_back_by(text, words)


@pytest.mark.parametrize(
    "subject", ["my boss", "my wife", "my doctor", "my sister", "the landlord"]
)
def test_swapping_you_for_a_third_person_swaps_the_target(subject: str) -> None:
    here = held_back_by("You have no idea.", "no idea")
    elsewhere = held_back_by(f"I think {subject} has no idea.", "no idea")

    assert (here, elsewhere) == (set(), {"third_party"})


def test_a_better_former_helper_does_not_hide_the_complaint() -> None:
    text = "You are worse than my last therapist."

    assert held_back_by(text, "you are worse") == set()


TAKEN_BACK = [
    ("I'm not saying you never listen.", "you never listen"),
    ("It's not like you never listen.", "you never listen"),
    ("I didn't mean you never listen.", "you never listen"),
    ("It's not that you never listen.", "you never listen"),
]


@pytest.mark.parametrize(("text", "words"), TAKEN_BACK)
def test_what_is_taken_back_is_not_held_against_the_speaker(
    text: str, words: str
) -> None:
    assert "negated" in held_back_by(text, words)


def test_a_denial_in_the_sentence_before_does_not_reach_over() -> None:
    text = "I'm not saying it is easy. You never listen."

    assert held_back_by(text, "you never listen") == set()


def test_words_of_a_role_play_belong_to_the_role_play() -> None:
    found = held_back_by("You never listen.", "you never listen", in_role_play=True)

    assert found == {"role_play"}


FILLING = st.lists(st.sampled_from(["well", "really", "today", "now", "and"]))


@given(FILLING, FILLING)
def test_plain_words_around_a_complaint_never_hold_it_back(
    before: list[str], after: list[str]
) -> None:
    text = " ".join([*before, "you never listen", *after])

    assert held_back_by(text, "you never listen") == set()


@given(FILLING)
def test_quotation_marks_always_hold_a_complaint_back(before: list[str]) -> None:
    text = " ".join([*before, '"you never listen"'])

    assert held_back_by(text, "you never listen") == {"quoted"}


def test_every_guard_names_its_own_contrast_class() -> None:
    named = {name: guard.code for name, guard in GUARDS.items()}

    assert named == {
        "reported": "reported_speech",
        "quoted": "reported_speech",
        "third_party": "third_party_complaint",
        "negated": "collaborative_disagreement",
        "role_play": "role_play_or_exercise",
    }
