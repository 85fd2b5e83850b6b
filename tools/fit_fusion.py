"""Fit the fusion on rated sessions and store it as data.

    python tools/fit_fusion.py RATED_FOLDER [--out FILE]

RATED_FOLDER holds ``sessions.jsonl`` and ``labels/`` of the training sessions.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from transcript_rupture.domain import Family
from transcript_rupture.fuse.model import FORMAT, FusionModel
from transcript_rupture.pipeline import build_detectors
from transcript_rupture.rated import load_rated
from transcript_rupture.train.fusion import FitSettings, fit_fusion

SHIPPED = Path(__file__).parents[1] / "src/transcript_rupture/fuse/fusion.json"


def main() -> None:
    """Fit and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("rated", type=Path)
    parser.add_argument("--out", type=Path, default=SHIPPED)
    arguments = parser.parse_args()
    folder: Path = arguments.rated
    rated = load_rated(
        folder / "sessions.jsonl", folder / "labels", detectors=build_detectors()
    )
    turns = sum(len(item.session.turns) for item in rated)
    model = fit_fusion(
        rated,
        settings=FitSettings(),
        fitted_on=f"{len(rated)} rated demonstration sessions, {turns} turns",
    )
    arguments.out.write_text(render(model), encoding="utf-8")
    print(f"fitted on {model.fitted_on}; written to {arguments.out.name}")


def render(model: FusionModel) -> str:
    """The fusion as a JSON file that people can read and compare."""
    data = {
        "format": FORMAT,
        "fitted_on": model.fitted_on,
        "families": {
            family.value: {
                "bias": round(row.bias, 6),
                "thresholds": {
                    "floor": row.thresholds.floor,
                    "flag": row.thresholds.flag,
                    "clear": row.thresholds.clear,
                    "strong": row.thresholds.strong,
                },
                "weights": {name: round(w, 6) for name, w in row.weights.items()},
            }
            for family, row in sorted(model.families.items())
            if isinstance(family, Family)
        },
        "sources": {name: round(w, 6) for name, w in model.sources.items()},
    }
    return json.dumps(data, indent=1, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    main()
