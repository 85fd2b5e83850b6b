"""``evaluate``, ``compare`` and ``promote`` as one calls them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from evaluate.cases import plain_hours, write_rated
from transcript_rupture.cli import app
from transcript_rupture.codec import to_dict
from transcript_rupture.evaluate import analyze_rated
from transcript_rupture.pipeline import build_analyzer
from transcript_rupture.rated import read_rated


def call(*arguments: object) -> Result:
    return CliRunner().invoke(app, list(map(str, arguments)))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    hours = plain_hours(4)
    hours[0]["corpus"] = "invented"
    return write_rated(tmp_path / "rated", hours)


@pytest.fixture
def timelines(folder: Path, tmp_path: Path) -> Path:
    out = tmp_path / "out"
    out.mkdir()
    found = analyze_rated(read_rated(folder), build_analyzer(use_model=False))
    for name, timeline in found.items():
        text = json.dumps(to_dict(timeline, text=False))
        (out / f"{name}.timeline.json").write_text(text, encoding="utf-8")
    return out


def test_an_evaluation_is_printed_and_written(folder: Path, tmp_path: Path) -> None:
    numbers, page = tmp_path / "r.json", tmp_path / "r.html"

    result = call(
        "evaluate", folder, "--no-model", "--learn", folder, "--draws", 20,
        "--json", numbers, "--html", page,
    )  # fmt: skip

    assert result.exit_code == 0
    assert "agreement with the raters of this folder" in result.stdout
    assert "Synthetic: 1 of these sessions were invented" in result.stdout
    assert "bag of words" in result.stdout
    plain = json.loads(numbers.read_text("utf-8"))
    assert plain["rated"]["sha256"] in result.stdout
    assert f"{plain['families']['strain']['ap']['value']:.3f}" in result.stdout
    assert page.read_text("utf-8").startswith("<!doctype html>")
    assert "river" not in result.stdout + numbers.read_text() + page.read_text()


def test_timelines_give_the_same_figures_as_a_new_analysis(
    folder: Path, timelines: Path
) -> None:
    new = call("evaluate", folder, "--no-model", "--draws", 20)
    read = call("evaluate", folder, "--timelines", timelines, "--draws", 20)

    assert read.exit_code == 0
    assert read.stdout == new.stdout


def test_one_corpus_can_be_chosen(folder: Path) -> None:
    chosen = call("evaluate", folder, "--no-model", "--corpus", "made", "--draws", 0)
    unknown = call("evaluate", folder, "--no-model", "--corpus", "moon")

    assert "3 sessions" in chosen.stdout
    assert "ynthetic" not in chosen.stdout
    assert unknown.exit_code == 2
    assert unknown.stderr == (
        "error: no session is of corpus 'moon'; known: invented, made\n"
    )


def test_a_folder_without_timelines_is_one_line(folder: Path, tmp_path: Path) -> None:
    result = call("evaluate", folder, "--timelines", tmp_path)

    assert result.exit_code == 3
    assert "holds no timelines" in result.stderr


def test_rules_against_their_own_timelines_are_the_same(
    folder: Path, timelines: Path, tmp_path: Path
) -> None:
    file = tmp_path / "c.json"

    result = call("compare", "rules", timelines, folder, "--draws", 20, "--json", file)

    assert result.exit_code == 0
    assert "is better" not in result.stdout
    plain = json.loads(file.read_text("utf-8"))
    known = [row for row in plain["differences"] if row["difference"]["value"] == 0]
    assert {row["verdict"] for row in known} <= {"the same", "too few to tell"}


def test_a_word_that_names_no_program_is_a_wrong_call(folder: Path) -> None:
    result = call("compare", "rules", "nowhere", folder)

    assert result.exit_code == 2
    assert "'nowhere' is neither a model folder" in result.stderr


def test_a_candidate_that_is_no_model_is_an_error_and_no_decision(
    folder: Path, tmp_path: Path
) -> None:
    empty, models = tmp_path / "empty", tmp_path / "models"
    empty.mkdir()

    result = call("promote", empty, "--frozen", folder, "--models", models)

    assert result.exit_code == 3
    assert "empty is no model folder" in result.stderr
    assert not models.exists()
