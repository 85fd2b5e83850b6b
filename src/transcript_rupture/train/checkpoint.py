"""What a run needs to go on after it was cut off; safetensors and JSON only."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import torch
from safetensors.torch import load_file, save_file

from transcript_rupture.train.encoder import TurnEncoder

if TYPE_CHECKING:
    from transcript_rupture.train.loop import Epoch

WEIGHTS, MOMENTS, STATE, BEST = (
    "last.safetensors",
    "optimizer.safetensors",
    "state.json",
    "best.safetensors",
)
PARTIAL = ".partial"
Schedule = torch.optim.lr_scheduler.LambdaLR


class Checkpoint:
    """The state of one fit in a folder; ``state.json`` is written last and whole."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    def load(
        self, model: TurnEncoder, optimizer: torch.optim.Optimizer, schedule: Schedule
    ) -> list[Epoch]:
        """Go back to the last whole epoch; the epochs so far, none for a new run."""
        from transcript_rupture.train.loop import Epoch  # noqa: PLC0415  # a cycle

        if not (self._folder / STATE).exists():
            return []
        state = json.loads((self._folder / STATE).read_text("utf-8"))
        model.load_state_dict(load_file(self._folder / WEIGHTS))
        _load_moments(optimizer, load_file(self._folder / MOMENTS))
        schedule.load_state_dict({**schedule.state_dict(), **state["schedule"]})
        for group, rate in zip(optimizer.param_groups, state["rates"], strict=True):
            group["lr"] = rate
        return [Epoch(**row) for row in state["history"]]

    def save(
        self,
        model: TurnEncoder,
        optimizer: torch.optim.Optimizer,
        schedule: Schedule,
        history: Sequence[Epoch],
        epoch: Epoch,
    ) -> list[Epoch]:
        """Store an epoch; the epochs so far with it."""
        done = [*history, epoch]
        weights = {k: v.contiguous() for k, v in model.state_dict().items()}
        self._save(WEIGHTS, weights)
        self._save(MOMENTS, _moments(optimizer))
        if not history or not epoch.held_out >= min(e.held_out for e in history):
            self._save(BEST, weights)
        state = {
            "history": [asdict(e) for e in done],
            "schedule": {"last_epoch": schedule.last_epoch},
            "rates": [group["lr"] for group in optimizer.param_groups],
        }
        partial = self._folder / f"{STATE}{PARTIAL}"
        partial.write_text(json.dumps(state), encoding="utf-8")
        partial.replace(self._folder / STATE)
        return done

    def load_best(self, model: TurnEncoder) -> None:
        """The weights of the epoch with the lowest held-out loss."""
        model.load_state_dict(load_file(self._folder / BEST))

    def _save(self, name: str, tensors: dict[str, torch.Tensor]) -> None:
        partial = self._folder / f"{name}{PARTIAL}"
        save_file(tensors, partial)
        partial.replace(self._folder / name)


def _moments(optimizer: torch.optim.Optimizer) -> dict[str, torch.Tensor]:
    return {
        f"{number}.{name}": value.contiguous()
        for number, row in optimizer.state_dict()["state"].items()
        for name, value in row.items()
    }


def _load_moments(
    optimizer: torch.optim.Optimizer, stored: dict[str, torch.Tensor]
) -> None:
    state: dict[int, dict[str, torch.Tensor]] = {}
    for key, value in stored.items():
        number, _, name = key.partition(".")
        state.setdefault(int(number), {})[name] = value
    optimizer.load_state_dict({**optimizer.state_dict(), "state": state})
