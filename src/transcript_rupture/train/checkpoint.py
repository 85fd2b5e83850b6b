"""What a run needs to go on after it was cut off; safetensors and JSON only."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import load_file, save_file

from transcript_rupture.train.encoder import TurnEncoder

STATE, WHOLE = "state.json", "whole.safetensors"
PARTIAL = ".partial"
Optimizer = torch.optim.Optimizer
Schedule = torch.optim.lr_scheduler.LambdaLR
Tensors = dict[str, torch.Tensor]


@dataclass(frozen=True, slots=True)
class Epoch:
    """What an epoch did: mean losses on what was learned from and on what was not."""

    number: int
    loss: float
    held_out: float


class Checkpoint:
    """The state of one fit in a folder.

    Each epoch has files of its own; ``state.json`` is replaced last, in one step, and
    says which of them count. Whenever a run dies, the last whole epoch is there.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    def history(self) -> list[Epoch]:
        """The whole epochs so far."""
        return [Epoch(**row) for row in self._state().get("history", ())]

    def load(
        self, model: TurnEncoder, optimizer: Optimizer, schedule: Schedule
    ) -> list[Epoch]:
        """Go back to the last whole epoch; the epochs so far, none for a new run."""
        done, state = self.history(), self._state()
        if done:
            last = done[-1].number
            model.load_state_dict(load_file(self._file("weights", last)))
            _load_moments(optimizer, load_file(self._file("moments", last)))
            schedule.last_epoch = int(state["steps"])
            for group, rate in zip(optimizer.param_groups, state["rates"], strict=True):
                group["lr"] = rate
        return done

    def save(
        self,
        model: TurnEncoder,
        optimizer: Optimizer,
        schedule: Schedule,
        epoch: Epoch,
    ) -> list[Epoch]:
        """Store an epoch; the epochs so far with it."""
        done = [*self.history(), epoch]
        save_file(_whole(model.state_dict()), self._file("weights", epoch.number))
        save_file(_moments(optimizer), self._file("moments", epoch.number))
        self._write(
            {
                "history": [asdict(e) for e in done],
                "steps": schedule.last_epoch,
                "rates": [float(group["lr"]) for group in optimizer.param_groups],
            }
        )
        self._tidy(done)
        return done

    def load_best(self, model: TurnEncoder) -> None:
        """The weights of the epoch with the lowest held-out loss."""
        number = best_of(self.history()).number
        model.load_state_dict(load_file(self._file("weights", number)))

    def _tidy(self, done: Sequence[Epoch]) -> None:
        """Remove what no later step can ask for."""
        last, best = done[-1].number, best_of(done).number
        for epoch in done[:-1]:
            self._file("moments", epoch.number).unlink(missing_ok=True)
            if epoch.number not in {last, best}:
                self._file("weights", epoch.number).unlink(missing_ok=True)

    def _file(self, kind: str, number: int) -> Path:
        return self._folder / f"{kind}-{number}.safetensors"

    def _state(self) -> dict[str, Any]:
        file = self._folder / STATE
        state: dict[str, Any] = (
            json.loads(file.read_text("utf-8")) if file.exists() else {}
        )
        return state

    def _write(self, state: dict[str, Any]) -> None:
        partial = self._folder / f"{STATE}{PARTIAL}"
        partial.write_text(json.dumps(state), encoding="utf-8")
        partial.replace(self._folder / STATE)


def store_weights(model: TurnEncoder, file: Path) -> None:
    """The weights of a network in full precision."""
    save_file(_whole(model.state_dict()), file)


def load_weights(model: TurnEncoder, file: Path) -> None:
    """Put stored weights into a network of the same shape."""
    model.load_state_dict(load_file(file))


def best_of(history: Sequence[Epoch]) -> Epoch:
    """The epoch with the lowest held-out loss; the last where nothing was held out."""
    return min(reversed(history), key=lambda e: (e.held_out != e.held_out, e.held_out))


def _whole(tensors: Tensors) -> Tensors:
    return {name: value.detach().contiguous() for name, value in tensors.items()}


def _moments(optimizer: Optimizer) -> Tensors:
    return {
        f"{number}.{name}": value.contiguous()
        for number, row in optimizer.state_dict()["state"].items()
        for name, value in row.items()
    }


def _load_moments(optimizer: Optimizer, stored: Tensors) -> None:
    state: dict[int, Tensors] = {}
    for key, value in stored.items():
        number, _, name = key.partition(".")
        state.setdefault(int(number), {})[name] = value
    optimizer.load_state_dict({**optimizer.state_dict(), "state": state})
