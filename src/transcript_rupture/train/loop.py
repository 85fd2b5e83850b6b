"""The fine-tuning loop: seeded, masked, resumable after each epoch, stopped early."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

import numpy as np
import torch
from torch.nn.functional import binary_cross_entropy_with_logits

from transcript_rupture.classify.encode import Encoded
from transcript_rupture.classify.labels import FAMILIES, label_names
from transcript_rupture.classify.runtime import Logits, batches
from transcript_rupture.train.batches import Material, shuffled, tensors
from transcript_rupture.train.checkpoint import Checkpoint, Epoch
from transcript_rupture.train.encoder import TurnEncoder
from transcript_rupture.train.settings import StageSettings

LARGEST_STEP = 1.0
LAST_RATE = 0.02
CPU, WIDE = "cpu", "AVX512"


Watch = Callable[[Epoch], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What one fit is told: where it starts, how it learns, where its state lies.

    ``start`` is an encoder to go on from, in place of the bare base.
    """

    base: str | Path
    settings: StageSettings
    folder: Path
    watch: Watch = field(repr=False)
    start: TurnEncoder | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class _Learner:
    """A model with everything that changes it."""

    model: TurnEncoder
    optimizer: torch.optim.Optimizer
    schedule: torch.optim.lr_scheduler.LambdaLR
    weights: torch.Tensor
    settings: StageSettings


def fit_encoder(learn: Material, held_out: Material, plan: Plan) -> TurnEncoder:
    """Fine-tune a base on ``learn``; the epoch that did best on ``held_out`` is kept.

    A run that was cut off goes on from the last whole epoch in the plan's folder.
    """
    learner = _start(plan, learn)
    model, settings = learner.model, plan.settings
    checkpoint = Checkpoint(plan.folder)
    history = checkpoint.load(model, learner.optimizer, learner.schedule)
    for number in range(len(history), settings.epochs):
        if _should_stop(history, settings.patience):
            break
        loss = _run_epoch(learner, learn, number)
        held = mean_loss(model, held_out, learner.weights, settings)
        epoch = Epoch(number, loss, held)
        history = checkpoint.save(model, learner.optimizer, learner.schedule, epoch)
        plan.watch(epoch)
    checkpoint.load_best(model)
    return model.eval()


def _start(plan: Plan, learn: Material) -> _Learner:
    settings = plan.settings
    torch.manual_seed(settings.seed)
    model = (plan.start or TurnEncoder(plan.base)).to(device())
    model.freeze(settings.frozen_layers)
    optimizer = _optimizer(model, settings)
    return _Learner(
        model=model,
        optimizer=optimizer,
        schedule=_schedule(optimizer, len(learn), settings),
        weights=positive_weights(learn.targets, most=settings.most_weight),
        settings=settings,
    )


def device() -> torch.device:
    """A GPU when there is one."""
    return torch.device("cuda" if torch.cuda.is_available() else "cpu")


def positive_weights(targets: torch.Tensor, *, most: float) -> torch.Tensor:
    """Per label the root of negatives to positives, between 1 and ``most``."""
    positives = (targets == 1).sum(0).clamp(min=1)
    negatives = (targets == 0).sum(0)
    return torch.sqrt(negatives / positives).clamp(1.0, most)


def predict(model: TurnEncoder, rows: Sequence[Encoded]) -> Logits:
    """Logits of token rows in torch, in the order given; shape (rows, labels)."""
    out = np.zeros((len(rows), len(label_names())), dtype=np.float32)
    model.eval()
    with torch.no_grad(), _half(model):
        for chosen in batches([len(row.ids) for row in rows]):
            feed = tensors([rows[i] for i in chosen], device())
            out[chosen] = model(**feed).float().cpu().numpy()
    return out


def mean_loss(
    model: TurnEncoder,
    material: Material,
    weights: torch.Tensor,
    settings: StageSettings,
) -> float:
    """The loss on material that is not learned from; nan when there is none."""
    if not len(material):
        return float("nan")
    logits = torch.from_numpy(predict(model, material.rows))
    return float(_loss(logits, material.targets, weights, settings))


def _run_epoch(learner: _Learner, learn: Material, number: int) -> float:
    """One pass over the material; the mean loss of a turn."""
    learner.model.train()
    settings, total = learner.settings, 0.0
    lengths = [len(row.ids) for row in learn.rows]
    seed = settings.seed + number
    # A run that was cut off must draw the same numbers as one that was not.
    torch.manual_seed(seed)
    for chosen in shuffled(lengths, batch=settings.batch, seed=seed):
        total += _step(learner, learn, chosen) * len(chosen)
    return total / len(learn)


def _step(learner: _Learner, learn: Material, chosen: Sequence[int]) -> float:
    feed = tensors([learn.rows[i] for i in chosen], device())
    with _half(learner.model):
        logits = learner.model(**feed)
    targets = learn.targets[list(chosen)]
    loss = _loss(logits.float(), targets, learner.weights, learner.settings)
    learner.optimizer.zero_grad(set_to_none=True)
    loss.backward()  # type: ignore[no-untyped-call]
    torch.nn.utils.clip_grad_norm_(learner.model.parameters(), LARGEST_STEP)
    learner.optimizer.step()
    learner.schedule.step()
    return float(loss.detach())


def _loss(
    logits: torch.Tensor,
    targets: torch.Tensor,
    weights: torch.Tensor,
    settings: StageSettings,
) -> torch.Tensor:
    """Cross entropy per turn over the labels that count; codes weigh less."""
    targets, weights = targets.to(logits.device), weights.to(logits.device)
    known = ~torch.isnan(targets)
    each = known * binary_cross_entropy_with_logits(
        logits, torch.nan_to_num(targets), pos_weight=weights, reduction="none"
    )
    families, codes = each[:, : len(FAMILIES)], each[:, len(FAMILIES) :]
    return (families.sum() + settings.code_share * codes.sum()) / len(targets)


def _optimizer(model: TurnEncoder, settings: StageSettings) -> torch.optim.Optimizer:
    inner = [p for p in model.encoder.parameters() if p.requires_grad]
    groups = [
        {"params": inner, "lr": settings.rate},
        {
            "params": list(model.head.parameters()),
            "lr": settings.rate * settings.head_factor,
        },
    ]
    return torch.optim.AdamW(groups, weight_decay=0.01, fused=True)


def _schedule(
    optimizer: torch.optim.Optimizer, examples: int, settings: StageSettings
) -> torch.optim.lr_scheduler.LambdaLR:
    total = settings.epochs * (examples // settings.batch + 1)
    rise = max(1, round(settings.warmup * total))
    return torch.optim.lr_scheduler.LambdaLR(
        optimizer,
        lambda step: min(1.0, (step + 1) / rise) * max(LAST_RATE, 1 - step / total),
    )


def _should_stop(history: Sequence[Epoch], patience: int) -> bool:
    """Whether the last epochs, one more than patience allows, brought nothing."""
    recent = history[-patience - 2 :]
    worse = [b.held_out >= a.held_out for a, b in pairwise(recent)]
    return len(worse) > patience and all(worse)


def _half(model: TurnEncoder) -> AbstractContextManager[None]:
    """Half precision where the machine computes products in it; weights stay whole.

    A processor without AVX-512 imitates it, at a fifth of the speed of single precision.
    """
    kind = next(model.parameters()).device.type
    wide = torch.backends.cpu.get_cpu_capability().startswith(WIDE)
    return torch.autocast(kind, dtype=torch.bfloat16, enabled=kind != CPU or wide)
