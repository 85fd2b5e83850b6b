"""What a model learned from and how: numbers, groups and hashes, no words."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from math import isnan
from pathlib import Path

from transcript_rupture.classify.folder import TRAINING
from transcript_rupture.rated import Rated, clear_codes, speech_sha256
from transcript_rupture.train.checkpoint import Epoch
from transcript_rupture.train.reliability import Bin
from transcript_rupture.train.settings import TrainSettings

History = Mapping[str, Sequence[Epoch]]
Ranks = Mapping[str, Mapping[str, float | None]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Taught:
    """Which corpora came last, which of them are real talk, and how many contrasts."""

    natural: Sequence[str]
    real: Sequence[str]
    contrasts: int


def write_training(  # noqa: PLR0913  # what a run knows, each under its name
    folder: Path,
    rated: Sequence[Rated],
    *,
    base: str,
    settings: TrainSettings,
    taught: Taught,
    history: History,
    bins: Sequence[Bin],
    ranks: Ranks,
) -> None:
    """Write ``training.json``, from which the model card is made."""
    data = {
        "base": base,
        "settings": asdict(settings),
        "material": {
            kind: material_of(item for item in rated if item.corpus == kind)
            for kind in sorted({item.corpus for item in rated})
        },
        "taught": asdict(taught),
        "codes": dict(sorted(clear_codes(rated).items())),
        "history": {n: [_plain(e) for e in rows] for n, rows in history.items()},
        "reliability": [asdict(row) for row in bins],
        "unseen_average_precision": ranks,
        "groups": sorted({item.group for item in rated}),
        "speech": sorted(speech_sha256(item.session) for item in rated),
    }
    text = json.dumps(data, indent=1, ensure_ascii=False)
    (folder / TRAINING).write_text(text + "\n", encoding="utf-8", newline="\n")


def _plain(epoch: Epoch) -> Mapping[str, float | None]:
    """An epoch; nothing where nothing was held out."""
    return {k: None if isnan(v) else v for k, v in asdict(epoch).items()}


def material_of(rated: Iterable[Rated]) -> Mapping[str, int]:
    """How many sessions and turns."""
    sizes = [len(item.session.turns) for item in rated]
    return {"sessions": len(sizes), "turns": sum(sizes)}
