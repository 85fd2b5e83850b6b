"""The two stages of every fit: much material first, what is most like real talk last."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path

from transcript_rupture.classify.encode import WindowEncoder
from transcript_rupture.errors import ModelError
from transcript_rupture.train.base import WEIGHTS
from transcript_rupture.train.batches import Material, material_of
from transcript_rupture.train.checkpoint import Checkpoint, Epoch
from transcript_rupture.train.encoder import TurnEncoder
from transcript_rupture.train.examples import Example, digest_of, thinned
from transcript_rupture.train.loop import Plan, fit_encoder
from transcript_rupture.train.settings import StageSettings, TrainSettings
from transcript_rupture.train.written import WRITTEN

# One group in this many is watched to choose the epoch, and not learned from.
WATCHED = 8
BEGUN = "begun"


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """What every fit of a run shares: base, tokenizer, settings, folder, listener."""

    base: str | Path
    encoder: WindowEncoder = field(repr=False)
    settings: TrainSettings
    folder: Path
    watch: Callable[[str, Epoch], None] = field(repr=False)

    def first(self, examples: Sequence[Example], *, name: str) -> TurnEncoder:
        """Fine-tune the base; the loss on groups not learned from chooses the epoch."""
        watched = _watched(examples)
        learned = [e for e in examples if e.group not in watched]
        stage = self.settings.first
        chosen = thinned(learned, keep_plain=stage.keep_plain, seed=stage.seed)
        held_out = [e for e in examples if e.group in watched]
        return self._fit(name, chosen, held_out, self._plan(name, stage, start=None))

    def settle(
        self, examples: Sequence[Example], *, name: str, start: TurnEncoder
    ) -> TurnEncoder:
        """Go on from ``start``, which stays as it is, for a fixed number of epochs."""
        stage = self.settings.settle
        chosen = thinned(examples, keep_plain=stage.keep_plain, seed=stage.seed)
        plan = self._plan(name, stage, start=deepcopy(start))
        return self._fit(name, chosen, (), plan)

    def history(self) -> dict[str, list[Epoch]]:
        """What each fit of the run did, by name."""
        places = sorted(path for path in self.folder.iterdir() if path.is_dir())
        return {path.name: Checkpoint(path).history() for path in places}

    def _material(self, examples: Sequence[Example]) -> Material:
        return material_of(examples, self.encoder)

    def _fit(
        self,
        name: str,
        learned: Sequence[Example],
        held_out: Sequence[Example],
        plan: Plan,
    ) -> TurnEncoder:
        """Refuse a folder in which a fit on other material or settings was begun."""
        plan.folder.mkdir(parents=True, exist_ok=True)
        mark, digest = plan.folder / BEGUN, self._digest(learned, held_out, plan)
        if mark.exists() and mark.read_text("utf-8") != digest:
            raise ModelError(
                f"a fit on other sessions, labels or settings was begun in {name}",
                f"remove the folder {self.folder.name}, or choose another name",
            )
        mark.write_text(digest, encoding="utf-8")
        return fit_encoder(self._material(learned), self._material(held_out), plan)

    def _digest(
        self, learned: Sequence[Example], held_out: Sequence[Example], plan: Plan
    ) -> str:
        """What a fit depends on: settings, where it starts, what it learns and tries."""
        digest = hashlib.sha256(repr((plan.settings, self.settings.window)).encode())
        if plan.start is None:
            digest.update((Path(self.base) / WEIGHTS).read_bytes())
        else:
            for weights in plan.start.state_dict().values():
                digest.update(weights.cpu().numpy().tobytes())
        for examples in (learned, held_out):
            digest.update(digest_of(examples).encode())
        return digest.hexdigest()

    def _plan(
        self, name: str, stage: StageSettings, *, start: TurnEncoder | None
    ) -> Plan:
        return Plan(
            base=self.base,
            settings=stage,
            folder=self.folder / name,
            watch=lambda epoch: self.watch(name, epoch),
            start=start,
        )


def _watched(examples: Sequence[Example]) -> frozenset[str]:
    """Some groups, by a choice that does not depend on their order.

    Where there are too few groups to spare one, nothing is watched.
    """
    own = {e.group for e in examples if e.corpus != WRITTEN}
    groups = sorted(own, key=lambda group: hashlib.sha256(group.encode()).digest())
    return frozenset(groups[: len(groups) // WATCHED])
