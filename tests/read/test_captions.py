from __future__ import annotations

from functools import partial

import pytest

from read.reading_cases import codes, read_as, said, times
from transcript_rupture.errors import MalformedFileError

read = partial(read_as, name="s.vtt")


def test_zoom_prefixes_name_the_speaker_until_the_next_one() -> None:
    transcript = read("""
        WEBVTT

        1
        00:00:01.000 --> 00:00:02.000
        Ann Lee: hello, here's the thing: we are

        2
        00:00:02.000 --> 00:00:03.000
        late

        3
        00:00:03.500 --> 00:00:04.000
        Bob: Note: hi
    """)
    assert said(transcript) == [
        ("Ann Lee", "hello, here's the thing: we are"),
        ("Ann Lee", "late"),
        ("Bob", "Note: hi"),
    ]
    assert [one.id for one in transcript.utterances] == ["1", "2", "3"]
    assert times(transcript) == [(1000, 2000), (2000, 3000), (3500, 4000)]
    assert codes(transcript) == set()


def test_teams_voices_ids_single_digit_times_and_entities() -> None:
    transcript = read("""
        WEBVTT

        3f2a77aa-1c1c-4b2b-9d9d-0123456789ab/5-0
        0:0:1.0 --> 0:0:2.570
        <v Ann
        Lee>hello <i>you</i>
        there</v>

        3f2a77aa-1c1c-4b2b-9d9d-0123456789ab/5-1
        00:03.000 --> 00:04.000 align:start
        Q&amp;A at AT&T &lt;3 <PERSON>
    """)
    assert said(transcript) == [
        ("Ann Lee", "hello you there"),
        ("Ann Lee", "Q&A at AT&T <3 <PERSON>"),
    ]
    assert times(transcript) == [(1000, 2570), (3000, 4000)]
    assert [one.id[-4:] for one in transcript.utterances] == ["/5-0", "/5-1"]


def test_several_voices_in_a_cue_become_utterances_with_estimated_times() -> None:
    transcript = read("""
        WEBVTT

        x
        00:01.000 --> 00:03.000
        <v.loud Ann>hi you</v>
        <v Bob>yes --> no
    """)
    assert [
        (one.id, one.speaker, one.text, one.start_ms, one.end_ms, one.approximate)
        for one in transcript.utterances
    ] == [
        ("x", "Ann", "hi you", 1000, 1750, True),
        ("x#2", "Bob", "yes --> no", 1750, 3000, True),
    ]
    assert codes(transcript) == {"split-cue"}


def test_nested_voices_return_to_the_outer_one() -> None:
    transcript = read("""
        WEBVTT

        00:01.000 --> 00:03.000
        <v Ann>so <v Bob>mhm</v> and then</v>
    """)
    assert said(transcript) == [("Ann", "so"), ("Bob", "mhm"), ("Ann", "and then")]


def test_a_cue_without_voice_among_voices_is_given_to_nobody() -> None:
    transcript = read("""
        WEBVTT

        00:01.000 --> 00:02.000
        <v Ann>hi</v> who is this

        00:02.000 --> 00:03.000
        nobody
    """)
    assert said(transcript) == [("Ann", "hi"), (None, "who is this"), (None, "nobody")]
    assert {"cue-without-voice", "some-speakers-missing"} <= codes(transcript)


def test_comments_styles_and_empty_cues_are_no_speech() -> None:
    transcript = read("""
        WEBVTT - a title
        Kind: captions

        STYLE
        ::cue { color: red }

        NOTE
        a comment

        00:01.000 --> 00:02.000
        Ann: NOTE this

        00:02.000 --> 00:03.000

        00:03.000 --> 00:04.000
        Bob: yes
    """)
    assert said(transcript) == [("Ann", "NOTE this"), ("Bob", "yes")]
    assert codes(transcript) == {"comment", "empty-utterance"}


def test_a_missing_header_is_forgiven() -> None:
    transcript = read(
        "00:01.000 --> 00:02.000\nAnn: a\n\n00:02.000 --> 00:03.000\nBob: b\n"
    )
    assert said(transcript) == [("Ann", "a"), ("Bob", "b")]
    assert codes(transcript) == {"missing-header"}


def test_marks_of_a_new_speaker_split_a_cue() -> None:
    transcript = read("""
        WEBVTT

        00:00.000 --> 00:02.000
        >> Hey. &gt;&gt; Hello.

        00:02.000 --> 00:04.000
        - Hey you
        - Yo
    """)
    assert said(transcript) == [
        (None, one) for one in ("Hey.", "Hello.", "Hey you", "Yo")
    ]
    assert {"no-speakers", "unnamed-change"} <= codes(transcript)


def test_rolling_captions_are_heard_once() -> None:
    transcript = read("""
        WEBVTT

        00:00:00.000 --> 00:00:02.000
        hello<00:00:00.500><c> you</c>

        00:00:02.000 --> 00:00:02.010
        hello you

        00:00:02.010 --> 00:00:04.000
        hello you
        so<00:00:02.500><c> yes</c>

        00:00:04.000 --> 00:00:04.010
        so yes
    """)
    assert said(transcript) == [(None, "hello you"), (None, "so yes")]


def test_people_who_repeat_themselves_are_heard_every_time() -> None:
    cues = "".join(f"00:0{n}.000 --> 00:0{n + 1}.000\nyes\n\n" for n in range(9))
    assert len(said(read("WEBVTT\n\n" + cues))) == 9


def test_broken_time_lines_begin_a_cue_all_the_same() -> None:
    transcript = read("""
        WEBVTT

        00:01.000 --> 00:02.000
        Ann: hi

        00:02.000 -> 00:03.000
        Bob: yo

        00:99.000 --> soon
        Bob: so
    """)
    assert [text for _, text in said(transcript)][:2] == ["hi", "yo"]
    assert "malformed-time-line" in codes(transcript)
    assert "so" in " ".join(text for _, text in said(transcript))


def test_subrip_with_blank_lines_markup_and_missing_numbers() -> None:
    transcript = read(
        """
        1
        00:00:01,000 --> 00:00:02,000
        Ann: <i>hello</i>

        more

        00:00:02,000 --> 00:00:03,000
        Bob: 2
        7
        00:00:03,000 --> 00:00:02,000
        {\\an8}bye
        """,
        name="s.srt",
    )
    assert said(transcript) == [("Ann", "hello more"), ("Bob", "2"), ("Bob", "bye")]
    assert [one.id for one in transcript.utterances] == ["1", "2", "7"]
    assert times(transcript) == [(1000, 2000), (2000, 3000), (3000, None)]
    assert codes(transcript) == {"text-outside-cue", "end-before-start"}


def test_doubtful_times_are_told_once_a_kind_with_the_first_line() -> None:
    cues = "".join(
        f"00:0{9 - n}.000 --> 00:0{9 - n}.000\nAnn: a{n}\n\n" for n in range(5)
    )
    found = {
        one.code: (one.line, one.message)
        for one in read("WEBVTT\n\n" + cues).diagnostics
    }
    assert found.keys() == {"backwards-time", "zero-length"}
    assert found["backwards-time"][0] == 6
    assert "4 times" in found["backwards-time"][1]


def test_phones_and_devices_that_dial_in_are_speakers() -> None:
    who = ["Ann", "+15551234567", "Ann", "anna's iPhone", "1 (555) ***-1234"]
    cues = "".join(
        f"00:0{n}.000 --> 00:0{n}.500\n{one}: hi\n\n" for n, one in enumerate(who)
    )
    assert [speaker for speaker, _ in said(read("WEBVTT\n\n" + cues))] == who


def test_captions_without_any_time_are_refused() -> None:
    with pytest.raises(MalformedFileError, match="no caption with a time"):
        read("WEBVTT\n\nAnn: hi\n")
