from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transcript_rupture.codebook.dialogue import LETTERS, parse_dialogue, target_of
from transcript_rupture.domain import Role
from transcript_rupture.errors import RuleError

C, T = Role.CLIENT, Role.THERAPIST

words = st.text("abc ?!…—',.", min_size=1).map(str.strip).filter(bool)
stages = st.sampled_from(["", "[pause] ", "[tearful two turns ago] "])
spoken = st.tuples(st.sampled_from([C, T]), st.tuples(stages, words).map("".join))


@given(st.lists(spoken, min_size=1, max_size=5))
def test_a_printed_dialogue_is_read_back(lines: list[tuple[Role, str]]) -> None:
    printed = " / ".join(f"{LETTERS[role]}: {text}" for role, text in lines)
    assert parse_dialogue(printed) == tuple(lines)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("You're on mute.", ((None, "You're on mute."),)),
        ("[five words every time]", ((None, "[five words every time]"),)),
        ("[tearful before] C: Anyway.", ((C, "[tearful before] Anyway."),)),
        ("C: [crying] / T: There, there.", ((C, "[crying]"), (T, "There, there."))),
        ("T: Go on. / [later] C: Mm. / C: Okay.", ((T, "Go on."), (C, "[later] Mm."), (C, "Okay."))),
        ("T: We could — / C: No.", ((T, "We could —"), (C, "No."))),
        ("C: either / or, who knows", ((C, "either / or, who knows"),)),
        ("C: I said: T: is a letter", ((C, "I said: T: is a letter"),)),
    ],
)  # fmt: skip
def test_tricky_dialogues_are_read(
    text: str, lines: tuple[tuple[Role | None, str], ...]
) -> None:
    assert parse_dialogue(text) == lines


@pytest.mark.parametrize(
    ("text", "side", "target"),
    [
        ("T: Well? / C: No. / T: And? / C: Never.", C, 3),
        ("C: No. / T: But why? / C: No.", T, 1),
        ("[nobody speaks]", C, 0),
        ("You're on mute.", T, 0),
    ],
)
def test_the_last_line_of_the_side_is_judged(
    text: str, side: Role, target: int
) -> None:
    assert target_of(parse_dialogue(text), side) == target


def test_an_example_without_a_line_of_its_side_is_refused() -> None:
    with pytest.raises(RuleError, match="a therapist code has no therapist line"):
        target_of(parse_dialogue("C: No."), T)
