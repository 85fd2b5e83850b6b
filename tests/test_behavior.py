"""The behavior pairs are well formed, and their runner judges as its head says."""

from __future__ import annotations

import json
import sys
from collections import Counter
from functools import lru_cache
from importlib.util import module_from_spec, spec_from_file_location
from itertools import pairwise
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from builders import marker, session, timeline, turn
from transcript_rupture.codebook import load_codebook
from transcript_rupture.domain import (
    SCORED_FAMILIES,
    SIDE_OF,
    Family,
    Role,
    Timeline,
    Transcript,
    TurnScores,
)
from transcript_rupture.errors import SettingsError

TOOL = Path(__file__).parents[1] / "tools" / "behavior.py"
INVARIANT = {"name_swap", "gendered_pair", "dialect_pair", "surface"}
LEAST_PAIRS, LEAST_OF_A_KIND, KINDS = 200, 15, 17


def load_tool() -> ModuleType:
    spec = spec_from_file_location("behavior", TOOL)
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    # Its dataclasses look their module up by name.
    sys.modules["behavior"] = module
    spec.loader.exec_module(module)
    return module


TOOL_MODULE = load_tool()


@lru_cache(maxsize=1)
def pairs() -> tuple[Any, ...]:
    return tuple(TOOL_MODULE.parse_pairs(TOOL_MODULE.PAIRS.read_text("utf-8")))


def test_there_are_enough_pairs_of_every_kind() -> None:
    counts = Counter(pair.kind for pair in pairs())

    assert counts.total() >= LEAST_PAIRS
    assert len(counts) == KINDS
    assert min(counts.values()) >= LEAST_OF_A_KIND


def test_every_pair_has_its_own_id_and_its_own_text() -> None:
    assert len({pair.id for pair in pairs()}) == len(pairs())
    assert len({(pair.a, pair.b) for pair in pairs()}) == len(pairs())


def test_only_kinds_about_invariance_say_whether_the_family_is_present() -> None:
    assert {p.kind for p in pairs() if p.present is not None} == INVARIANT
    assert not [p.id for p in pairs() if p.present is None and p.kind in INVARIANT]


def test_every_kind_of_invariance_has_pairs_with_and_without_the_family() -> None:
    shown = {(p.kind, p.present) for p in pairs() if p.present is not None}

    assert shown == {(kind, present) for kind in INVARIANT for present in (True, False)}


def test_every_scored_family_is_asked_about() -> None:
    assert {pair.family for pair in pairs()} == set(SCORED_FAMILIES)


def test_dialogues_are_short_and_their_speakers_take_turns() -> None:
    for pair in pairs():
        for lines in (pair.a, pair.b):
            assert 2 <= len(lines) <= 6, pair.id
            assert all(one[0] is not next_[0] for one, next_ in pairwise(lines)), (
                pair.id
            )


def test_the_target_is_spoken_by_the_side_of_the_family() -> None:
    for pair in pairs():
        assert pair.a[-1][0] is SIDE_OF[pair.family], pair.id
        swapped = pair.kind == "role_swap"
        assert (pair.b[-1][0] is SIDE_OF[pair.family]) is not swapped, pair.id


def test_variants_differ_in_as_little_as_their_kind_says() -> None:
    for pair in pairs():
        words = [[said for _, said in lines] for lines in (pair.a, pair.b)]
        roles = [[role for role, _ in lines] for lines in (pair.a, pair.b)]
        assert (words[0] == words[1]) is (pair.kind == "role_swap"), pair.id
        assert (roles[0] == roles[1]) is (pair.kind != "role_swap"), pair.id


@pytest.mark.parametrize("kind", ["invitation_swap", "context_swap", "chair_work"])
def test_where_the_context_is_swapped_the_target_is_the_same(kind: str) -> None:
    for pair in pairs():
        if pair.kind == kind:
            assert pair.a[-1] == pair.b[-1], pair.id


def test_no_line_is_an_example_of_the_codebook() -> None:
    printed = {
        example.text.casefold()
        for code in load_codebook().codes.values()
        for example in (*code.positives, *code.near_misses)
    }
    lines = {
        words.casefold()
        for pair in pairs()
        for _, words in (pair.a[-1], pair.b[-1])
        if len(words.split()) > 3
    }

    assert not [line for line in lines if any(line in text for text in printed)]


ONE = """
[[kind_one]]
id = "x"
family = "confrontation"
before = "T: So?"
a = "C: Yes."
b = "C: No."
"""


def test_a_pair_is_its_shared_lines_around_the_line_that_differs() -> None:
    (pair,) = TOOL_MODULE.parse_pairs(ONE + 'after = "T: Hm."\n')

    assert pair.id == "kind_one/x"
    assert pair.a == (
        (Role.THERAPIST, "So?"),
        (Role.CLIENT, "Yes."),
        (Role.THERAPIST, "Hm."),
    )
    assert pair.b[1] == (Role.CLIENT, "No.")


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("[[kind", "not TOML"),
        (ONE.replace("confrontation", "contrast"), "kind_one/x: a key"),
        (ONE.replace("before", "wherefore"), "kind_one/x: a key"),
        (ONE.replace('a = "C: Yes."', ""), "kind_one/x: a key"),
        (ONE.replace("T: So?", "So?"), "without speaker"),
        (ONE.replace("C: Yes.", "C: "), "without speaker or words"),
    ],
)
def test_a_wrong_file_of_pairs_is_refused_without_its_words(
    text: str, complaint: str
) -> None:
    with pytest.raises(SettingsError, match=complaint) as caught:
        TOOL_MODULE.parse_pairs(text)

    assert "So?" not in str(caught.value)


def analyzer_of(scores: dict[str, float], *, flag: float = 0.5) -> Any:
    """An analyzer that knows the score of each line, and flags from a threshold on."""

    def analyze(transcript: Transcript) -> Timeline:
        turns = [
            turn(u.text, role=u.role or Role.UNKNOWN) for u in transcript.utterances
        ]
        found = [scores.get(t.text, 0.0) for t in turns]
        return timeline(
            session(turns),
            markers=[
                marker(i, "feeling_unseen", family=Family.CONFRONTATION, score=score)
                for i, score in enumerate(found)
                if score >= flag
            ],
            scores=tuple(TurnScores(confrontation=score) for score in found),
        )

    return analyze


def tried(scores: dict[str, float], extra: str = "") -> tuple[bool, bool]:
    (pair,) = TOOL_MODULE.parse_pairs(ONE + extra)
    outcome = TOOL_MODULE.try_pair(pair, analyzer_of(scores))
    return outcome.right, outcome.seen


@pytest.mark.parametrize(
    ("a", "b", "right", "seen"),
    [
        (0.9, 0.1, True, True),
        (0.5, 0.49, True, True),
        (0.31, 0.2, True, False),
        (0.29, 0.2, False, False),
        (0.1, 0.4, False, False),
        (0.9, 0.6, False, False),
        (0.0, 0.0, False, False),
    ],
)
def test_a_direction_is_right_if_only_the_first_variant_stands_out(
    *, a: float, b: float, right: bool, seen: bool
) -> None:
    assert tried({"Yes.": a, "No.": b}) == (right, seen)


@pytest.mark.parametrize(
    ("a", "b", "right", "seen"),
    [
        (0.7, 0.6, True, True),
        (0.9, 0.7, False, True),
        (0.51, 0.49, False, False),
        (0.1, 0.1, True, False),
    ],
)
def test_an_invariance_is_right_if_flag_and_score_stay(
    *, a: float, b: float, right: bool, seen: bool
) -> None:
    assert tried({"Yes.": a, "No.": b}, "present = true\n") == (right, seen)


def test_an_absent_family_is_seen_rightly_where_neither_variant_is_flagged() -> None:
    assert tried({"Yes.": 0.1, "No.": 0.1}, "present = false\n") == (True, True)
    assert tried({"Yes.": 0.8, "No.": 0.8}, "present = false\n") == (True, False)


def test_only_the_last_turn_counts_unless_the_pair_says_anywhere() -> None:
    scores = {"So?": 0.9, "Yes.": 0.8, "No.": 0.1}

    assert tried(scores) == (True, True)
    assert tried(scores, "anywhere = true\n") == (False, False)


def test_the_report_counts_by_kind_and_names_what_failed() -> None:
    two = ONE + ONE.replace("kind_one", "kind_two").replace("Yes.", "Maybe.")
    analyze = analyzer_of({"Yes.": 0.9})
    found = [TOOL_MODULE.try_pair(p, analyze) for p in TOOL_MODULE.parse_pairs(two)]

    lines = [line.split() for line in TOOL_MODULE.report(found)]

    assert lines == [
        ["kind", "right", "seen"],
        ["kind_one", "1/1", "1/1"],
        ["kind_two", "0/1", "0/1"],
        ["all", "1/2", "1/2"],
        ["failed:", "1"],
        ["kind_two/x", "a", "0.000", "b", "0.000"],
    ]
    assert TOOL_MODULE.share_right(found) == 0.5


def test_the_json_holds_figures_and_no_words() -> None:
    (pair,) = TOOL_MODULE.parse_pairs(ONE)
    found = [TOOL_MODULE.try_pair(pair, analyzer_of({"Yes.": 0.9}))]

    text = TOOL_MODULE.render(found, model="none")

    assert json.loads(text)["outcomes"] == [
        {
            "id": "kind_one/x",
            "kind": "kind_one",
            "right": True,
            "seen": True,
            "a": {"score": 0.9, "flagged": True},
            "b": {"score": 0.0, "flagged": False},
        }
    ]
    assert "Yes." not in text
