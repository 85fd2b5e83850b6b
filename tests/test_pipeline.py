"""The order of the stages with a classifier, without one, and with one that is broken."""

from __future__ import annotations

from pathlib import Path

import pytest

from tiny import tiny_model
from transcript_rupture import pipeline
from transcript_rupture.errors import ModelError
from transcript_rupture.pipeline import build_analyzer
from transcript_rupture.read import read_bytes

TALK = (
    b"T: What was that like?\nC: Fine. You never listen.\nT: So, the diary.\nC: Okay."
)
(TRANSCRIPT,) = read_bytes(TALK, name="s.txt")


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny_model(tmp_path_factory.mktemp("models") / "toy").path


def test_without_a_model_rules_and_measures_work_alone_and_say_so() -> None:
    timeline = build_analyzer(use_model=False)(TRANSCRIPT)

    assert timeline.provenance.model is None
    assert timeline.provenance.detectors == ("rules", "measures")
    assert "no-model" in {notice.code for notice in timeline.notices}


def test_where_no_model_was_installed_it_is_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pipeline, "default_model", lambda: None)

    assert build_analyzer().classifier is None


def test_a_model_takes_part_and_is_named(model: Path) -> None:
    timeline = build_analyzer(model=model)(TRANSCRIPT)

    assert timeline.provenance.model is not None
    assert timeline.provenance.model.name == "toy"
    assert timeline.provenance.detectors == ("rules", "measures", "model")
    assert timeline.provenance.fusion == build_analyzer(use_model=False).fusion_sha256


def test_the_same_transcript_gives_the_same_timeline(model: Path) -> None:
    analyzer = build_analyzer(model=model)

    assert analyzer(TRANSCRIPT) == build_analyzer(model=model)(TRANSCRIPT)


def test_a_folder_that_is_no_model_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="cannot be read"):
        build_analyzer(model=tmp_path)


def test_the_default_model_is_whole() -> None:
    analyzer = build_analyzer()

    assert analyzer.classifier is not None
    assert (analyzer.classifier.folder.path / "README.md").is_file()
