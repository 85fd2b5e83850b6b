from __future__ import annotations

from collections import Counter
from importlib.resources import files

import pytest

from transcript_rupture.codebook import (
    Code,
    Example,
    family_of,
    load_codebook,
    parse_codebook,
)
from transcript_rupture.domain import Family, Role
from transcript_rupture.errors import RuleError

BOOK = load_codebook()
CODES = tuple(BOOK.codes.values())
RUPTURE_CODES = tuple(code for code in CODES if code.family is not Family.CONTRAST)
SHIPPED = (files("transcript_rupture.codebook") / "codebook.toml").read_text("utf-8")

every_code = pytest.mark.parametrize("code", CODES, ids=lambda code: code.name)
every_rupture_code = pytest.mark.parametrize(
    "code", RUPTURE_CODES, ids=lambda code: code.name
)


def test_each_family_has_its_number_of_codes() -> None:
    assert Counter(code.family for code in CODES) == {
        Family.WITHDRAWAL: 13,
        Family.CONFRONTATION: 12,
        Family.REPAIR: 13,
        Family.STRAIN: 10,
        Family.RESPONSE: 3,
        Family.CONTRAST: 12,
    }


def test_the_examples_are_all_there() -> None:
    positives = sum(len(code.positives) for code in RUPTURE_CODES)
    near_misses = sum(len(code.near_misses) for code in RUPTURE_CODES)
    assert (positives, near_misses, len(BOOK.decisions)) == (153, 102, 21)


@every_code
def test_a_code_says_what_it_means_and_where_it_comes_from(code: Code) -> None:
    assert code.title
    assert code.definition.endswith(".")
    assert code.origin in {"3RS-informed", "project", "both"}
    assert code.positives


@every_rupture_code
def test_a_rupture_code_has_three_positives_and_two_near_misses(code: Code) -> None:
    assert len(code.positives) == 3
    assert len(code.near_misses) == 2
    assert all(miss.reason for miss in code.near_misses)
    assert code.needs


@every_rupture_code
def test_the_line_to_judge_is_spoken_by_the_side_of_the_code(code: Code) -> None:
    judged = [example.turns[example.target][0] for example in code.positives]
    assert judged == [code.side] * 3


def test_families_have_letters_and_colors_of_their_own() -> None:
    look = {entry.letter: entry.color for entry in BOOK.families.values()}
    assert look == {
        "W": "#0072B2",
        "C": "#D55E00",
        "R": "#009E73",
        "S": "#AA4499",
        "A": "#56B4E9",
        "N": "#777777",
    }


def test_three_positives_need_more_than_their_lines() -> None:
    needing = [code.name for code in CODES for e in code.positives if e.needs_more]
    assert needing == ["going_quiet", "attendance_withdrawal", "over_explaining"]


def test_a_near_miss_is_read_whole() -> None:
    assert BOOK.codes["complaint_about_therapist"].near_misses[0] == Example(
        text="C: You seemed tired last time — are you all right?",
        turns=((Role.CLIENT, "You seemed tired last time — are you all right?"),),
        target=0,
        reason="concern, no complaint",
    )


def test_border_decisions_name_only_codes_of_the_book() -> None:
    named = {
        word.strip("`;,.")
        for row in BOOK.decisions
        for word in row.decision.split()
        if word.startswith("`")
    }
    assert named <= BOOK.codes.keys()
    assert "token_apology" in named


def test_the_family_of_a_code_is_found() -> None:
    assert family_of("threat_to_quit") is Family.CONFRONTATION


def test_the_family_of_an_unknown_code_is_refused() -> None:
    with pytest.raises(RuleError, match="no code is called 'sulking'"):
        family_of("sulking")


@pytest.mark.parametrize(
    ("found", "put", "message"),
    [
        ('family = "strain"', 'family = "stress"', "unknown family 'stress'"),
        ('title = "Rescuing"', 'titel = "Rescuing"', "unknown keys: titel"),
        ('title = "Rescuing"\n', "", "code rescuing: missing keys: title"),
        ('origin = "both"', 'origin = "nowhere"', "unknown origin"),
        ('color = "#D55E00"', 'color = "red"', "color must be written like"),
        ('letter = "W"', 'letter = "wd"', "one capital letter"),
        ('side = "client"', 'side = "other"', "side must be client or therapist"),
        ("[family.strain]", "[family.stress]", "unknown family 'stress'"),
        ("needs_more = true, ", "", "needs_more and shows_not go together"),
        ('version = "1"', "version =", "not valid TOML"),
        ('dialogue = "T: Sorry! ', 'dialogue = "C: Sorry! ', "no therapist line"),
        ("[[decision]]\ncase", "[[decision]]\ncases", "a decision: unknown keys"),
    ],
)
def test_a_wrong_codebook_is_refused(found: str, put: str, message: str) -> None:
    assert found in SHIPPED
    with pytest.raises(RuleError, match=message):
        parse_codebook(SHIPPED.replace(found, put, 1))


def test_a_family_without_an_entry_is_refused() -> None:
    start = SHIPPED.index("[family.contrast]")
    end = SHIPPED.index("[code.minimal_response]")
    with pytest.raises(RuleError, match="families without an entry: contrast"):
        parse_codebook(SHIPPED[:start] + SHIPPED[end:])
