"""Roles: told, stated or inferred, and never guessed silently."""

from __future__ import annotations

import pytest

from segment.speech import codes, roles, said, talk, transcript, utterance
from transcript_rupture.domain import Diagnostic, Role, Speaker, Transcript
from transcript_rupture.errors import SegmentError
from transcript_rupture.segment import segment

THERAPIST, CLIENT, OTHER = Role.THERAPIST, Role.CLIENT, Role.OTHER


@pytest.mark.parametrize(
    ("asking", "telling"),
    [
        ("T", "C"),
        ("Th", "Cl"),
        ("Therapist 1 ", "Client 2"),
        ("COUNSELLOR", "CLIENT"),
        ("Dr. Weiss", "Patient"),
        ("Doctor", "Pt."),
        ("I", "P"),
        ("Interviewer", "Interviewee"),
        ("Ellie", "Participant"),
        ("Coach (Ann)", "Ben (coachee)"),
        ("Supporter", "Seeker"),
        ("listener", "Caller"),
        ("co-therapist", "Mother"),
        ("Provider", "Husband"),
        ("Clinician", "P1"),
        ("Psychologist", "client-07"),
    ],
)
def test_a_label_can_state_a_role(asking: str, telling: str) -> None:
    session = segment(said(f"{asking}: Hello.", f"{telling}: Hi."))

    assert session.speakers == (
        Speaker(asking.strip(), THERAPIST, 1.0, "the label says so"),
        Speaker(telling, CLIENT, 1.0, "the label says so"),
    )
    assert session.diagnostics == ()


def test_couples_and_co_therapists_keep_their_own_labels() -> None:
    session = segment(said("T1: Hello.", "Husband: Hi.", "T2: And you?", "Wife: Hi."))

    assert roles(session) == {
        "T1": THERAPIST,
        "Husband": CLIENT,
        "T2": THERAPIST,
        "Wife": CLIENT,
    }


def test_what_the_user_says_goes_before_the_source_and_the_label() -> None:
    given = transcript(
        utterance(1, "T: Hello.", role=THERAPIST), utterance(2, "C: Hi.", role=CLIENT)
    )

    session = segment(given, roles={"t": CLIENT, " C ": THERAPIST})

    assert session.speakers == (
        Speaker("T", CLIENT, 1.0, "given with --roles"),
        Speaker("C", THERAPIST, 1.0, "given with --roles"),
    )


def test_a_role_given_to_nobody_is_reported() -> None:
    session = segment(
        said("T: Hello.", "C: Hi."), roles={"Anna": CLIENT, "T": THERAPIST}
    )

    assert session.diagnostics == (
        Diagnostic(
            "roles-unmatched", "1 of the 2 labels given with --roles do not occur"
        ),
    )


def test_what_the_source_states_goes_before_the_label() -> None:
    given = transcript(
        utterance(1, "T: Hello.", role=CLIENT), utterance(2, "C: Hi.", role=THERAPIST)
    )

    assert roles(segment(given)) == {"T": CLIENT, "C": THERAPIST}


def test_roles_without_labels_are_enough() -> None:
    given = transcript(
        utterance(1, "|: Hello.", role=THERAPIST), utterance(2, "|: Hi.", role=CLIENT)
    )

    assert roles(segment(given)) == {"therapist": THERAPIST, "client": CLIENT}


@pytest.mark.parametrize(
    ("asking", "telling"), [("A", "B"), ("Zoe", "Adam"), ("P", "C")]
)
def test_roles_are_inferred_from_how_people_talk(asking: str, telling: str) -> None:
    session = segment(said(*talk(asking, telling)))

    therapist, client = session.speakers
    assert (therapist.role, client.role) == (THERAPIST, CLIENT)
    assert therapist.reason == "asks 4 of 4 questions and speaks 37 % of the words"
    assert 0.75 <= therapist.confidence <= 0.95
    assert codes(session) == ["roles-inferred"]


def test_who_speaks_first_does_not_matter() -> None:
    lines = talk("A", "B")

    assert roles(segment(said(*lines[1:], lines[0]))) == {"B": CLIENT, "A": THERAPIST}


def test_the_only_other_speaker_is_the_client() -> None:
    session = segment(said(*talk("Therapist", "Anna")))

    assert roles(session) == {"Therapist": THERAPIST, "Anna": CLIENT}
    assert session.speakers[1].reason.startswith("the only other speaker; asks 0 of 4")


def test_the_only_other_speaker_beside_a_client_is_the_therapist() -> None:
    session = segment(said(*talk("Anna", "Client")))

    assert roles(session) == {"Anna": THERAPIST, "Client": CLIENT}
    assert codes(session) == ["roles-inferred"]


def test_of_three_unknown_speakers_one_leads_and_the_others_are_clients() -> None:
    couple = [line.replace("B:", "D:") for line in talk("A", "B")[:6]]

    session = segment(said(*couple, *talk("A", "B")))

    assert roles(session) == {"A": THERAPIST, "D": CLIENT, "B": CLIENT}


def test_an_observer_is_other() -> None:
    session = segment(said("T: Hello.", "C: Hi.", "Observer: Tape two."))

    assert roles(session)["Observer"] is OTHER


def test_a_doubtful_inference_is_marked() -> None:
    session = segment(said("A: Well, you look well.", "B: I am late."))

    assert codes(session) == ["roles-unsure"]
    assert 0.6 <= session.speakers[0].confidence < 0.75


def test_labels_that_the_talk_contradicts_are_doubted() -> None:
    session = segment(said(*talk("Client", "Therapist")))

    assert roles(session) == {"Client": CLIENT, "Therapist": THERAPIST}
    assert session.diagnostics == (
        Diagnostic(
            "roles-maybe-swapped",
            "the therapist asks 0 of 4 questions and talks like a client; check that "
            "the roles are not swapped",
        ),
    )


def test_what_the_user_says_is_not_doubted() -> None:
    given = {"A": CLIENT, "B": THERAPIST}

    assert segment(said(*talk("A", "B")), roles=given).diagnostics == ()


@pytest.mark.parametrize(
    ("given", "what"),
    [
        (said("T: Hello.", "T: Anybody?"), "fewer than two speakers"),
        (said("|: Hello.", "|: Hi."), "fewer than two speakers"),
        (said(), "fewer than two speakers"),
        (
            said("Therapist: Hello.", "Dr. Ito: Hi."),
            "none of the 2 speakers is a client",
        ),
        (said("Client: Hello.", "Wife: Hi."), "none of the 2 speakers is a therapist"),
        (said("A: Hm.", "B: Hm."), "cannot be told"),
    ],
)
def test_a_session_without_both_sides_is_refused_with_advice(
    given: Transcript, what: str
) -> None:
    with pytest.raises(SegmentError, match=what) as refused:
        segment(given)

    assert "--roles LABEL=therapist,LABEL=client" in refused.value.remedy


def test_the_findings_of_the_reader_come_first() -> None:
    found = Diagnostic("odd-time", "a time ran backwards", line=2)

    session = segment(said(*talk("A", "B"), diagnostics=(found,)))

    assert session.diagnostics[0] == found
    assert codes(session) == ["odd-time", "roles-inferred"]
