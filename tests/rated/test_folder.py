"""Rated folders of both kinds."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from transcript_rupture.domain import Family, Role
from transcript_rupture.errors import ReadError
from transcript_rupture.pipeline import build_detectors
from transcript_rupture.rated import load_rated, speech_sha256

TURNS = [
    {"id": 0, "role": "therapist", "text": "What was that like?", "start": 0},
    {"id": 1, "role": "client", "text": "You never listen.", "start": 4},
    {"id": 2, "role": "client", "text": "Never mind.", "start": 6},
]
LABELS = {
    "turns": {"1": {"feeling_unseen": 3}, "2": {"feeling_unseen": 1}},
    "episodes": [
        {
            "start": 1,
            "end": 2,
            "type": "confrontation",
            "intensity": 2,
            "resolution": "unclear",
        }
    ],
    "ratings": {"CF_P": 2},
}
DIALOGUE = """problem: sleep
---
T: So how was it?
C: Fine. {minimal_response?}
T: I lost you there. {tracking_the_shift}
C: Yes. {~stopped_exploring}
"""


@pytest.fixture
def lines(tmp_path: Path) -> Path:
    row = {"session": "s", "group": "g", "corpus": "demo", "turns": TURNS}
    (tmp_path / "sessions.jsonl").write_text(json.dumps(row), encoding="utf-8")
    (tmp_path / "labels").mkdir()
    (tmp_path / "labels/s.json").write_text(json.dumps(LABELS), encoding="utf-8")
    return tmp_path


def test_a_turn_has_the_best_clarity_of_its_utterances(lines: Path) -> None:
    (found,) = load_rated(lines, detectors=build_detectors())

    assert found.codes == ({}, {"feeling_unseen": 3})
    assert found.clarity(Family.CONFRONTATION, 1) == 3
    assert (found.group, found.corpus) == ("g", "demo")
    assert found.evidence


def test_episodes_count_utterances_in_order(lines: Path) -> None:
    (found,) = load_rated(lines)

    assert (found.episodes[0].start, found.episodes[0].end) == (1, 2)
    assert found.ratings == {"CF_P": 2}


def test_a_coded_dialogue_is_of_the_group_of_its_voice(tmp_path: Path) -> None:
    (tmp_path / "sessions").mkdir()
    (tmp_path / "sessions/b07.txt").write_text(DIALOGUE, encoding="utf-8")

    (found,) = load_rated(tmp_path)

    assert (found.session.id, found.group, found.corpus) == (
        "b07",
        "voice-b",
        "invented",
    )
    assert list(found.labels(Family.WITHDRAWAL, Role.CLIENT)) == [(3, 0)]
    assert list(found.labels(Family.REPAIR, Role.THERAPIST)) == [(0, 0), (2, 1)]
    assert found.near[3] == {"stopped_exploring"}


def test_a_broken_dialogue_is_named_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "b07.txt").write_text("a: b\n---\nhello\n", encoding="utf-8")

    with pytest.raises(ReadError, match=r"b07\.txt: line 3"):
        load_rated(tmp_path)


def test_what_holds_no_ratings_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="no rated sessions"):
        load_rated(tmp_path)
    (tmp_path / "sessions.jsonl").write_text("{}", encoding="utf-8")
    with pytest.raises(ReadError, match="could not be read"):
        load_rated(tmp_path)


def test_the_hash_of_speech_does_not_care_for_names_and_spaces(lines: Path) -> None:
    (one,) = load_rated(lines)
    row = {
        "session": "other",
        "turns": [{**t, "text": f" {t['text']}  "} for t in TURNS],
    }
    (lines / "sessions.jsonl").write_text(json.dumps(row), encoding="utf-8")
    (lines / "labels/other.json").write_text(json.dumps(LABELS), encoding="utf-8")
    (other,) = load_rated(lines)

    assert speech_sha256(one.session) == speech_sha256(other.session)


@pytest.mark.parametrize(
    "labels",
    [
        {"turns": []},
        {"turns": {"1": {"feeling_unseen": "clear"}}},
        {"turns": {"1": {"feeling_unseen": 0}}},
        {"turns": {}, "ratings": {"CF_P": 7}},
        {"turns": {}, "episodes": [{**LABELS["episodes"][0], "intensity": 0}]},  # type: ignore[index]
    ],
)
def test_what_is_no_rating_is_refused_in_one_line(lines: Path, labels: object) -> None:
    (lines / "labels/s.json").write_text(json.dumps(labels), encoding="utf-8")

    with pytest.raises(ReadError, match="could not be read"):
        load_rated(lines)


def test_two_sessions_of_one_id_are_refused(lines: Path) -> None:
    file = lines / "sessions.jsonl"
    file.write_text(f"{file.read_text('utf-8')}\n" * 2, encoding="utf-8")

    with pytest.raises(ReadError, match="same id"):
        load_rated(lines)
