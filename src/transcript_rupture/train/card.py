"""The model card: what a run wrote down, in words."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from transcript_rupture import __version__
from transcript_rupture.classify import ModelFolder, open_model, seal
from transcript_rupture.classify.folder import CARD, FUSION, NETWORK, TRAINING
from transcript_rupture.codebook import load_codebook
from transcript_rupture.errors import ModelError

EVALUATION, BEHAVIOR = "evaluation.json", "behavior.json"


def write_card(folder: Path) -> ModelFolder:
    """Render the card of a sealed model folder from its records, and seal it again."""
    model = open_model(folder)
    (folder / CARD).write_text(render_card(model), encoding="utf-8", newline="\n")
    return seal(folder, model.config)


def render_card(model: ModelFolder) -> str:
    """The card as Markdown; what was not measured is said to be so."""
    training = _json(model.path / TRAINING)
    if "taught" not in training:
        raise ModelError(
            f"the record of {model.config.name} is of an earlier version",
            "its card stays as it is; train the model again for a new one",
        )
    environment = Environment(
        loader=PackageLoader("transcript_rupture.train", ""),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        autoescape=False,  # noqa: S701  # Markdown from our own numbers, no speech
    )
    fusion = _json(model.path / FUSION)
    return environment.get_template("card.md.j2").render(
        name=model.config.name,
        version=__version__,
        codebook=load_codebook().version,
        megabytes=(model.path / NETWORK).stat().st_size / 1e6,
        window=model.config.window,
        calibration=model.config.calibration,
        fusion=fusion,
        known_material=_is_ours(training),
        training=training,
        evaluation=_json(model.path / EVALUATION),
        behavior=_json(model.path / BEHAVIOR),
    )


def _is_ours(training: dict[str, Any]) -> bool:
    """Whether all material is of the kinds whose making this project can vouch for."""
    kinds = training.get("material", {})
    return all(kind == "annomi" or kind.startswith("invented") for kind in kinds)


def _json(file: Path) -> dict[str, Any]:
    """A record of the folder; empty where it was not made."""
    if not file.exists():
        return {}
    data: dict[str, Any] = json.loads(file.read_text("utf-8"))
    return data
