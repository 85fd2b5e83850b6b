"""What a model learned from, by group and hash: enough to find a leak, no words."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from transcript_rupture.classify.folder import TRAINING
from transcript_rupture.rated import Rated, speech_sha256
from transcript_rupture.train.settings import TrainSettings


def write_training(
    folder: Path, rated: Sequence[Rated], *, settings: TrainSettings
) -> None:
    """Write ``training.json``: settings, groups, and a hash of each session's words."""
    kinds = sorted({item.corpus for item in rated})
    data = {
        "settings": asdict(settings),
        "material": {
            kind: {
                "sessions": sum(item.corpus == kind for item in rated),
                "turns": sum(
                    len(item.session.turns) for item in rated if item.corpus == kind
                ),
            }
            for kind in kinds
        },
        "groups": sorted({item.group for item in rated}),
        "speech": sorted(speech_sha256(item.session) for item in rated),
    }
    text = json.dumps(data, indent=1, ensure_ascii=False)
    (folder / TRAINING).write_text(text + "\n", encoding="utf-8", newline="\n")
