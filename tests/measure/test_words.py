"""Words, assent, pauses and invitations: what each measure counts."""

from __future__ import annotations

import pytest

from builders import client
from transcript_rupture.domain import Span, Turn
from transcript_rupture.measure.assent import (
    agreement,
    distance,
    echo,
    newness,
    opening_assent,
)
from transcript_rupture.measure.invitation import (
    Invitation,
    count_questions,
    invitation,
)
from transcript_rupture.measure.lexicon import FEELING, NEGATION
from transcript_rupture.measure.pauses import delay_ms, noted_silence_ms, waited_ms
from transcript_rupture.measure.words import Words, words_of


def words(text: str) -> Words:
    return words_of(client(text))


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("", ()),
        ("[silence 20s] Dunno.", ("dunno",)),
        ("I don’t – know (laughs).", ("i", "don't", "know")),
        ("He (my brother) left.", ("he", "my", "brother", "left")),
        ("*sighs* &=laugh Well-being, 3 times…", ("well-being", "3", "times")),
        ("so I was- -going", ("so", "i", "was", "going")),
        ("[NAME] said [Mm-hm.] no", ("said", "no")),
        ("ünïcode 日本", ("ünïcode", "日本")),
    ],
)
def test_words_are_what_the_speaker_said(text: str, tokens: tuple[str, ...]) -> None:
    assert words(text).tokens == tokens


def test_the_listening_noises_of_others_are_not_the_speakers_words() -> None:
    turn = client("I was [yeah ok] walking [mm].", asides=(Span(6, 15), Span(24, 28)))

    assert words_of(turn).tokens == ("i", "was", "walking")


def test_shares_are_per_word() -> None:
    said = words("I'm sad and not angry")

    assert said.share(FEELING) == pytest.approx(2 / 5)
    assert said.share(NEGATION) == pytest.approx(1 / 5)


def test_hedges_count_whole_phrases_once_more() -> None:
    assert words("I don't know, maybe").hedged_share() == pytest.approx(2 / 4)


def test_generalities_and_concepts_are_abstract() -> None:
    said = words("Statistically, people show avoidance in a context of regulation")

    assert said.abstract_share() == pytest.approx(5 / 9)


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("", 0.0),
        ("Yeah.", 1.0),
        ("Yeah, okay, that makes sense.", 1.0),
        ("Okay yes. Um, whatever you think is best.", 7 / 8),
        ("No, you're right.", 2 / 3),
        ("Yeah, but it hurt.", 1 / 4),
        ("He was fine and I know it", 0.0),
    ],
)
def test_agreement_is_the_share_of_mere_assent(text: str, share: float) -> None:
    assert agreement(words(text)) == pytest.approx(share)


def test_opening_assent_ends_at_the_first_word_of_ones_own() -> None:
    assert opening_assent(words("Yeah, that's true. He left.")) == 3


def test_echo_is_the_share_of_content_taken_over() -> None:
    assert echo(words("My father, walking"), words("Your father walked")) == 1.0
    assert echo(words("My father sings"), words("Your father walked")) == 0.5
    assert echo(words("Yeah."), words("Your father walked")) == 0.0


def test_distance_is_0_for_the_same_words_and_1_for_none_shared() -> None:
    assert distance(words("father walked"), words("walking fathers")) == 0.0
    assert distance(words("father walked"), words("insurance form")) == 1.0
    assert distance(words("Yeah."), words("insurance form")) == 0.0


def test_newness_looks_at_all_earlier_turns() -> None:
    earlier = [words("father walked"), words("mother sings")]

    assert newness(words("mother walked home tired"), earlier) == 0.5
    assert newness(words("mother walked"), []) == 0.0


@pytest.mark.parametrize(
    ("text", "milliseconds"),
    [
        ("Nothing noted.", 0),
        ("[silence 20s] Dunno.", 20_000),
        ("[long pause] … sorry", 5_000),
        ("[pause] I think", 2_000),
        ("(short pause) I think", 1_000),
        ("(silence) I think [pause]", 4_000),
        ("(12 sec pause) I think", 12_000),
        ("(12s) I think", 12_000),
        ("[silence 1,5 min]", 90_000),
        ("[silence 40 minutes]", 120_000),
        ("[laughs] (I was 12)", 0),
    ],
)
def test_noted_silences_add_up(text: str, milliseconds: int) -> None:
    assert noted_silence_ms(client(text)) == milliseconds


def test_delay_is_known_where_both_times_are() -> None:
    asked = client("", start_ms=0, end_ms=1_000)

    assert delay_ms(client("", start_ms=4_000), asked) == 3_000
    assert delay_ms(client("", start_ms=500), asked) == 0
    assert delay_ms(client(""), asked) is None
    assert delay_ms(client("", start_ms=500), None) is None


def test_waiting_is_what_goes_beyond_a_plain_answer() -> None:
    assert waited_ms(4_000, plain_answer_ms=1_500) == 2_500
    assert waited_ms(900, plain_answer_ms=1_500) == 0
    assert waited_ms(None, plain_answer_ms=1_500) == 0
    assert waited_ms(3_600_000, plain_answer_ms=1_500) == 0


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("What was that like?", Invitation.OPEN),
        ("So how did you take it?", Invitation.OPEN),
        ("Can you say a bit about what the tears are about?", Invitation.OPEN),
        ("I'd love to hear more about that, if there is more.", Invitation.OPEN),
        ("I wonder whether being let down is the older story here.", Invitation.OPEN),
        ("Where would you like to start?", Invitation.OPEN),
        ("Anything at all?", Invitation.OPEN),
        ("And then he asked you what you wanted?", Invitation.OPEN),
        ("It sounds like you were lonely.", Invitation.REFLECTION),
        ("So you were twelve again.", Invitation.REFLECTION),
        ("What was it like? Was it hard?", Invitation.REFLECTION),
        ("That's what a neighbor is for, isn't it?", Invitation.CHECK),
        ("Mm-hm.", Invitation.NOISE),
        ("", Invitation.NOISE),
        ("Was it hard?", Invitation.CLOSED),
        ("I wonder if we could meet in four weeks?", Invitation.CLOSED),
        ("You should drink less.", Invitation.STATEMENT),
        ("The liver stores the fat.", Invitation.STATEMENT),
        ("Did you take the bus today?", Invitation.FACTUAL),
        ("How many a day?", Invitation.FACTUAL),
        ("On a scale of one to ten, how sure are you?", Invitation.FACTUAL),
    ],
)
def test_a_therapists_turn_leaves_a_door_more_or_less_open(
    text: str, kind: Invitation
) -> None:
    assert invitation(words(text)) is kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("okay so what brings you in", Invitation.OPEN),
        ("did you take the bus", Invitation.FACTUAL),
        ("are you tired", Invitation.CLOSED),
        ("you are tired", Invitation.REFLECTION),
        ("the bus was late", Invitation.STATEMENT),
    ],
)
def test_without_punctuation_a_question_shows_by_how_it_opens(
    text: str, kind: Invitation
) -> None:
    assert invitation(words(text), punctuated=False) is kind


def test_questions_are_counted_by_their_marks_or_their_openings() -> None:
    assert count_questions(words("Why?? And you?! Well.")) == 2
    assert count_questions(words("what do you mean")) == 0
    assert count_questions(words("what do you mean"), punctuated=False) == 1
    assert count_questions(words("the bus was late"), punctuated=False) == 0


def test_long_speech_has_no_words_in_its_repr() -> None:
    turn: Turn = client("zanzibar")

    assert "zanzibar" not in repr(words_of(turn))
