"""The made-up sessions and what a person expects the program to find in them."""

import json
from pathlib import Path
from typing import Any

import pytest

from transcript_rupture.codebook import load_codebook
from transcript_rupture.domain import CLIENT_FAMILIES, Family, Resolution, Role
from transcript_rupture.read import read_file
from transcript_rupture.segment import segment

DATA = Path(__file__).parents[1] / "data"
SAMPLES, EXPECTED = DATA / "samples", DATA / "expected"
FILES = sorted(SAMPLES.glob("[0-9]*"))
CODES = load_codebook().codes
THERAPIST_SIDE = (Family.REPAIR, Family.STRAIN)

each_sample = pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)


def expected(path: Path) -> dict[str, Any]:
    text = (EXPECTED / f"{path.stem}.json").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text)
    return found


def episodes() -> list[dict[str, Any]]:
    return [episode for path in FILES for episode in expected(path)["episodes"]]


def families_at(session: dict[str, Any], number: int) -> set[Family]:
    return {CODES[code].family for code in session["codes"].get(str(number), {})}


def test_every_sample_has_an_expectation_and_every_expectation_a_sample() -> None:
    found = {path.stem for path in EXPECTED.glob("*.json")}
    assert found == {path.stem for path in FILES}
    assert len(found) == len(FILES)


def test_there_are_at_least_twelve_sessions_in_seven_kinds_of_file() -> None:
    assert len(FILES) >= 12
    assert {path.suffix for path in FILES} == set(
        ".txt .vtt .srt .csv .tsv .json .jsonl".split()
    )


def test_ruptures_of_all_levels_types_and_endings_occur() -> None:
    assert {e["level"] for e in episodes()} == {"micro", "major"}
    assert {e["type"] for e in episodes()} == {"withdrawal", "confrontation", "mixed"}
    assert {e["resolution"] for e in episodes()} == set(Resolution)


def test_sessions_without_any_rupture_occur() -> None:
    assert sum(expected(path)["episodes"] == [] for path in FILES) >= 2


@each_sample
def test_an_expectation_names_its_session_kind_and_known_codes(path: Path) -> None:
    session = expected(path)
    assert list(session) == ["session", "kind", "note", "episodes", "codes"]
    assert session["session"] == path.stem
    assert session["kind"]
    assert session["note"].endswith(".")
    named = {code for codes in session["codes"].values() for code in codes}
    assert named <= set(CODES)
    assert {v for codes in session["codes"].values() for v in codes.values()} <= {
        1,
        2,
        3,
    }


@each_sample
def test_codes_stand_on_utterances_of_the_right_side(path: Path) -> None:
    (transcript,) = read_file(path)
    roles = {speaker.label: speaker.role for speaker in segment(transcript).speakers}
    spoken = [roles[u.speaker or ""] for u in transcript.utterances]
    for number, codes in expected(path)["codes"].items():
        on_therapist = {CODES[code].family in THERAPIST_SIDE for code in codes}
        is_therapist = spoken[int(number) - 1] is Role.THERAPIST
        assert on_therapist == {is_therapist}, f"utterance {number}"


@each_sample
def test_episodes_open_at_a_client_marker_and_close_with_the_client(path: Path) -> None:
    session = expected(path)
    for episode in session["episodes"]:
        assert episode["start"] <= episode["end"]
        assert families_at(session, episode["start"]) & set(CLIENT_FAMILIES)
        closing = {*CLIENT_FAMILIES, Family.RESPONSE}
        assert families_at(session, episode["end"]) & closing


@each_sample
def test_level_and_repairs_follow_from_intensity_and_codes(path: Path) -> None:
    session = expected(path)
    for episode in session["episodes"]:
        assert episode["level"] == ("major" if episode["intensity"] >= 4 else "micro")
        inside = range(episode["start"], episode["end"] + 1)
        given = [code for n in inside for code in session["codes"].get(str(n), {})]
        repairs = [code for code in given if CODES[code].family is Family.REPAIR]
        assert episode["repairs"] == list(dict.fromkeys(repairs))
        untried = episode["resolution"] == Resolution.NOT_ATTEMPTED
        assert untried == (not repairs)


@each_sample
def test_clear_client_markers_lie_inside_episodes(path: Path) -> None:
    session = expected(path)
    covered = {
        number
        for episode in session["episodes"]
        for number in range(episode["start"], episode["end"] + 1)
    }
    clear = {
        int(number)
        for number, codes in session["codes"].items()
        for code, clarity in codes.items()
        if clarity >= 2 and CODES[code].family in CLIENT_FAMILIES
    }
    assert clear <= covered
