"""What makes two runs the same run: the hash of all that changes a result."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict
from pathlib import PurePosixPath

from transcript_rupture import __version__
from transcript_rupture.batch.records import Recipe, SourceFile
from transcript_rupture.codebook import load_codebook
from transcript_rupture.pipeline import Analyzer


def facts_of(recipe: Recipe, analyzer: Analyzer) -> dict[str, object]:
    """Everything but the input that changes a result, as ``run.json`` prints it."""
    return {
        "version": __version__,
        "codebook": load_codebook().version,
        "rules": analyzer.rules,
        "fusion": analyzer.fusion_sha256,
        "model": asdict(analyzer.model) if analyzer.model else None,
        "settings": analyzer.settings.as_dict(),
        "roles": {label: role.value for label, role in recipe.roles},
        "mapping": dict(recipe.mapping),
        "format": recipe.format,
        "text": recipe.text,
        "use_model": recipe.use_model,
    }


def fingerprint_of(facts: dict[str, object]) -> str:
    """One hash for a run's facts."""
    return hashlib.sha256(json.dumps(facts, sort_keys=True).encode()).hexdigest()


def key_of(file: SourceFile, sha256: str | None, fingerprint: str) -> str | None:
    """One hash for a file in a run: its bytes, its bare name, and the run's facts.

    The bare name is in it because a session without an id is called after its file.
    """
    if sha256 is None:
        return None
    name = PurePosixPath(file.name).name
    return hashlib.sha256(f"{name}\0{sha256}\0{fingerprint}".encode()).hexdigest()
