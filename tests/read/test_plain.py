from __future__ import annotations

from functools import partial

import pytest

from read.reading_cases import codes, noticed, read_as, said, times
from transcript_rupture.errors import UnreadableFileError

read = partial(read_as, name="s.txt")


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
    assert noticed(transcript) == {"header-line": 1, "footer-line": 9}


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


ANSWERS = ("7/10", "7:30", "Page 12", "3 of 5", "12", "End of session.", "- 4 -")


@pytest.mark.parametrize("answer", ANSWERS)
def test_an_answer_that_looks_like_furniture_stays_below_its_header(
    answer: str,
) -> None:
    for gap in ("", "\n"):
        transcript = read(f"Ann  0:01\nHow bad?\n\nBob  0:05\n{gap}{answer}\n")
        assert said(transcript) == [("Ann", "How bad?"), ("Bob", answer)]
        assert codes(transcript) == set()


@pytest.mark.parametrize("answer", ANSWERS)
def test_a_turn_that_goes_on_with_what_looks_like_furniture_is_whole(
    answer: str,
) -> None:
    transcript = read(f"T: Rate it.\nC: I say\n{answer}\nas ever.\nT: Right.\n")
    assert said(transcript)[1] == ("C", f"I say {answer} as ever.")
    assert codes(transcript) == set()


def test_numbers_between_blank_lines_are_pages_only_if_three_count_up() -> None:
    def spoken(*numbers: str) -> list[str]:
        pages = "".join(f"T: a\n\n{number}\n\n" for number in numbers)
        return [text for _, text in said(read(pages + "C: b\n"))]

    assert spoken("1", "2", "3") == ["a", "a", "a", "b"]
    assert spoken("- 7 -", "- 8 -", "- 9 -") == ["a", "a", "a", "b"]
    assert spoken("1 of 9", "2 of 9", "3 of 9") == ["a", "a", "a", "b"]
    assert spoken("1", "2") == ["a 1", "a 2", "b"]
    assert spoken("3/10", "5/10", "7/10") == ["a 3/10", "a 5/10", "a 7/10", "b"]


def test_form_feeds_set_page_numbers_off_as_blank_lines_do() -> None:
    text = "".join(f"T: a\n\n{n}\fC: b\n" for n in (1, 2, 3))
    transcript = read(text)
    assert said(transcript) == [("T", "a"), ("C", "b")] * 3
    assert noticed(transcript) == {"page-furniture": 3}


def test_a_labeled_line_beside_page_numbers_is_no_running_head() -> None:
    text = "".join(f"T: Why {n}?\n\n- {n} -\n\nC: Mm\n\n" for n in (1, 2, 3))
    transcript = read(text)
    assert [who for who, _ in said(transcript)] == list("TCTCTC")
    assert [(d.code, d.severity, d.line) for d in transcript.diagnostics] == [
        ("page-furniture", "warning", 3)
    ]


def test_a_footer_stands_at_the_very_end_below_a_blank_line() -> None:
    start = "T: a\nC: b\n"
    assert said(read(f"{start}End of session\n"))[1] == ("C", "b End of session")
    assert said(read(f"{start}\nEnd of session\n\nT: c\n"))[1][1] == "b End of session"
    transcript = read(f"{start}\n*** End of session ***\n")
    assert said(transcript) == [("T", "a"), ("C", "b")]
    assert [(d.code, d.severity) for d in transcript.diagnostics] == [
        ("footer-line", "warning")
    ]


def test_times_before_the_headers_are_marks_and_others_are_said() -> None:
    text = (
        "0:01\nT: When?\n\n0:04\nC: I wake at\n6:45\nand lie there.\n\n[0:09]\nYes.\n"
    )
    transcript = read(text)
    assert said(transcript) == [
        ("T", "When?"),
        ("C", "I wake at 6:45 and lie there. Yes."),
    ]
    assert [start for start, _ in times(transcript)] == [1000, 4000]
    assert noticed(transcript) == {"time-line": 9}


def test_a_text_of_more_lines_than_any_session_is_refused() -> None:
    with pytest.raises(UnreadableFileError, match="more than 250000 lines"):
        read("T: a\nC: b\n" + "a\n" * 250_000)


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
