"""Fit the fusion on rated sessions and store it as data.

    python tools/fit_fusion.py RATED_FOLDER [--out FILE]

RATED_FOLDER holds ``sessions.jsonl`` and ``labels/`` of the training sessions.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from transcript_rupture.pipeline import build_detectors
from transcript_rupture.rated import load_rated
from transcript_rupture.train.fusion import fit_fusion
from transcript_rupture.train.fusion_settings import FitSettings
from transcript_rupture.train.store import render_fusion

SHIPPED = Path(__file__).parents[1] / "src/transcript_rupture/fuse/fusion.json"


def main() -> None:
    """Fit and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("rated", type=Path)
    parser.add_argument("--out", type=Path, default=SHIPPED)
    arguments = parser.parse_args()
    folder: Path = arguments.rated
    rated = load_rated(folder, detectors=build_detectors())
    turns = sum(len(item.session.turns) for item in rated)
    model = fit_fusion(
        rated,
        settings=FitSettings(),
        fitted_on=f"{len(rated)} rated demonstration sessions, {turns} turns",
    )
    arguments.out.write_text(render_fusion(model), encoding="utf-8")
    print(f"fitted on {model.fitted_on}; written to {arguments.out.name}")


if __name__ == "__main__":
    main()
