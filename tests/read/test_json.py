from __future__ import annotations

from functools import partial

import pytest

from read.reading_cases import codes, read_as, said, times
from transcript_rupture.errors import MalformedFileError, UnsupportedFormatError
from transcript_rupture.read import read_bytes

read = partial(read_as, name="s.json")


def test_utterances_one_a_line() -> None:
    text = """
        {"id": "1", "speaker": "A", "role": "therapist", "text": "hi", "start": 3}
        {"id": 2, "speaker": "B", "role": "client", "text": "yo", "start_ms": 3500, "end_ms": 4000}
    """
    transcript = read(text, name="annomi.3.jsonl")
    assert transcript.session_id == "annomi.3"
    assert [
        (one.id, one.speaker, one.role, one.line) for one in transcript.utterances
    ] == [
        ("1", "A", "therapist", 1),
        ("2", "B", "client", 2),
    ]
    assert times(transcript) == [(3000, None), (3500, 4000)]
    assert codes(transcript) == set()


def test_sessions_in_lists_and_lines_come_apart() -> None:
    listed = b'[{"session": "a", "turns": [{"role": "client", "text": "1"}]},{"id": 7, "utterances": [{"speaker": "T", "text": "2"}]}]'
    lines = b'{"session": "a", "role": "client", "text": "1"}\n{"session": "7", "speaker": "T", "text": "2"}\n'
    for data in (listed, lines):
        found = read_bytes(data, name="x.json")
        assert [(one.session_id, said(one)) for one in found] == [
            ("a", [("client", "1")]),
            ("7", [("T", "2")]),
        ]


def test_whisperx_faults_are_mended_and_reported() -> None:
    transcript = read("""
        {"segments": [
          {"start": 0.0, "end": 1.5, "text": " hi", "speaker": "S0",
           "words": [{"word": "hi", "start": 0.1, "end": 0.5, "speaker": "S1"}]},
          {"text": "mid", "words": [{"word": "mid", "speaker": "S1"}]},
          {"start": 2, "end": NaN, "text": "x", "speaker": "S0"},
          {"text": "7", "speaker": "S0", "words": [{"word": "7", "start": 3, "end": 4.5}]}
        ], "language": "en"}
    """)
    assert said(transcript) == [("S0", "hi"), ("S1", "mid"), ("S0", "x"), ("S0", "7")]
    assert times(transcript) == [(0, 1500), (1500, 2000), (2000, None), (3000, 4500)]
    assert [one.approximate for one in transcript.utterances] == [
        False,
        True,
        False,
        False,
    ]
    assert [one.line for one in transcript.utterances] == [2, 4, 5, 6]
    assert codes(transcript) == {
        "words-disagree",
        "speaker-from-words",
        "interpolated-time",
    }


def test_whisper_names_no_speakers_and_says_what_to_do() -> None:
    transcript = read(
        '{"text": " hi", "segments": [{"id": 0, "start": 0, "end": 1, "text": " hi"}]}'
    )
    assert said(transcript) == [(None, "hi")]
    (found,) = transcript.diagnostics
    assert found.code == "no-speakers"
    assert "diarization" in found.message


def test_an_utterance_without_words_keeps_its_id() -> None:
    lines = '{"id": "a", "speaker": "T", "text": "hi"}\n{"id": 3, "speaker": "C", "text": " "}'
    transcript = read(lines)
    assert [(one.id, one.text) for one in transcript.utterances] == [
        ("a", "hi"),
        ("3", ""),
    ]
    assert codes(transcript) == {"empty-text"}


def test_words_without_segments_are_not_lost() -> None:
    assert said(read('{"text": "hi", "segments": []}')) == [(None, "hi")]


def test_half_a_character_is_replaced() -> None:
    transcript = read('[{"speaker": "A", "text": "x\\ud800y"}]')
    assert said(transcript) == [("A", "x\ufffdy")]
    assert codes(transcript) == {"broken-character"}


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('{"segments": [{"text": "x"', 1),
        ('{"text": "a", "speaker": "T"}\n{"text": "b\n', 2),
        ('[{"text": "a"},\n 1,\n]', 3),
        ('{"id": 1}', 1),
        ('[{"text": ["a"]}]', 1),
        ("[" * 100_000, 1),
        ('[{"text": "a", "start": ' + "9" * 5000 + "}]", 1),
    ],
)
def test_broken_json_is_refused_with_the_line(text: str, line: int) -> None:
    with pytest.raises(MalformedFileError) as error:
        read(text)
    assert error.value.line == line


@pytest.mark.parametrize(
    "text",
    [
        '{"results": {"channels": []}, "metadata": {}}',
        '{"monologues": []}',
        '{"schema": "transcript-rupture/timeline/1", "turns": []}',
    ],
)
def test_other_known_json_is_refused_with_advice(text: str) -> None:
    with pytest.raises(UnsupportedFormatError) as error:
        read(text)
    assert error.value.remedy
