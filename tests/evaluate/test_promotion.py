"""The folder of models: what is let in, what is refused, and the record of both."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from evaluate.cases import plain_hours, write_rated
from transcript_rupture.classify import ModelConfig, WindowSettings, seal
from transcript_rupture.domain import ModelId
from transcript_rupture.errors import ModelError
from transcript_rupture.evaluate import promotion
from transcript_rupture.evaluate.gate import GateSettings
from transcript_rupture.evaluate.promotion import Decision, Request, promote
from transcript_rupture.pipeline import Analyzer, build_analyzer
from transcript_rupture.rated import RatedTranscript, read_rated, speech_sha256
from transcript_rupture.segment import segment

CLEAN: Mapping[str, Any] = {"groups": ["elsewhere"], "speech": ["0" * 64]}


class Named:
    """A classifier that has a name and says nothing."""

    def __init__(self, name: str) -> None:
        self.id = ModelId(name=name, sha256="0" * 64)

    def explain(self, session: object, markers: object) -> object:
        del session
        return markers


@pytest.fixture(autouse=True)
def rules_in_place_of_networks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every model finds what the rules find; one called ``blind`` finds nothing."""
    rules = build_analyzer(use_model=False)

    def build(*, model: Path | None = None, use_model: bool = True) -> Analyzer:
        if not use_model or model is None:
            return rules
        named = replace(rules, classifier=Named(model.name))  # type: ignore[arg-type]  # a fake
        return replace(named, detectors={}) if model.name == "blind" else named

    monkeypatch.setattr(promotion, "build_analyzer", build)


@pytest.fixture
def frozen(tmp_path: Path) -> Sequence[RatedTranscript]:
    return read_rated(write_rated(tmp_path / "frozen", plain_hours(8)))


def model(
    place: Path, name: str = "new", *, training: object = CLEAN, card: str = "# A card"
) -> Path:
    folder = place / name
    folder.mkdir(parents=True)
    (folder / "model.onnx").write_bytes(b"weights of " + name.encode())
    for needed in ("tokenizer.json", "fusion.json"):
        (folder / needed).write_text("{}", encoding="utf-8")
    (folder / "training.json").write_text(json.dumps(training), encoding="utf-8")
    (folder / "README.md").write_text(card, encoding="utf-8")
    seal(folder, ModelConfig(name=name, window=WindowSettings(), calibration={}))
    return folder


def ask(candidate: Path, models: Path, frozen: Sequence[RatedTranscript]) -> Decision:
    gate = GateSettings(floors={})
    request = Request(candidate=candidate, models=models, settings=gate, draws=20)
    return promote(request, frozen)


def records(models: Path) -> list[Mapping[str, Any]]:
    lines = (models / "promotions.jsonl").read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines]


def test_a_candidate_that_passes_is_copied_and_becomes_the_default(
    tmp_path: Path, frozen: Sequence[RatedTranscript]
) -> None:
    candidate, models = model(tmp_path), tmp_path / "models"

    decision = ask(candidate, models, frozen)

    assert decision.reasons == ()
    index = json.loads((models / "index.json").read_text("utf-8"))
    assert index == {"default": "new", "models": {"new": {"sha256": decision.sha256}}}
    copied = {file.name: file.read_bytes() for file in (models / "new").iterdir()}
    assert copied == {file.name: file.read_bytes() for file in candidate.iterdir()}
    assert not [f for f in models.iterdir() if f.name.startswith(".")]


def test_earlier_models_stay_beside_the_new_default(
    tmp_path: Path, frozen: Sequence[RatedTranscript]
) -> None:
    models = tmp_path / "models"
    ask(model(tmp_path, "old"), models, frozen)

    ask(model(tmp_path, "new"), models, frozen)

    index = json.loads((models / "index.json").read_text("utf-8"))
    assert index["default"] == "new"
    assert set(index["models"]) == {"old", "new"}
    assert records(models)[1]["comparison"]["a"]["name"] == "old"


def test_every_decision_is_recorded_with_its_figures(
    tmp_path: Path, frozen: Sequence[RatedTranscript]
) -> None:
    models = tmp_path / "models"

    ask(model(tmp_path, "blind"), models, frozen)
    ask(model(tmp_path, "new"), models, frozen)

    refused, passed = records(models)
    assert (refused["promoted"], passed["promoted"]) == (False, True)
    assert refused["reasons"]
    assert passed["comparison"]["rated"]["sha256"] == passed["rated_sha256"]
    assert passed["time"].endswith("+00:00")


def test_a_refused_candidate_stays_where_it_was(
    tmp_path: Path, frozen: Sequence[RatedTranscript]
) -> None:
    candidate, models = model(tmp_path, "blind"), tmp_path / "models"

    decision = ask(candidate, models, frozen)

    assert any("below its floor" in reason for reason in decision.reasons)
    assert candidate.exists()
    assert [file.name for file in models.iterdir()] == ["promotions.jsonl"]


def test_a_shared_group_is_a_leak(
    tmp_path: Path, frozen: Sequence[RatedTranscript]
) -> None:
    candidate = model(tmp_path, training={**CLEAN, "groups": ["h1", "h2", "x"]})

    decision = ask(candidate, tmp_path / "models", frozen)

    assert decision.reasons == ("2 groups of this set were learned from",)


def test_shared_speech_is_a_leak_whatever_the_session_is_called(
    tmp_path: Path, frozen: Sequence[RatedTranscript]
) -> None:
    heard = speech_sha256(segment(frozen[3].transcript))
    candidate = model(tmp_path, training={**CLEAN, "speech": [heard]})

    decision = ask(candidate, tmp_path / "models", frozen)

    assert decision.reasons == (
        "1 sessions of this set were learned from, word for word",
    )


@pytest.mark.parametrize("training", [[], {}, {"groups": ["x"]}, {"speech": []}])
def test_a_model_must_say_what_it_learned_from(
    tmp_path: Path, frozen: Sequence[RatedTranscript], training: object
) -> None:
    decision = ask(model(tmp_path, training=training), tmp_path / "models", frozen)

    assert decision.reasons == (
        "training.json does not say what the model learned from",
    )


def test_a_model_needs_a_card_under_seal(
    tmp_path: Path, frozen: Sequence[RatedTranscript]
) -> None:
    blank = model(tmp_path, "blank", card=" ")
    late = model(tmp_path, "late")
    manifest = json.loads((late / "manifest.json").read_text("utf-8"))
    del manifest["files"]["README.md"]
    (late / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")

    missing = ask(blank, tmp_path / "models", frozen)
    unsealed = ask(late, tmp_path / "models", frozen)

    assert missing.reasons == ("README.md, the model card, is missing",)
    assert unsealed.reasons == ("README.md, the model card, is not in the manifest",)


def test_a_changed_file_is_refused_before_anything_is_measured(
    tmp_path: Path, frozen: Sequence[RatedTranscript]
) -> None:
    candidate, models = model(tmp_path), tmp_path / "models"
    (candidate / "model.onnx").write_bytes(b"other weights")

    decision = ask(candidate, models, frozen)

    (reason,) = decision.reasons
    assert "is not what the manifest names" in reason
    assert decision.comparison is None
    assert records(models)[0]["sha256"] is None


def test_a_name_that_is_taken_by_another_model_is_refused(
    tmp_path: Path, frozen: Sequence[RatedTranscript]
) -> None:
    models = tmp_path / "models"
    ask(model(tmp_path), models, frozen)
    other = model(tmp_path / "again", training={**CLEAN, "groups": ["other"]})

    decision = ask(other, models, frozen)

    assert decision.reasons == (
        "another model is called new; train the candidate under a new name",
    )
    assert ask(tmp_path / "new", models, frozen).promoted


def test_what_is_no_model_gets_no_decision(
    tmp_path: Path, frozen: Sequence[RatedTranscript]
) -> None:
    (tmp_path / "notes").mkdir()

    with pytest.raises(ModelError, match="notes is no model folder"):
        ask(tmp_path / "notes", tmp_path / "models", frozen)
    assert not (tmp_path / "models").exists()
