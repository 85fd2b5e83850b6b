"""Print how far the shipped rules, measures and thresholds agree with raters.

    python tools/evaluate_rated.py RATED_FOLDER

RATED_FOLDER holds ``sessions.jsonl`` and ``labels/``.

"""

from __future__ import annotations

import argparse
from pathlib import Path

from transcript_rupture.domain import SCORED_FAMILIES
from transcript_rupture.evaluate import false_flags_per_hour, family_result, units_of
from transcript_rupture.fuse import fuse
from transcript_rupture.pipeline import build_detectors, shipped_fusion
from transcript_rupture.rated import load_rated


def main() -> None:
    """Run the pipeline on rated sessions and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("rated", type=Path)
    folder: Path = parser.parse_args().rated
    rated = load_rated(
        folder / "sessions.jsonl", folder / "labels", detectors=build_detectors()
    )
    model = shipped_fusion()
    units = [
        unit
        for item in rated
        for unit in units_of(
            item, fuse(item.session, item.measures, item.evidence, model=model)
        )
    ]
    print(f"{len(rated)} sessions; fitted on {model.fitted_on}")
    print(
        f"{'family':14}{'turns':>6}{'pos':>5}   AP [95 %]          F1 [95 %]          ECE"
    )
    for family in SCORED_FAMILIES:
        r = family_result(units, family)
        print(
            f"{family.value:14}{r.units:6}{r.positives:5}   "
            f"{r.precision_recall_area:.3f} [{r.interval[0]:.2f}, {r.interval[1]:.2f}]"
            f"   {r.f1:.2f} [{r.f1_interval[0]:.2f}, {r.f1_interval[1]:.2f}]"
            f"   {r.calibration_error:.3f}"
        )
    print(f"false client flags per hour: {false_flags_per_hour(units, rated):.1f}")


if __name__ == "__main__":
    main()
