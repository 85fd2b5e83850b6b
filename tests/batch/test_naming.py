"""File names: safe on every system, and no two sessions share one."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from transcript_rupture.batch.naming import LONGEST_BYTES, Names, safe_stem


@given(st.text())
def test_a_stem_is_one_plain_visible_file_name(session_id: str) -> None:
    stem = safe_stem(session_id)

    assert stem
    assert not stem.startswith(".")
    assert not set(stem) & set('/\\:*?"<>| \0\n')
    assert len(stem.encode()) <= LONGEST_BYTES + 1


@given(
    st.lists(st.text(max_size=200) | st.sampled_from(["a", "A", "a-2", "a/b", "a b"]))
)
def test_no_two_sessions_get_the_same_file(session_ids: list[str]) -> None:
    names = Names()

    stems = [safe_stem(names.claim(name)).casefold() for name in session_ids]

    assert len(set(stems)) == len(stems)


def test_the_second_of_a_name_gets_a_number() -> None:
    names = Names(taken=["b"])

    assert [names.claim(name) for name in ("a", "a", "A", "b")] == [
        "a",
        "a-2",
        "A-3",
        "b-2",
    ]


def test_the_number_of_a_long_name_survives_the_cut() -> None:
    names = Names()
    long = "x" * 300

    stems = [safe_stem(names.claim(long)) for _ in range(3)]

    assert stems[1:] == ["x" * 24 + "-2", "x" * 24 + "-3"]


def test_names_that_windows_reserves_are_changed() -> None:
    assert [safe_stem(name) for name in ("con", "NUL.txt", "console")] == [
        "con_",
        "NUL.txt_",
        "console",
    ]
