"""The loop: same seed, same model; cut off and resumed, still the same."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from tiny import tiny_base
from transcript_rupture.classify.encode import Encoded
from transcript_rupture.classify.labels import label_names
from transcript_rupture.errors import ModelError
from transcript_rupture.train.base import base_folder
from transcript_rupture.train.batches import Material
from transcript_rupture.train.checkpoint import Checkpoint, Epoch, best_of
from transcript_rupture.train.encoder import TurnEncoder
from transcript_rupture.train.loop import Plan, _half, fit_encoder, predict
from transcript_rupture.train.settings import StageSettings

SETTINGS = StageSettings(epochs=3, batch=8, rate=1e-3)


def material(size: int, seed: int) -> Material:
    """Turns in which token 9 means yes and its absence no, for every label."""
    chance = random.Random(seed)
    rows, targets = [], []
    for _ in range(size):
        yes = chance.random() < 0.5
        ids = [chance.randrange(10, 30) for _ in range(6)] + [9] * yes
        rows.append(Encoded((2, 3, *ids, 3), target=2))
        targets.append([float(yes)] * len(label_names()))
    return Material(rows, torch.tensor(targets))


LEARN, HELD = material(64, 1), material(16, 2)


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny_base(tmp_path_factory.mktemp("base") / "tiny")


def plan(base: Path, folder: Path, watch: Sequence[Epoch] = ()) -> Plan:
    del watch
    return Plan(base=base, settings=SETTINGS, folder=folder, watch=lambda _: None)


def test_it_learns_what_is_there_to_learn(base: Path, tmp_path: Path) -> None:
    longer = replace(plan(base, tmp_path), settings=replace(SETTINGS, epochs=12))
    model = fit_encoder(LEARN, HELD, longer)

    answers = predict(model, HELD.rows)[:, 0] > 0
    right = answers == HELD.targets[:, 0].numpy().astype(bool)
    assert right.mean() > 0.8


def test_a_run_that_was_cut_off_ends_as_one_that_was_not(
    base: Path, tmp_path: Path
) -> None:
    whole = fit_encoder(LEARN, HELD, plan(base, tmp_path / "whole"))

    class CutOffError(Exception):
        pass

    def cut(epoch: Epoch) -> None:
        if epoch.number == 0:
            raise CutOffError

    broken = replace(plan(base, tmp_path / "cut"), watch=cut)
    with pytest.raises(CutOffError):
        fit_encoder(LEARN, HELD, broken)
    resumed = fit_encoder(LEARN, HELD, plan(base, tmp_path / "cut"))

    assert np.allclose(
        predict(whole, HELD.rows), predict(resumed, HELD.rows), atol=1e-5
    )


def test_it_stops_early_and_keeps_the_best_epoch(base: Path, tmp_path: Path) -> None:
    told: list[Epoch] = []
    backwards = Material(HELD.rows, 1 - HELD.targets)
    many = replace(
        plan(base, tmp_path), settings=replace(SETTINGS, epochs=9), watch=told.append
    )
    fit_encoder(LEARN, backwards, many)

    assert len(told) < 9
    assert Checkpoint(tmp_path).history() == told


def test_the_best_epoch_is_the_last_where_nothing_was_held_out() -> None:
    nan = float("nan")

    assert best_of([Epoch(0, 2.0, nan), Epoch(1, 1.0, nan)]).number == 1
    assert best_of([Epoch(0, 2.0, 1.0), Epoch(1, 1.0, 3.0)]).number == 0


def test_a_base_without_weights_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"model\.safetensors"):
        base_folder(str(tmp_path))


@pytest.mark.parametrize(
    ("capability", "kind"), [("AVX2", torch.float32), ("AVX512", torch.bfloat16)]
)
def test_a_processor_that_only_imitates_half_precision_computes_in_single(
    base: Path, monkeypatch: pytest.MonkeyPatch, capability: str, kind: torch.dtype
) -> None:
    monkeypatch.setattr(torch.backends.cpu, "get_cpu_capability", lambda: capability)
    with _half(TurnEncoder(base)):
        product = torch.ones(2, 2) @ torch.ones(2, 2)

    assert product.dtype is kind
