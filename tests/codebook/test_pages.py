from __future__ import annotations

from pathlib import Path

import pytest

from transcript_rupture.codebook import (
    Code,
    load_codebook,
    render_code,
    render_list,
    render_markdown,
)
from transcript_rupture.codebook.plain import WIDTH
from transcript_rupture.domain import Family

ROOT = Path(__file__).resolve().parents[2]
BOOK = load_codebook()

RESCUING = """\
rescuing: Rescuing
S  therapist contribution

Cutting short a painful or angry feeling by soothing, reassuring, looking on the
bright side or taking it away.

Origin: project
Nearest in the 3RS: therapist contribution
Needs: previous client turn (negative feeling)

Shows it:

    C: I'm so angry with you.
    T: Oh no, please don't be, we've done such good work.

    C: I feel like a failure.
    T: But you're not! Look at everything you've achieved.

    C: [crying]
    T: It's okay, it's okay, let's think of something nice.

Only seems to:

    C: I feel like a failure.
    T: A failure. That's a heavy word to carry in here. Tell me.
    (stays with it)

    T: You did manage the train, and you had doubted you would.
    (earned, specific recognition with no feeling cut off)
"""


def test_the_page_in_docs_is_what_the_codebook_says() -> None:
    page = (ROOT / "docs" / "codebook.md").read_text(encoding="utf-8")
    assert page == render_markdown(BOOK), "run python tools/make_docs.py"


def test_a_code_is_printed_in_full() -> None:
    assert render_code(BOOK.codes["rescuing"]) == RESCUING


@pytest.mark.parametrize("code", BOOK.codes.values(), ids=lambda code: code.name)
def test_a_printed_code_fits_the_terminal(code: Code) -> None:
    assert max(map(len, render_code(code).splitlines())) <= WIDTH


def test_a_contrast_code_is_printed_without_empty_headings() -> None:
    printed = render_code(BOOK.codes["logistics"])
    assert "Only seems to" not in printed
    assert "Needs" not in printed


def test_an_example_that_needs_more_says_so() -> None:
    printed = render_code(BOOK.codes["attendance_withdrawal"])
    assert "(needs more: rests on the attendance record" in printed


def test_the_list_names_every_code_once_in_printed_order() -> None:
    listed = [
        line.split()[0]
        for line in render_list(BOOK).splitlines()
        if line.startswith("   ")
    ]
    assert listed == [code.name for family in Family for code in BOOK.of(family)]


def test_the_page_holds_every_example_and_decision() -> None:
    page = render_markdown(BOOK)
    for code in BOOK.codes.values():
        for example in (*code.positives, *code.near_misses):
            assert f"- {example.text}" in page
    for row in BOOK.decisions:
        assert f"| {row.case} | {row.decision} |" in page
