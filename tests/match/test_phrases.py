"""The notation in which rules are written."""

from __future__ import annotations

from itertools import product

import pytest

from transcript_rupture.errors import RuleError
from transcript_rupture.match.phrases import GAP_WORDS, needs_of, parse_phrase

LISTS = {"relative": ["mom", "boss"]}


def spelled(phrase: str) -> set[tuple[str, ...]]:
    """Every word sequence a phrase without free words stands for."""
    return {
        tuple(word for word in words if word)
        for row in parse_phrase(phrase, LISTS).rows()
        for words in product(*([*s.words, ""] if s.optional else s.words for s in row))
    }


def test_alternatives_may_hold_several_words() -> None:
    assert spelled("you (never|do not) listen") == {
        ("you", "never", "listen"),
        ("you", "do", "not", "listen"),
    }


def test_an_optional_word_is_there_or_not() -> None:
    assert spelled("my @relative? (is|was)?") == {
        ("my",),
        ("my", "is"),
        ("my", "was"),
        ("my", "mom"),
        ("my", "mom", "is"),
        ("my", "mom", "was"),
        ("my", "boss"),
        ("my", "boss", "is"),
        ("my", "boss", "was"),
    }


def test_free_words_never_stand_for_the_end_of_a_sentence() -> None:
    assert parse_phrase("this _ pointless", {}).patterns() == [
        [{"ORTH": "this"}, {"IS_PUNCT": False}, {"ORTH": "pointless"}]
    ]
    (gap,) = parse_phrase("so * what", {}).patterns()
    assert gap[1:-1] == [{"IS_PUNCT": False, "OP": "?"}] * GAP_WORDS


def test_single_words_of_a_choice_become_one_set_of_words() -> None:
    assert parse_phrase("(stop|end|halt) it", {}).patterns() == [
        [{"ORTH": {"IN": ["end", "halt", "stop"]}}, {"ORTH": "it"}]
    ]


def test_contractions_in_phrases_are_opened() -> None:
    assert spelled("you don't get it") == {("you", "do", "not", "get", "it")}


def test_a_phrase_knows_what_it_needs_with_the_rarest_words_first() -> None:
    assert parse_phrase("you (never|do not) really? listen", {}).needs[0] == {"listen"}
    assert parse_phrase("i (am bored|give up)", {}).needs[0] == {"bored", "give"}
    assert needs_of([{"ORTH": "you"}, {"ORTH": {"IN": ["robot"]}}]) == (
        frozenset({"robot"}),
        frozenset({"you"}),
    )
    assert needs_of([{"IS_DIGIT": True}]) == ()


@pytest.mark.parametrize(
    ("phrase", "complaint"),
    [
        ("you (never listen", "unbalanced"),
        ("@nobody left", "no word list"),
        ("", "no word"),
        ("_ maybe? *", "no word"),
        (" ".join(["(a|a b|c d|e f|g h|i j|k l|m n|o p)"] * 5) + " _", "patterns"),
    ],
)
def test_a_phrase_that_cannot_be_meant_is_refused(phrase: str, complaint: str) -> None:
    with pytest.raises(RuleError, match=complaint):
        parse_phrase(phrase, LISTS)
