"""Speech without a speaker: kept, reported, and never made a side by guessing."""

from __future__ import annotations

import pytest

from segment.speech import codes, roles, said, severities, talk
from transcript_rupture.domain import Role
from transcript_rupture.errors import SegmentError
from transcript_rupture.segment import segment

THERAPIST, CLIENT = Role.THERAPIST, Role.CLIENT


def test_speech_without_a_speaker_belongs_to_nobody_and_is_reported() -> None:
    session = segment(said("T: Hello.", "C: Hi.", "|: So it goes."))

    assert roles(session)["?"] is Role.UNKNOWN
    assert session.turns[2].text == "So it goes."
    assert codes(session) == ["speaker-missing"]


def test_speech_without_a_speaker_takes_no_part_in_telling_the_sides_apart() -> None:
    session = segment(said(*talk("A", "B"), *talk("|", "|")))

    assert roles(session) == {"A": THERAPIST, "B": CLIENT, "?": Role.UNKNOWN}
    assert session.speakers[0].reason == (
        "asks 4 of 4 questions and speaks 37 % of the words"
    )
    assert severities(session) == {
        "roles-inferred": "info",
        "speaker-missing": "warning",
    }


@pytest.mark.parametrize(
    "lines", [talk("Therapist", "|"), talk("|", "Client"), talk("Anna", "|")]
)
def test_one_labeled_speaker_and_speech_without_labels_is_refused_with_advice(
    lines: tuple[str, ...],
) -> None:
    with pytest.raises(SegmentError, match="fewer than two speakers") as refused:
        segment(said(*lines))

    assert "add labels" in refused.value.remedy
    assert '--roles "?=client"' in refused.value.remedy


def test_speech_without_labels_is_not_made_the_missing_client() -> None:
    with pytest.raises(SegmentError, match="none of the 3 speakers is a client") as no:
        segment(said("T1: Hello.", "T2: Hi.", "|: I slept badly."))

    assert '--roles "?=client"' in no.value.remedy


@pytest.mark.parametrize("asking", ["Therapist", "Anna"])
def test_a_user_may_say_whose_the_speech_without_labels_is(asking: str) -> None:
    session = segment(said(*talk(asking, "|")), roles={"?": CLIENT})

    assert roles(session) == {asking: THERAPIST, "?": CLIENT}
    assert session.speakers[1].reason == "given with --roles"
    assert "speaker-missing" not in codes(session)


def test_mere_codes_are_still_reopened_beside_speech_without_a_speaker() -> None:
    session = segment(said(*talk("P", "C"), "|: So it goes."))

    assert roles(session) == {"P": THERAPIST, "C": CLIENT, "?": Role.UNKNOWN}
