"""The model that is used where none is named: ``models/index.json`` says which."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from transcript_rupture.errors import ModelError, ReadError

if TYPE_CHECKING:
    from transcript_rupture.classify import ModelFolder

INDEX = "index.json"


def default_model() -> Path | None:
    """Its folder: in the installed package, or beside the source; None without one."""
    here = Path(__file__).resolve().parent
    for models in (here / "models", here.parents[1] / "models"):
        if (models / INDEX).exists():
            name = read_index(models).get("default")
            return models / str(name) if name else None
    return None


def check_default(folder: ModelFolder) -> None:
    """Refuse a default model that is not the one its index was written for."""
    known = read_index(folder.path.parent).get("models", {}).get(folder.path.name, {})
    if known.get("sha256") != folder.sha256:
        raise ModelError(
            f"{folder.path.name} is not the model that {INDEX} names",
            "install the program again, or name a model with --model",
        )


def read_index(models: Path) -> dict[str, Any]:
    """The default's name and the hash of each model; empty where nothing is known."""
    file = models / INDEX
    if not file.exists():
        return {}
    try:
        index = json.loads(file.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise ReadError(f"{file} cannot be read", "mend it, or remove it") from error
    return index if isinstance(index, dict) else {}
