"""The codebook's examples through an analyzer, and the bag of words."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import pytest

from evaluate.cases import plain_hours, write_rated
from transcript_rupture.codebook import load_codebook
from transcript_rupture.domain import Family
from transcript_rupture.errors import SettingsError
from transcript_rupture.evaluate.baselines import (
    CHANCE,
    NETWORK,
    NO_CONTEXT,
    RULES,
)
from transcript_rupture.evaluate.examples import example_session, try_examples
from transcript_rupture.evaluate.programs import Choice, run
from transcript_rupture.evaluate.words import learn_words
from transcript_rupture.pipeline import build_analyzer
from transcript_rupture.rated import load_rated, read_rated


def test_an_analyzer_without_detectors_sees_nothing() -> None:
    blind = replace(build_analyzer(use_model=False), detectors={})

    found = try_examples(blind)

    assert (found.found, found.marked, found.fired, found.touched) == (0, 0, 0, 0)
    assert (found.near_misses, found.near_miss_error) == (102, 0.0)
    assert found.positives > 140


def test_rules_leave_the_near_misses_alone_and_mark_some_positives() -> None:
    found = try_examples(build_analyzer(use_model=False))

    assert found.near_miss_error <= 0.05
    assert found.fired <= found.touched
    assert 0 < found.found <= found.marked


def test_a_line_without_a_speaker_is_the_codes_own_side() -> None:
    code = load_codebook().codes["minimal_response"]

    session = example_session(code.positives[0], code)

    assert [turn.role.value for turn in session.turns] == ["therapist", "client"]
    assert session.turns[code.positives[0].target].text == "Fine."


@pytest.mark.slow
def test_a_network_alone_is_heard_with_and_without_what_came_before(
    tmp_path: Path,
) -> None:
    tiny = pytest.importorskip("tiny")
    rows = read_rated(write_rated(tmp_path / "rated", plain_hours()))
    tiny.tiny_model(tmp_path / "toy")

    measured = run(rows, Choice(model=tmp_path / "toy"))

    assert measured.program.name == "toy"
    names = [CHANCE, RULES, NO_CONTEXT, NETWORK]
    assert [one.name for one in measured.beside] == names
    alone, whole = (
        [scores.confrontation for scores in one.found["h0"].scores]
        for one in measured.beside[2:]
    )
    assert alone[1] != whole[1] != 0.0
    assert alone[0] == whole[0] == 0.0


def test_a_bag_of_words_learns_what_it_is_shown(tmp_path: Path) -> None:
    pytest.importorskip("sklearn")
    known = load_rated(write_rated(tmp_path / "rated", plain_hours()))

    scores = learn_words(known)(known[0].session)

    complaint = scores[Family.CONFRONTATION]
    assert max(range(6), key=complaint.__getitem__) == 1
    assert complaint[0] == complaint[2] == 0.0


def test_nothing_to_learn_is_one_line(tmp_path: Path) -> None:
    pytest.importorskip("sklearn")
    empty = [{**hour, "codes": {}} for hour in plain_hours()]

    with pytest.raises(SettingsError, match="hold no clear withdrawal"):
        learn_words(load_rated(write_rated(tmp_path / "rated", empty)))


def test_a_missing_library_is_one_line_with_its_remedy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = load_rated(write_rated(tmp_path / "rated", plain_hours()))
    monkeypatch.setitem(sys.modules, "sklearn.compose", None)

    with pytest.raises(SettingsError, match="needs scikit-learn"):
        learn_words(known)
