"""Model folders: what is in them, and the check that nothing in them was changed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from transcript_rupture.classify.labels import label_names
from transcript_rupture.classify.window import WindowSettings
from transcript_rupture.domain import Family
from transcript_rupture.errors import ModelError

FORMAT = "transcript-rupture/model/1"
MANIFEST, CONFIG = "manifest.json", "config.json"
NETWORK, TOKENIZER, FUSION, CARD, TRAINING = (
    "model.onnx",
    "tokenizer.json",
    "fusion.json",
    "README.md",
    "training.json",
)
NEEDED = {NETWORK, TOKENIZER, FUSION, CONFIG}


@dataclass(frozen=True, slots=True)
class Sigmoid:
    """Platt's calibration of a score: ``1 / (1 + exp(-(slope * logit + shift)))``."""

    slope: float = 1.0
    shift: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelConfig:
    """What belongs to a network beyond its weights."""

    name: str
    window: WindowSettings
    calibration: Mapping[Family, Sigmoid]


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelFolder:
    """A checked model folder; ``sha256`` is the hash of its manifest."""

    path: Path
    config: ModelConfig
    sha256: str


def open_model(path: Path) -> ModelFolder:
    """Check the hash of every file of a model folder, and read its settings."""
    manifest = _read_json(path / MANIFEST)
    if manifest.get("format") != FORMAT:
        raise ModelError(f"{path.name} is no model folder of this program", "train one")
    for name, expected in _files(manifest, path.name).items():
        if not (path / name).is_file() or file_sha256(path / name) != expected:
            raise ModelError(
                f"{path.name}/{name} is missing or is not what the manifest names",
                "install the model again",
            )
    return ModelFolder(
        path=path,
        config=_config(path.name, _read_json(path / CONFIG)),
        sha256=file_sha256(path / MANIFEST),
    )


def _files(manifest: Mapping[str, Any], folder: str) -> Mapping[str, str]:
    """The files of a manifest: plain names inside the folder, none of them left out."""
    files = manifest.get("files")
    names = set(files) if isinstance(files, dict) else set()
    if not names >= NEEDED or any(Path(name).name != name for name in names):
        raise ModelError(
            f"the manifest of {folder} does not name the files of a model",
            "install the model again",
        )
    return {name: str(value) for name, value in dict(files or {}).items()}


def seal(path: Path, config: ModelConfig) -> ModelFolder:
    """Write the settings and the manifest over all files of a finished folder."""
    _write_json(path / CONFIG, _config_dict(config))
    files = sorted(p for p in path.iterdir() if p.is_file() and p.name != MANIFEST)
    hashes = {file.name: file_sha256(file) for file in files}
    _write_json(path / MANIFEST, {"format": FORMAT, "files": hashes})
    return open_model(path)


def file_sha256(file: Path) -> str:
    """The hash of a file's bytes."""
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _config_dict(config: ModelConfig) -> dict[str, object]:
    return {
        "name": config.name,
        "labels": list(label_names()),
        "window": asdict(config.window),
        "calibration": {f.value: asdict(s) for f, s in config.calibration.items()},
    }


def _config(folder: str, data: Mapping[str, Any]) -> ModelConfig:
    if tuple(data.get("labels", ())) != label_names():
        raise ModelError(f"{folder} was trained for another codebook", "train it again")
    try:
        return ModelConfig(
            name=str(data["name"]),
            window=WindowSettings(**data["window"]),
            calibration={
                Family(name): Sigmoid(**row)
                for name, row in data["calibration"].items()
            },
        )
    except (KeyError, TypeError, ValueError) as error:
        raise ModelError(f"{folder}/{CONFIG} is incomplete", "train again") from error


def _read_json(file: Path) -> dict[str, Any]:
    try:
        data = json.loads(file.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise ModelError(
            f"{file.parent.name}/{file.name} cannot be read",
            "name a folder that `train` wrote",
        ) from error
    return data if isinstance(data, dict) else {}


def _write_json(file: Path, data: Mapping[str, object]) -> None:
    text = json.dumps(data, indent=1, ensure_ascii=False)
    file.write_text(text + "\n", encoding="utf-8", newline="\n")
