"""What a classifier may see: the past of a turn, within its budget."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import client, session, therapist, turn
from transcript_rupture.classify import ModelFolder
from transcript_rupture.classify.encode import WindowEncoder
from transcript_rupture.classify.folder import TOKENIZER
from transcript_rupture.classify.window import WindowSettings, window_at, windows
from transcript_rupture.domain import Role

TALK = session(
    [therapist("one"), client("two"), therapist("three"), client("four"), client("...")]
)


def test_a_window_holds_the_turns_before_and_nothing_after() -> None:
    seen = list(windows(TALK, turns=2))

    assert [w.turn for w in seen] == [0, 1, 2, 3]
    assert seen[0].before == ()
    assert seen[2].before == ((Role.THERAPIST, "one"), (Role.CLIENT, "two"))


def test_what_comes_later_changes_no_window() -> None:
    longer = session([*TALK.turns[:3], client("another ending altogether")])

    assert list(windows(TALK, turns=3))[:3] == list(windows(longer, turns=3))[:3]


def test_people_without_a_side_and_turns_without_words_are_not_read() -> None:
    talk = session([turn("hello", role=Role.OTHER), client("[...]"), client("hm")])

    assert [w.turn for w in windows(talk, turns=3)] == [2]


def test_other_words_can_stand_in_for_a_turn() -> None:
    assert window_at(TALK.turns, 1, turns=1, text="2").text == "2"


@pytest.fixture(scope="module")
def tokenizer(model: ModelFolder) -> Path:
    return model.path / TOKENIZER


def test_the_target_begins_where_its_speaker_is_named(tokenizer: Path) -> None:
    encoder = WindowEncoder(tokenizer, settings=WindowSettings())
    alone, answered = encoder.encode(list(windows(TALK, turns=1))[:2])

    assert alone.target == 2
    assert alone.ids[alone.target : -1] == answered.ids[1 : answered.target - 1]


@given(st.lists(st.integers(0, 60), min_size=1, max_size=5))
def test_no_window_is_longer_than_its_budget(tokenizer: Path, sizes: list[int]) -> None:
    settings = WindowSettings(target_tokens=20, nearest_tokens=10, earlier_tokens=5)
    talk = session([client("a " * size + "b") for size in sizes])
    encoder = WindowEncoder(tokenizer, settings=settings)

    for row in encoder.encode(list(windows(talk, turns=3))):
        assert len(row.ids) - row.target <= 20 + 1
        assert row.target <= 10 + 2 * 5 + 2


def test_a_long_turn_keeps_its_beginning_and_its_end(tokenizer: Path) -> None:
    settings = WindowSettings(target_tokens=6)
    talk = session([client("x " + "a " * 50 + "z")])
    encoder = WindowEncoder(tokenizer, settings=settings)
    whole = WindowEncoder(tokenizer, settings=WindowSettings(target_tokens=99))

    (short,) = encoder.encode(list(windows(talk, turns=3)))
    (long,) = whole.encode(list(windows(talk, turns=3)))

    assert short.ids[2:5] == long.ids[2:5]
    assert short.ids[-3:] == long.ids[-3:]
