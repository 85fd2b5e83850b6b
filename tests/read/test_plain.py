from __future__ import annotations

from textwrap import dedent

import pytest

from transcript_rupture.domain import Transcript
from transcript_rupture.read import read_bytes


def read(text: str, name: str = "s.txt") -> Transcript:
    data = dedent(text).lstrip("\n").encode()
    (transcript,) = read_bytes(data, name=name)
    return transcript


def said(transcript: Transcript) -> list[tuple[str | None, str]]:
    return [(one.speaker, one.text) for one in transcript.utterances]


def times(transcript: Transcript) -> list[tuple[int | None, int | None]]:
    return [(one.start_ms, one.end_ms) for one in transcript.utterances]


def codes(transcript: Transcript) -> set[str]:
    return {diagnostic.code for diagnostic in transcript.diagnostics}


LABELED = {
    "colon": ("Ann: hello\nBob: hi\n", [None, None]),
    "capitals": ("THERAPIST: hello\n\nCLIENT: hi\n", [None, None]),
    "colon alone": ("Ann:\nhello\n\nBob:\nhi\n", [None, None]),
    "otter": ("Ann Lee  0:04  \nhello\n\nBob  1:09  \nhi\n", [4000, 69000]),
    "otter again": ("0:00 Ann  0:10\n0:10 hello\n\n0:12 Bob  0:12\n0:12 hi\n", [10000, 12000]),
    "rev": ("Speaker 1 (00:01:02):\nhello\n\nSpeaker 2 (00:01:05):\nhi\n", [62000, 65000]),
    "zoom": ("[00:00:01] Ann: hello\n[00:00:03] Bob: hi\n", [1000, 3000]),
    "archive": ("00:00:11 OKKEN: hello\n00:00:14 LEE: hi\n", [11000, 14000]),
    "brackets": ("Therapist 1 [00:01:02]\nhello\nClient [00:01:05]\nhi\n", [62000, 65000]),
    "letters": ("T: hello\nP: hi\n", [None, None]),
    "tab": ("T:\thello\nC:\thi\n", [None, None]),
    "dot": ("Th. hello\nCl. hi\n", [None, None]),
    "meet": ("00:00:05\nAnn: hello\n\n00:05:05\nBob: hi\n", [5000, 305000]),
    "hash": ("#00:01:02-3# I: hello\n\n#00:01:04-0# B: hi\n", [62300, 64000]),
    "bold": ("**Ann:** hello\n\n**Bob**: hi\n", [None, None]),
    "wide colon": ("治疗师：hello\n来访者：hi\n", [None, None]),
    "numbered": ("1 T: hello\n2 C: hi\n", [None, None]),
    "markers": ("SPEAKER_00: hello\nSPEAKER_01: hi\n", [None, None]),
    "alone": ("Therapist\nhello\n\nClient 2\nhi\n", [None, None]),
    "range": ("Ann [0:04 - 0:06]: hello\nBob [0:07 - 0:08]: hi\n", [4000, 7000]),
}  # fmt: skip


@pytest.mark.parametrize("written", LABELED)
def test_every_way_to_write_labels_gives_the_same_words(written: str) -> None:
    text, starts = LABELED[written]
    transcript = read(text)
    assert [one.text for one in transcript.utterances] == ["hello", "hi"]
    assert [start for start, _ in times(transcript)] == starts


def test_labels_stay_as_they_are_written_and_no_role_is_guessed() -> None:
    transcript = read("Therapist 1: hello\nCl: hi\n")
    assert said(transcript) == [("Therapist 1", "hello"), ("Cl", "hi")]
    assert [one.role for one in transcript.utterances] == [None, None]


def test_qualcoder_ids_in_brackets_are_speakers_and_events_are_not() -> None:
    text = "[id1] hello\n[id2] hi\n[id1] [laughs] yes\n[laughs]\n[id2] bye\n"
    assert said(read(text)) == [
        ("id1", "hello"),
        ("id2", "hi"),
        ("id1", "[laughs] yes [laughs]"),
        ("id2", "bye"),
    ]


def test_copied_teams_captions_have_name_and_text_below_the_time() -> None:
    transcript = read("""
        0:0:0.0 --> 0:0:0.820
        Ann Lee
        hello

        0:0:1.0 --> 0:0:2.0
        Bob
        hi
    """)
    assert said(transcript) == [("Ann Lee", "hello"), ("Bob", "hi")]
    assert times(transcript) == [(0, 820), (1000, 2000)]


def test_hash_times_after_the_words_are_their_end() -> None:
    transcript = read("I: hello #00:00:03-3#\n\nB: hi #00:00:05-0#\n")
    assert said(transcript) == [("I", "hello"), ("B", "hi")]
    assert times(transcript) == [(None, 3300), (None, 5000)]


def test_header_block_and_footer_are_not_speech_and_are_named() -> None:
    transcript = read("""
        Date: 2024-01-02
        Client ID: 12
        Therapist: J. Smith

        T: hello
        C: hi
        T: so
        Transcribed by https://otter.ai
    """)
    assert said(transcript) == [("T", "hello"), ("C", "hi"), ("T", "so")]
    lines = {found.code: found.line for found in transcript.diagnostics}
    assert lines == {"header-line": 1, "footer-line": 8}


def test_speech_before_the_first_label_is_kept_as_nobodys() -> None:
    transcript = read("We are already talking, are we not?\n\nT: yes\nC: ok\n")
    assert said(transcript)[0] == (None, "We are already talking, are we not?")
    assert "unlabeled-start" in codes(transcript)


def test_colons_and_notes_inside_speech_are_no_speakers() -> None:
    transcript = read("""
        T: here's the thing: we are late
        C: hm
        Note: I wrote a note: yes
        and more
        T: it is 10:30 now
    """)
    assert said(transcript) == [
        ("T", "here's the thing: we are late"),
        ("C", "hm Note: I wrote a note: yes and more"),
        ("T", "it is 10:30 now"),
    ]


def test_a_label_in_the_middle_of_a_line_is_reported() -> None:
    transcript = read("T: hello C: hi\nC: so\nT: yes\nC: ok\n")
    found = [one for one in transcript.diagnostics if one.code == "label-inside-speech"]
    assert [one.line for one in found] == [1]


def test_page_numbers_and_running_heads_are_not_speech() -> None:
    pages = "".join(
        f"T: a{n}\n\nC: b{n}\n\nCASE 7 SESSION 3\nPage {n}\n\n" for n in (1, 2, 3)
    )
    transcript = read(pages + "T: end\n")
    words = [text for _, text in said(transcript)]
    assert words == ["a1", "b1", "a2", "b2", "a3", "b3", "end"]
    assert "page-furniture" in codes(transcript)


def test_line_numbers_are_taken_off_and_kept_as_ids() -> None:
    transcript = read("1 T: hello\n2 there\n3 C: hi\n4 you\n")
    assert said(transcript) == [("T", "hello there"), ("C", "hi you")]
    assert [one.id for one in transcript.utterances] == ["1", "3"]


def test_placeholders_events_and_disfluencies_stay() -> None:
    text = "I, I mean [NAME] (laughs) [pause] um <PERSON> **NAME** ((...)) xxx"
    assert said(read(f"C: {text}\nT: ok\n"))[0] == ("C", text)


def test_someone_who_speaks_once_is_kept_and_reported() -> None:
    transcript = read("T: a\nC: b\nT: c\nC: d\nReceptionist: call\nT: e\n")
    assert said(transcript)[4] == ("Receptionist", "call")
    found = [one for one in transcript.diagnostics if one.code == "label-once"]
    assert [one.line for one in found] == [5]


def test_long_turns_on_one_line_each_are_all_read() -> None:
    words = (
        "I went there and it was fine, and nobody cared at all about it, I think " * 3
    )
    text = "".join(f"{'TC'[n % 2]}: {n} {words}\n" for n in range(10))
    assert [who for who, _ in said(read(text))] == list("TCTCTCTCTC")


def test_wrapped_lines_that_begin_like_a_label_stay_speech() -> None:
    wide = "and then we went to the other place where she had told me that I must "
    text = f"T: hello\nC: {wide}\n{wide}\n{wide}\nRemarkably: {wide}\n{wide}\nso\nT: ok\nC: x\n"
    assert [who for who, _ in said(read(text))] == ["T", "C", "T", "C"]
