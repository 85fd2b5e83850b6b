"""Every shipped rule proves itself on its own examples, and all of them together."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examples import evidence_on, is_found
from transcript_rupture.codebook import Code, Example, load_codebook
from transcript_rupture.domain import Family
from transcript_rupture.errors import RuleError
from transcript_rupture.match import (
    build_rulebook,
    extend_rulebook,
    shipped_matcher,
    shipped_rulebook,
)
from transcript_rupture.match.rulebook import Rule

RULES = shipped_rulebook().rules
FIRES = [(rule, text) for rule in RULES for text in rule.fires_on]
QUIET = [(rule, text) for rule in RULES for text in rule.stays_quiet_on]
# One turn with its printed context can show this share of the codebook's positives,
# and at most this share of its near-misses may be taken for one.
LEAST_POSITIVES = 0.6
MOST_NEAR_MISSES = 0.05


def name(case: tuple[Rule, str]) -> str:
    return case[0].id


@pytest.mark.parametrize("case", FIRES, ids=name)
def test_a_rule_fires_on_its_examples(case: tuple[Rule, str]) -> None:
    rule, text = case

    assert is_found(rule, text)


@pytest.mark.parametrize("case", QUIET, ids=name)
def test_a_rule_stays_quiet_on_its_counter_examples(case: tuple[Rule, str]) -> None:
    rule, text = case

    assert not is_found(rule, text)


def test_most_rules_say_what_they_must_not_fire_on() -> None:
    guarded = [rule for rule in RULES if rule.stays_quiet_on]

    assert len(guarded) > len(RULES) / 2


def test_the_rules_cover_every_code_that_words_can_show() -> None:
    covered = {rule.code for rule in RULES}
    # An absence has no words; the fusion gives it.
    wanted = {
        code.name
        for code in load_codebook().codes.values()
        if code.family is not Family.CONTRAST
    } - {"missed_rupture"}

    assert wanted <= covered


def _examples() -> list[tuple[Code, Example]]:
    return [
        (code, example)
        for code in load_codebook().codes.values()
        if code.family is not Family.CONTRAST
        for example in code.positives
        if not example.needs_more
    ]


def test_at_least_sixty_percent_of_the_codebooks_positives_fire_their_family() -> None:
    examples = _examples()
    found = [
        code.family
        in {e.family for e in evidence_on(example.text, code.side) if not e.against}
        for code, example in examples
    ]

    assert len(examples) > 140
    assert sum(found) / len(found) >= LEAST_POSITIVES


def test_at_most_five_percent_of_the_codebooks_near_misses_fire_anything() -> None:
    misses = [
        [e for e in evidence_on(miss.text, code.side, target=False) if not e.against]
        for code in load_codebook().codes.values()
        for miss in code.near_misses
    ]

    assert len(misses) > 100
    assert sum(map(bool, misses)) / len(misses) <= MOST_NEAR_MISSES


OWN = """
[[rule]]
id = "X01"
code = "feeling_unseen"
why = "A word of our own."
score = 0.9
phrases = ["gobbledygook again"]
fires_on = ["Gobbledygook again."]
"""


def test_a_researchers_own_rules_join_the_shipped_ones() -> None:
    book = extend_rulebook(shipped_rulebook(), [OWN])

    assert len(book.rules) == len(RULES) + 1
    assert book.sha256 != shipped_rulebook().sha256


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("[[rule", "not TOML"),
        (OWN + OWN, "two rules are called X01"),
        (OWN.replace("feeling_unseen", "feeling_fine"), "unknown code"),
        (OWN.replace("score = 0.9", "score = 9"), "place or score"),
        (OWN.replace("why", "wherefore"), "unknown keys"),
        (OWN.replace('fires_on = ["Gobbledygook again."]', ""), "no fires_on"),
        (OWN.replace("again", "(again"), "unbalanced"),
        (OWN + 'when = { mood = "> 3" }', "no condition on mood"),
        (OWN + 'where = "sideways"', "place or score"),
    ],
)
def test_a_wrong_rule_file_is_refused_with_its_rule(text: str, complaint: str) -> None:
    with pytest.raises(RuleError, match=complaint):
        build_rulebook([text])


@given(st.text(max_size=200))
def test_any_text_can_be_matched(text: str) -> None:
    for e in evidence_on(text, None):
        assert e.span is None or e.span.end <= len(text)


def test_the_matcher_is_built_once() -> None:
    assert shipped_matcher() is shipped_matcher()
