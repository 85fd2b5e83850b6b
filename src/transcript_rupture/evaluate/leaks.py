"""What a model folder says of itself: its card, and what it learned from."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from transcript_rupture.classify.folder import CARD, MANIFEST, TRAINING
from transcript_rupture.rated import RatedTranscript, speech_sha256
from transcript_rupture.segment import segment


def leaks(folder: Path, rows: Sequence[RatedTranscript]) -> Iterator[str]:
    """Why the frozen sessions may not be new to a model: shared groups, shared speech."""
    training = _read(folder / TRAINING)
    if not isinstance(training.get("groups"), list) or "speech" not in training:
        yield f"{TRAINING} does not say what the model learned from"
        return
    groups = {row.group for row in rows} & set(training["groups"])
    if groups:
        yield f"{len(groups)} groups of this set were learned from"
    known = set(training["speech"])
    heard = sum(speech_sha256(segment(row.transcript)) in known for row in rows)
    if heard:
        yield f"{heard} sessions of this set were learned from, word for word"


def unsealed(folder: Path) -> Iterator[str]:
    """What a finished model must hold and seal: the card and the record of training."""
    sealed = _read(folder / MANIFEST).get("files", {})
    for name, what in ((CARD, "the model card"), (TRAINING, "the record of training")):
        if not _is_filled(folder / name):
            yield f"{name}, {what}, is missing"
        elif name not in sealed:
            yield f"{name}, {what}, is not in the manifest"


def _is_filled(file: Path) -> bool:
    return file.is_file() and bool(file.read_text("utf-8").strip())


def _read(file: Path) -> Mapping[str, Any]:
    try:
        found = json.loads(file.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}
