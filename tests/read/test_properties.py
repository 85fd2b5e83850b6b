from __future__ import annotations

import csv
import gc
import io
import json
import re
import time
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transcript_rupture.domain import Transcript
from transcript_rupture.errors import ReadError
from transcript_rupture.read import FORMATS, read_bytes

NAMES = [
    f"s.{ending}"
    for ending in ("txt", "vtt", "srt", "csv", "tsv", "json", "jsonl", "x")
]
SAMPLES = [
    "Date: 1 May\n\nT: hello\n\nC: hi (laughs)\n\nT: so\n",
    "Ann Lee  0:04\nhello\n\nBob  0:09\nhi\n",
    "WEBVTT\n\nid/5-0\n00:01.000 --> 00:02.000\n<v Ann>hi</v><v Bob>yo\n\n00:02.000 --> 00:03.000\n>> a\n",
    "1\n00:00:01,000 --> 00:00:02,000\nAnn: hi\n\n2\n00:00:02,000 --> 00:00:03,000\nyo\n",
    'id,speaker,text,start\n1,T,"a, b",0:01\n2,C,x,0:02\n',
    "start_time\tstop_time\tspeaker\tvalue\n1\t2\tEllie\thi\n",
    "transcript_id,utterance_id,interlocutor,timestamp,utterance_text\n1,1,client,0:01,a\n",
    '{"segments": [{"text": "a", "start": 1, "words": [{"speaker": "A"}]}, {"text": "b"}]}',
    '{"id": 1, "speaker": "T", "text": "a", "start": 1}\n{"id": 2, "text": "b"}\n',
]
# What people say that a page might also print.
LIKE_FURNITURE = [
    *("7/10", "8/10", "9/10", "7:30", "6:45", "Page 12", "Page 13", "3 of 5", "1", "2"),
    *("3", "12", "- 4 -", "End of session.", "Mm.", "No.", "as I said:", "well:"),
    *("Transcribed by my sister.", "SESSION 3", "(end)", "[end of the tape]"),
]
WORDS = st.lists(
    st.sampled_from("yes no well then I see that was hard okay maybe".split())
    | st.text(st.characters(codec="utf-8", categories=["L"]), min_size=1, max_size=8),
    min_size=1,
    max_size=6,
).map(" ".join) | st.sampled_from(LIKE_FURNITURE)
DIALOGUE = st.lists(WORDS, min_size=4, max_size=12).map(
    lambda spoken: [("TC"[at % 2], words) for at, words in enumerate(spoken)]
)
Dialogue = list[tuple[str, str]]


def assert_read_or_refused(data: bytes, name: str, form: str | None = None) -> None:
    try:
        found = read_bytes(data, name=name, format=form)
    except ReadError:
        return
    assert found
    for transcript in found:
        ids = [one.id for one in transcript.utterances]
        assert len(set(ids)) == len(ids) > 0
        assert any(one.text.strip() for one in transcript.utterances)
        assert all(one.line >= 1 for one in transcript.utterances)
        "".join(one.text for one in transcript.utterances).encode("utf-8")


@settings(deadline=None, max_examples=150)
@given(st.binary(max_size=200), st.sampled_from(NAMES))
def test_any_bytes_are_read_or_refused(data: bytes, name: str) -> None:
    assert_read_or_refused(data, name)


@settings(deadline=None, max_examples=300)
@given(
    st.text(max_size=200) | st.text(":->[]{}\"',;\t\n 0123TCv<>/#.", max_size=120),
    st.sampled_from(FORMATS),
)
def test_any_text_is_read_or_refused_in_every_format(text: str, form: object) -> None:
    data = text.encode("utf-8", "surrogatepass")
    assert_read_or_refused(data, "s.txt", getattr(form, "name", None))


@settings(deadline=None, max_examples=300)
@given(st.sampled_from(SAMPLES), st.data(), st.sampled_from(NAMES))
def test_mutated_samples_are_read_or_refused(
    sample: str, data: st.DataObject, name: str
) -> None:
    at = data.draw(st.integers(0, len(sample)))
    cut = data.draw(st.integers(0, 12))
    piece = data.draw(
        st.text(max_size=4)
        | st.sampled_from(['"', "-->", "\n\n", "<v ", "{", "9" * 30])
    )
    mutated = sample[:at] + piece + sample[at + cut :]
    assert_read_or_refused(mutated.encode("utf-8", "surrogatepass"), name)


def clock(at: int, mark: str) -> str:
    return f"00:{at // 60:02}:{at % 60:02}{mark}000"


def as_text(spoken: Dialogue) -> str:
    return "\n\n".join(f"{who}: {words}" for who, words in spoken)


def as_wrapped_text(spoken: Dialogue) -> str:
    """Every word on a line of its own, but a word and a colon would be a label."""
    return "\n".join(
        f"{who}: " + re.sub(r" (?!\S*:)", "\n", words) for who, words in spoken
    )


def as_pages(spoken: Dialogue) -> str:
    """A running head and a page number after every turn, a footer at the end."""
    pages = (
        f"{who}: {words}\n\nCASE 7\n- {page} -\n\n"
        for page, (who, words) in enumerate(spoken, start=1)
    )
    return "".join(pages) + "*** End of transcript ***\n"


def as_pages_cut_by_form_feeds(spoken: Dialogue) -> str:
    """Labels on lines of their own, page numbers before form feeds."""
    return "".join(
        f"{who}:\n{words}\n\nPage {page} of 90\f"
        for page, (who, words) in enumerate(spoken, start=1)
    )


def as_otter(spoken: Dialogue) -> str:
    return "\n\n".join(
        f"Speaker {who}  {at // 60}:{at % 60:02}\n{words}"
        for at, (who, words) in enumerate(spoken)
    )


def as_voices(spoken: Dialogue) -> str:
    cues = (
        f"{clock(at, '.')} --> {clock(at + 1, '.')}\n<v {who}>{words}</v>\n\n"
        for at, (who, words) in enumerate(spoken)
    )
    return "WEBVTT\n\n" + "".join(cues)


def as_prefixes(spoken: Dialogue) -> str:
    return "".join(
        f"{at + 1}\n{clock(at, ',')} --> {clock(at + 1, ',')}\n{who}: {words}\n\n"
        for at, (who, words) in enumerate(spoken)
    )


def as_table(spoken: Dialogue) -> str:
    sheet = io.StringIO()
    csv.writer(sheet).writerows([("speaker", "text"), *spoken])
    return sheet.getvalue()


def as_lines(spoken: Dialogue) -> str:
    return "\n".join(
        json.dumps({"speaker": who, "text": words}) for who, words in spoken
    )


def as_segments(spoken: Dialogue) -> str:
    return json.dumps(
        {"segments": [{"speaker": who, "text": words} for who, words in spoken]}
    )


WRITERS = [as_text, as_otter, as_voices, as_prefixes, as_table, as_lines, as_segments]
LAYOUTS = [as_wrapped_text, as_pages, as_pages_cut_by_form_feeds]


def heard(transcript: Transcript) -> Dialogue:
    return [
        ((one.speaker or "").removeprefix("Speaker "), " ".join(one.text.split()))
        for one in transcript.utterances
    ]


@pytest.mark.parametrize("write", WRITERS + LAYOUTS)
@settings(deadline=None, max_examples=40)
@given(spoken=DIALOGUE)
def test_no_word_is_lost_and_none_changes_its_speaker(
    write: Callable[[Dialogue], str], spoken: Dialogue
) -> None:
    (transcript,) = read_bytes(write(spoken).encode(), name="s")
    assert heard(transcript) == spoken


def timed(
    read: Callable[[], tuple[Transcript, ...]],
) -> tuple[tuple[Transcript, ...], float]:
    """What was read, and the seconds of the better of two tries after one to warm up."""
    found, seconds = read(), []
    # What the other tests left in memory is not the reader's to walk through.
    gc.freeze()
    try:
        for _ in range(2):
            started = time.process_time()
            found = read()
            seconds.append(time.process_time() - started)
    finally:
        gc.unfreeze()
    return found, min(seconds)


@pytest.mark.parametrize("write", WRITERS)
def test_each_megabyte_is_read_in_two_seconds(write: Callable[[Dialogue], str]) -> None:
    spoken = [
        ("TC"[at % 2], f"and then {at} there was the thing: nobody cared")
        for at in range(18_000)
    ]
    data = write(spoken).encode()
    assert len(data) > 900_000
    (transcript,), seconds = timed(lambda: read_bytes(data, name="s"))
    assert seconds < 2 * len(data) / 1e6
    assert heard(transcript) == spoken


def test_millions_of_blank_lines_are_refused_at_once() -> None:
    started = time.process_time()
    assert_read_or_refused(b"T: a\nC: b\n" + b"\n" * 3_000_000, "s.txt")
    assert time.process_time() - started < 2


@pytest.mark.parametrize("name", ["s.txt", "s.vtt", "s.csv", "s.json"])
@pytest.mark.parametrize("unit", ["a ", "-", "T: a ", "[", "<v ", '"', "0:00 "])
def test_a_huge_line_takes_linear_time(name: str, unit: str) -> None:
    started = time.process_time()
    assert_read_or_refused((unit * (1_000_000 // len(unit))).encode(), name)
    assert time.process_time() - started < 2
