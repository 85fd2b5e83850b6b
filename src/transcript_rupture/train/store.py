"""The fusion as a JSON file that people can read and compare."""

from __future__ import annotations

import json

from transcript_rupture.fuse import FusionModel
from transcript_rupture.fuse.model import FORMAT

DIGITS = 6


def render_fusion(model: FusionModel) -> str:
    """The fitted numbers, rounded, in a fixed order."""
    families = {
        family.value: {
            "bias": round(row.bias, DIGITS),
            "thresholds": {
                "floor": row.thresholds.floor,
                "flag": row.thresholds.flag,
                "clear": row.thresholds.clear,
                "strong": row.thresholds.strong,
            },
            "weights": {name: round(w, DIGITS) for name, w in row.weights.items()},
        }
        for family, row in sorted(model.families.items())
    }
    data = {
        "format": FORMAT,
        "fitted_on": model.fitted_on,
        "families": families,
        "sources": {name: round(w, DIGITS) for name, w in model.sources.items()},
    }
    return json.dumps(data, indent=1, ensure_ascii=False) + "\n"
