"""Third voices: more clients, co-therapists, passers-by and quoted relatives."""

from __future__ import annotations

import pytest

from segment.speech import codes, roles, said, severities, talk
from transcript_rupture.domain import Diagnostic, Role, Speaker
from transcript_rupture.segment import segment

THERAPIST, CLIENT, OTHER = Role.THERAPIST, Role.CLIENT, Role.OTHER


def test_beside_a_known_client_whoever_talks_like_one_is_a_client_too() -> None:
    lines = [*talk("Anna", "Mother"), *talk("Anna", "Jonas")]

    session = segment(said(*lines))

    assert session.speakers[0].role is THERAPIST
    assert session.speakers[1] == Speaker("Mother", CLIENT, 1.0, "the label says so")
    assert session.speakers[2] == Speaker(
        "Jonas",
        CLIENT,
        0.95,
        "talks with the therapist; asks 0 of 8 questions and speaks 31 % of the words",
    )
    assert codes(session) == ["roles-inferred"]


def test_beside_both_known_sides_whoever_talks_like_a_client_is_one() -> None:
    session = segment(said(*talk("T", "C"), *talk("T", "Jonas")))

    assert roles(session) == {"T": THERAPIST, "C": CLIENT, "Jonas": CLIENT}
    assert codes(session) == ["roles-inferred"]


def test_who_leads_the_talk_beside_a_therapist_is_left_out_with_a_warning() -> None:
    session = segment(said(*talk("T", "C"), *talk("Dana", "C")))

    assert roles(session) == {"T": THERAPIST, "C": CLIENT, "Dana": OTHER}
    assert session.speakers[2].reason.startswith("leads the talk beside the therapist;")
    assert session.diagnostics == (
        Diagnostic(
            "speaker-neither",
            "1 of 3 speakers are neither therapist nor client and speak 19 % of the "
            "words, which are not analyzed; if that is wrong, say who they are with "
            "--roles LABEL=client",
        ),
    )


@pytest.mark.parametrize("quoted", ["Mother", "Husband", "My sister", "Partner 2", "H"])
@pytest.mark.parametrize("asking", ["Anna", "Therapist", "T"])
def test_one_quoted_line_of_a_relative_decides_nobodys_role(
    quoted: str, asking: str
) -> None:
    quote = f"{quoted}: You are useless."

    session = segment(said(*talk(asking, "Ben"), quote))

    assert roles(session) == {asking: THERAPIST, "Ben": CLIENT, quoted: OTHER}
    assert session.speakers[2].confidence == 0.5
    assert "perhaps a quotation" in session.speakers[2].reason


def test_a_quoted_line_with_a_real_share_of_the_words_is_a_warning() -> None:
    session = segment(said(*talk("Anna", "Ben"), "Mother:" + 40 * " useless"))

    assert roles(session) == {"Anna": THERAPIST, "Ben": CLIENT, "Mother": OTHER}
    assert severities(session)["speaker-neither"] == "warning"


def test_a_relative_who_says_one_thing_is_a_client_where_no_role_hangs_on_it() -> None:
    session = segment(said(*talk("T", "Mother"), "Father: Well, yes."))

    assert roles(session) == {"T": THERAPIST, "Mother": CLIENT, "Father": CLIENT}


def test_a_relative_who_really_takes_part_tells_the_sides_apart() -> None:
    session = segment(said(*talk("Anna", "Mother")))

    assert roles(session) == {"Anna": THERAPIST, "Mother": CLIENT}


def test_a_client_of_few_words_who_speaks_often_takes_part() -> None:
    lines = [line for spoken in talk("T", "C") for line in (spoken, "X: Mm.")]

    session = segment(said(*lines))

    assert roles(session) == {"T": THERAPIST, "C": CLIENT, "X": CLIENT}


def test_an_observer_who_talks_much_is_a_warning_unless_the_user_says_so() -> None:
    lines = ("T: Hello.", "C: Hi.", "Observer: Tape two.")

    session = segment(said(*lines))
    told = segment(said(*lines), roles={"Observer": OTHER})

    assert severities(session) == {"speaker-neither": "warning"}
    assert severities(told) == {"speaker-neither": "info"}


def test_a_voice_at_the_door_is_neither_therapist_nor_client() -> None:
    session = segment(said(*talk("A", "B"), "Marion: Sorry."))

    assert roles(session) == {"A": THERAPIST, "B": CLIENT, "Marion": OTHER}
    assert severities(session) == {
        "roles-inferred": "info",
        "speaker-neither": "info",
    }
    assert session.speakers[2].reason == "takes little part"
