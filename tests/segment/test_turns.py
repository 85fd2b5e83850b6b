"""Turns: who holds the floor, and what is folded into whose speech."""

from __future__ import annotations

from dataclasses import replace

import pytest

from segment.speech import said, transcript, utterance
from transcript_rupture.domain import Role, Span, TimeQuality, Turn
from transcript_rupture.errors import SettingsError
from transcript_rupture.segment import SegmentSettings, segment


def turns(
    *lines: str, settings: SegmentSettings | None = None
) -> list[tuple[str, str]]:
    session = segment(said(*lines), settings=settings)
    return [(turn.speaker, turn.text) for turn in session.turns]


def test_what_one_person_says_until_another_speaks_is_one_turn() -> None:
    session = segment(said("T: Hello.", "T: How are you?", "C: Fine."))

    assert session.turns == (
        Turn(
            index=0,
            speaker="T",
            role=Role.THERAPIST,
            text="Hello. How are you?",
            utterances=("u1", "u2"),
        ),
        Turn(
            index=1,
            speaker="C",
            role=Role.CLIENT,
            text="Fine.",
            utterances=("u3",),
        ),
    )


def test_a_listening_noise_between_two_halves_of_a_sentence_is_folded_in() -> None:
    session = segment(
        said("T: Go on.", "C: I was walking-", "T: Mm-hm.", "C: -and fell.")
    )

    assert session.turns[1] == Turn(
        index=1,
        speaker="C",
        role=Role.CLIENT,
        text="I was walking- [Mm-hm.] -and fell.",
        utterances=("u2", "u3", "u4"),
        asides=(Span(15, 23),),
    )
    assert len(session.turns) == 2


@pytest.mark.parametrize(
    ("before", "noise", "after"),
    [
        ("I was walking-", "Mm-hm.", "-and then I fell."),
        ("I was walking…", "Yeah.", "…and then I fell."),
        ("I was walking...", "Okay, right.", "and then I fell."),
        ("I was walking --", "I see.", "and then I fell."),
        ("I was walking —", "Uh-huh.", "and then I fell."),
        ("I was walking,", "Sure.", "and then I fell."),
        ("I was walking", "Hmm.", "and then I fell."),
        ("I was walking- [sighs]", "Mm.", "[sniffs] -and then I fell."),
    ],
)
def test_speech_that_evidently_goes_on_takes_the_noise_in(
    before: str, noise: str, after: str
) -> None:
    found = turns("T: Go on.", f"C: {before}", f"T: {noise}", f"C: {after}")

    assert found[1:] == [("C", f"{before} [{noise}] {after}")]


@pytest.mark.parametrize(
    ("before", "noise", "after"),
    [
        ("Did you take the bus?", "Yeah.", "and was it late?"),
        ("So you took the bus.", "Right.", "and it was late."),
        ("So you took the bus-", "Right.", "It was late."),
        ("So you took the bus-", "Right?", "-and it was late."),
        ("So you took the bus-", "Yeah, no, it broke down.", "-and it was late."),
        ("So you took the bus-", "Monday.", "-and it was late."),
        ("So you took the bus-", "[nods]", "-and it was late."),
        ("So you took the bus-", "Mm. Yeah. Okay. Right.", "-and it was late."),
    ],
)
def test_a_short_reply_that_may_be_an_answer_keeps_its_own_turn(
    before: str, noise: str, after: str
) -> None:
    found = turns(f"T: {before}", f"C: {noise}", f"T: {after}")

    assert found == [("T", before), ("C", noise), ("T", after)]


def test_without_capitals_and_full_stops_only_a_marked_cut_goes_on() -> None:
    plain = turns("T: how are you", "C: okay", "T: where do you live", "C: in leeds")
    marked = turns("T: how are you", "C: i was off-", "T: okay", "C: -and in leeds")

    assert [text for _, text in plain] == [
        "how are you",
        "okay",
        "where do you live",
        "in leeds",
    ]
    assert marked == [("T", "how are you"), ("C", "i was off- [okay] -and in leeds")]


def test_a_noise_that_cuts_a_noise_is_never_an_aside_in_an_aside() -> None:
    found = turns(
        "T: So you-", "C: mm-", "T: mm-", "C: mm-", "T: -went home.", "C: I did."
    )

    assert found == [
        ("T", "So you- [mm-] mm- [mm-] -went home."),
        ("C", "I did."),
    ]


def test_folding_can_be_switched_off() -> None:
    found = turns(
        "C: I was walking-",
        "T: Mm-hm.",
        "C: -and fell.",
        settings=SegmentSettings(fold_backchannels=False),
    )

    assert found == [("C", "I was walking-"), ("T", "Mm-hm."), ("C", "-and fell.")]


def test_a_noise_needs_at_least_one_word() -> None:
    with pytest.raises(SettingsError, match="must be positive"):
        SegmentSettings(backchannel_words=0)


def test_silent_utterances_keep_their_place_and_add_no_space() -> None:
    session = segment(said("T: Hello.", "T:", "T: You?", "C:", "T: Take your time."))

    assert [(t.text, t.utterances) for t in session.turns] == [
        ("Hello. You?", ("u1", "u2", "u3")),
        ("", ("u4",)),
        ("Take your time.", ("u5",)),
    ]


def test_spellings_of_one_label_are_one_speaker() -> None:
    found = turns("Therapist: Hello.", "THERAPIST : How are you?", "Client: Fine.")

    assert found == [("Therapist", "Hello. How are you?"), ("Client", "Fine.")]


def test_a_turn_lasts_from_its_first_start_to_its_last_end() -> None:
    session = segment(
        transcript(
            utterance(1, "T: Hello.", start_ms=1000, end_ms=2000),
            utterance(2, "T: You?", start_ms=2500, end_ms=3000),
            utterance(3, "C: Fine.", start_ms=3500, end_ms=4000),
        )
    )

    assert [(t.start_ms, t.end_ms) for t in session.turns] == [
        (1000, 3000),
        (3500, 4000),
    ]
    assert session.time_quality is TimeQuality.EXACT


def test_an_end_before_the_start_is_no_end() -> None:
    session = segment(
        transcript(
            utterance(1, "T: Hello.", start_ms=9000, end_ms=2000),
            utterance(2, "C: Fine.", start_ms=9500, end_ms=9900),
        )
    )

    assert (session.turns[0].start_ms, session.turns[0].end_ms) == (9000, None)


@pytest.mark.parametrize(
    ("starts", "ends", "approximate", "quality"),
    [
        (True, True, False, TimeQuality.EXACT),
        (True, False, False, TimeQuality.START_ONLY),
        (True, True, True, TimeQuality.PARTIAL),
        (False, True, False, TimeQuality.PARTIAL),
        (False, False, False, TimeQuality.NONE),
    ],
)
def test_time_quality_tells_what_is_known(
    *, starts: bool, ends: bool, approximate: bool, quality: TimeQuality
) -> None:
    given = [
        utterance(
            i,
            f"{'TC'[i % 2]}: Hello.",
            start_ms=i * 1000 if starts else None,
            end_ms=i * 1000 + 500 if ends else None,
            approximate=approximate,
        )
        for i in range(6)
    ]

    assert segment(transcript(*given)).time_quality is quality


def test_times_of_half_the_speech_are_partial() -> None:
    timed = utterance(1, "T: Hello.", start_ms=0, end_ms=900)
    half_timed = replace(utterance(2, "C: Hi."), start_ms=1000)

    quality = segment(transcript(timed, half_timed)).time_quality

    assert quality is TimeQuality.PARTIAL
