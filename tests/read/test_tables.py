from __future__ import annotations

from functools import partial

import pytest

from read.reading_cases import codes, read_as, said, times
from transcript_rupture.errors import (
    EmptyTranscriptError,
    MalformedFileError,
    SettingsError,
)
from transcript_rupture.read import read_bytes

read = partial(read_as, name="s.csv")


HEADS = [
    "speaker,text",
    "Speaker;Text",
    "participant\tutterance",
    "\ufeffName,Transcript",
    "sep=;\nspeaker;text",
]


@pytest.mark.parametrize("head", HEADS)
def test_columns_are_known_by_many_names_and_delimiters(head: str) -> None:
    delimiter = next(
        mark for mark in "\t;," if mark in head.rsplit("\n", maxsplit=1)[-1]
    )
    text = f"{head}\nAnn{delimiter}hello\nBob{delimiter}hi\n"
    assert said(read(text)) == [("Ann", "hello"), ("Bob", "hi")]


def test_quoted_cells_ids_roles_times_and_missing_values() -> None:
    transcript = read("""
        id,role,start,text
        007,Counsellor,0:01,"Hello, you"
        8,client,0:05,"hi
        yo"
        8,patient,x,n/a
        9,client,,
    """)
    assert [
        (one.id, one.role, one.text, one.line, one.start_ms)
        for one in transcript.utterances
    ] == [
        ("007", "therapist", "Hello, you", 2, 1000),
        ("8", "client", "hi\nyo", 3, 5000),
        ("8#2", "client", "n/a", 5, None),
        ("9", "client", "", 6, None),
    ]
    assert codes(transcript) == {"duplicate-id", "unknown-time", "empty-text"}


def test_rows_without_words_and_without_an_id_are_left_out() -> None:
    transcript = read("id,speaker,text\n1,T,a\n,C,\n3,C,b\n")
    assert [one.id for one in transcript.utterances] == ["1", "3"]
    assert codes(transcript) == {"empty-utterance"}


def test_a_session_in_which_nobody_says_anything_is_no_session() -> None:
    (only,) = read_bytes(b"session,id,text\na,1,x\nb,2,\n", name="s.csv")
    assert only.session_id == "a"
    with pytest.raises(EmptyTranscriptError):
        read("id,text\n1,\n")


def test_a_table_of_more_rows_than_any_corpus_is_refused() -> None:
    with pytest.raises(MalformedFileError, match="more than 500000 rows"):
        read_bytes(b"speaker,text\n" + b"T,a\n" * 500_001, name="s.csv")


def test_several_sessions_in_a_file_come_apart() -> None:
    data = b"session,speaker,text\na,T,1\nb,T,2\na,C,3\n,C,4\n"
    found = read_bytes(data, name="all.csv")
    assert [(one.session_id, said(one)) for one in found] == [
        ("a", [("T", "1"), ("C", "3")]),
        ("b", [("T", "2")]),
        ("all", [("C", "4")]),
    ]


def test_excel_times_are_parts_of_a_day() -> None:
    transcript = read("speaker;text;time\nT;a;0,0001\nC;b;0,0002\nT;c;0,5\n")
    assert [start for start, _ in times(transcript)] == [8640, 17280, 43200000]
    assert codes(transcript) == {"excel-time"}


def test_milliseconds_are_known_by_the_name_of_the_column() -> None:
    transcript = read("speaker,text,start_ms,End (ms)\nT,a,1500,2500\n")
    assert times(transcript) == [(1500, 2500)]


def test_annomi_full_repeats_are_dropped() -> None:
    transcript = read("""
        transcript_id,utterance_id,interlocutor,timestamp,utterance_text,annotator_id
        3,0,therapist,00:00:05,hi,1
        3,0,therapist,00:00:05,hi,2
        3,1,client,00:00:04,- yo,1
    """)
    assert transcript.source.format == "annomi"
    assert transcript.session_id == "3"
    assert [(one.id, one.role, one.text) for one in transcript.utterances] == [
        ("0", "therapist", "hi"),
        ("1", "client", "- yo"),
    ]
    assert codes(transcript) == {"repeated-row", "backwards-time"}


def test_daicwoz_interviewer_is_ellie() -> None:
    text = 'start_time\tstop_time\tspeaker\tvalue\n0.5\t1.25\tEllie\thi\n2\t3\tParticipant\t"yes\n'
    transcript = read(text, name="300_TRANSCRIPT.csv")
    assert transcript.source.format == "daicwoz"
    assert [(one.speaker, one.role, one.text) for one in transcript.utterances] == [
        ("Ellie", "therapist", "hi"),
        ("Participant", "client", '"yes'),
    ]
    assert times(transcript) == [(500, 1250), (2000, 3000)]
    assert codes(transcript) == {"unquoted-table"}


def test_a_map_names_unknown_columns() -> None:
    (transcript,) = read_bytes(
        b"a,b,text\nx,y,z\n", name="s.csv", mapping={"text": "b", "speaker": "A"}
    )
    assert said(transcript) == [("x", "y")]


def test_a_map_to_a_missing_column_is_an_error_of_the_file() -> None:
    with pytest.raises(MalformedFileError, match="no column 'c'"):
        read_bytes(b"a,b\nx,y\n", name="s.csv", mapping={"text": "c"})


def test_a_map_for_an_unknown_thing_is_an_error_of_the_settings() -> None:
    with pytest.raises(SettingsError, match="cannot map 'words'"):
        read_bytes(b"a,b\nx,y\n", name="s.csv", mapping={"words": "a"})


@pytest.mark.parametrize(
    ("table", "line"),
    [
        ("speaker,text\nT,hello, you\n", 2),
        ("speaker,text\nT,hello\nmore\n", 3),
        ('speaker,text\nT,hello\nC,"more\nT,x\n', 3),
        ("who knows,what\nT,hello\n", 1),
    ],
)
def test_tables_that_would_lose_words_are_refused(table: str, line: int) -> None:
    with pytest.raises(MalformedFileError) as error:
        read(table)
    assert error.value.line == line
