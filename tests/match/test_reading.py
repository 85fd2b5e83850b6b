"""A turn as the rules see it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from transcript_rupture.domain import Span
from transcript_rupture.match.reading import normalize, read_turn


def test_contractions_are_opened() -> None:
    reading = read_turn("I don't think it's yours, I'm gonna go.")

    assert " ".join(reading.words) == ("i do not think it is yours i am going to go .")


def test_tenses_stay_what_they_were() -> None:
    assert read_turn("I didn't, I hadn't, I could've").words == (
        *("i", "did", "not", "i", "had", "not"),
        *("i", "could", "have"),
    )


def test_false_starts_and_fillers_are_skipped() -> None:
    reading = read_turn("I-I-I, um, feel-- wha-what you're doing")

    assert reading.words == ("i", "feel", "what", "you", "are", "doing")


def test_a_word_that_only_begins_like_the_next_one_is_kept() -> None:
    assert read_turn("no, not now, an answer").words == (
        "no",
        "not",
        "now",
        "an",
        "answer",
    )


def test_event_marks_are_no_words_but_are_kept_as_events() -> None:
    reading = read_turn("[laughs] It broke my heart.")

    assert reading.words == ("it", "broke", "my", "heart", ".")
    assert reading.events == ("[laughs]",)


def test_folded_back_channels_are_no_words_of_the_speaker() -> None:
    text = "I was walking- [Yeah.] -and then"
    aside = Span(text.index("["), text.index("]") + 1)

    assert "yeah" not in read_turn(text, (aside,)).words


def test_a_match_knows_where_it_stands_in_the_text_as_written() -> None:
    text = "Well — you don’t listen."
    reading = read_turn(text)
    start = reading.words.index("you")

    span = reading.span(start, start + 4)

    assert text[span.start : span.end] == "you don’t listen"


def test_sentences_do_not_run_into_each_other() -> None:
    reading = read_turn("He left. You stayed.")

    assert reading.sentence(0) == (0, 3)
    assert reading.sentence(4) == (3, 6)


def test_what_stands_in_quotation_marks_is_known() -> None:
    text = 'I told her "you never listen" and left'
    reading = read_turn(text)
    start = reading.words.index("you")

    assert reading.is_quoted(reading.span(start, start + 3))
    assert not reading.is_quoted(reading.span(0, 2))


def test_an_apostrophe_does_not_open_a_quotation() -> None:
    assert read_turn("it's what I'm saying, isn't it, that's all").quotes == ()


def test_a_phrase_and_speech_are_normalized_alike() -> None:
    assert normalize("can't wanna") == ("can", "not", "want", "to")


@given(st.text(max_size=300))
def test_any_text_can_be_read_and_every_word_lies_inside_it(text: str) -> None:
    reading = read_turn(text)

    assert len(reading.starts) == len(reading.ends) == len(reading.words)
    if text.strip() and reading.words != (".",):
        assert all(
            0 <= start < end <= len(text)
            for start, end in zip(reading.starts, reading.ends, strict=True)
        )
    assert list(reading.starts) == sorted(reading.starts)
