"""Roles told from the talk alone, in the made-up sessions with their labels hidden."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from transcript_rupture.domain import Role, Transcript
from transcript_rupture.read import read_file
from transcript_rupture.segment import segment

FILES = sorted((Path(__file__).parents[2] / "data" / "samples").glob("[0-9]*"))


def hidden(transcript: Transcript, *, names: dict[str, str]) -> Transcript:
    """The same words under labels that say nothing, and without stated roles."""
    utterances = tuple(
        replace(u, speaker=names[u.speaker or ""], role=None)
        for u in transcript.utterances
    )
    return replace(transcript, utterances=utterances)


def two_speaker_sessions() -> list[Transcript]:
    """The sample sessions in which exactly two people speak."""
    transcripts = [t for path in FILES for t in read_file(path)]
    return [t for t in transcripts if len({u.speaker for u in t.utterances}) == 2]


SESSIONS = two_speaker_sessions()


def test_most_samples_are_sessions_of_two() -> None:
    assert len(SESSIONS) >= 12


@pytest.mark.parametrize("names", ["AB", "BA"])
@pytest.mark.parametrize("transcript", SESSIONS, ids=lambda t: t.session_id)
def test_the_talk_alone_tells_the_therapist(transcript: Transcript, names: str) -> None:
    known = {s.label: s.role for s in segment(transcript).speakers}
    code = dict(zip(known, names, strict=True))

    found = segment(hidden(transcript, names=code))

    assert {s.label: s.role for s in found.speakers} == {
        code[label]: role for label, role in known.items()
    }
    assert set(known.values()) == {Role.THERAPIST, Role.CLIENT}
