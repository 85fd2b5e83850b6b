"""What each detector is worth: fit the fusion on each selection of them, and measure.

    python tools/ablation.py MODEL --learn RATED... --natural CORPUS... --on RATED

MODEL is a folder that ``train`` wrote, with the folder of its run (``MODEL.work``) beside
it, where the answers of its folds lie; ``--learn``, ``--natural``, ``--calibrate`` and
``--contrasts`` are what it was trained with. Each selection is fitted on the natural sessions of ``--learn``
and measured on ``--on``, as a row of a table in Markdown with 95 % intervals over
sessions.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import combinations
from pathlib import Path

from transcript_rupture.classify import load_classifier
from transcript_rupture.classify.folder import TRAINING
from transcript_rupture.classify.window import WindowSettings
from transcript_rupture.domain import MODEL_SOURCE, Detector, Evidence
from transcript_rupture.evaluate import Program, analyze_rated, evaluate
from transcript_rupture.fuse.features import FeatureKind
from transcript_rupture.pipeline import Analyzer, build_detectors
from transcript_rupture.rated import Rated, load_contrasts, load_rated, read_rated
from transcript_rupture.train.calibration import Calibration
from transcript_rupture.train.folds import cross_fit
from transcript_rupture.train.fusion import fit_fusion
from transcript_rupture.train.fusion_settings import WITH_MODEL, FitSettings
from transcript_rupture.train.run import Run, course_of, lessons_of, with_answers
from transcript_rupture.train.settings import StageSettings, TrainSettings


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", type=Path)
    parser.add_argument("--learn", type=Path, nargs="+", required=True)
    parser.add_argument("--natural", nargs="+", required=True)
    parser.add_argument("--calibrate", nargs="*", default=[])
    parser.add_argument("--contrasts", type=Path)
    parser.add_argument("--on", type=Path, required=True)
    given = parser.parse_args()
    classifier = load_classifier(given.model)
    detectors = build_detectors(classifier=classifier)
    calibration = classifier.folder.config.calibration
    run = Run(
        rated=[
            item
            for folder in given.learn
            for item in load_rated(folder, detectors=build_detectors())
        ],
        out=given.model,
        contrasts=load_contrasts(given.contrasts) if given.contrasts else (),
        settings=settings_of(given.model),
        natural=frozenset(given.natural),
        fusion=FitSettings(
            families=WITH_MODEL, calibrate_on=frozenset(given.calibrate)
        ),
    )
    if not run.work.is_dir():
        sys.exit(f"{run.work.name} is not there: the answers of the folds lie in it")
    heard = _heard(run, calibration)
    rows = read_rated(given.on)
    print(
        "| detectors | withdrawal | confrontation | repair | strain | false flags/h |"
    )
    print("|---|---|---|---|---|---|")
    for kinds in selections():
        settings = replace(run.fusion, sees=seen(kinds))
        fusion = fit_fusion(
            [only(item, kinds) for item in heard], settings=settings, fitted_on=""
        )
        analyzer = Analyzer(
            detectors=chosen(detectors, kinds),
            fusion=fusion,
            rules="",
            fusion_sha256="",
        )
        found = analyze_rated(rows, analyzer)
        report = evaluate(rows, Program(name="", found=found))
        cells = [row.figures["ap"] for row in report.families]
        shown = [f"{e.value:.2f} [{e.low:.2f}, {e.high:.2f}]" for e in cells]
        flags = f"{report.false_flags_per_hour.value:.1f}"
        print("|", " | ".join([" + ".join(kinds), *shown, flags]), "|", flush=True)


def settings_of(model: Path) -> TrainSettings:
    """What the model was trained with, by its record."""
    kept = json.loads((model / TRAINING).read_text("utf-8"))["settings"]
    return TrainSettings(
        first=StageSettings(**kept["first"]),
        settle=StageSettings(**kept["settle"]),
        window=WindowSettings(**kept["window"]),
        repeats=kept["repeats"],
        folds=kept["folds"],
    )


def seen(kinds: tuple[FeatureKind, ...]) -> frozenset[FeatureKind]:
    """Features of a selection; evidence of measures adds to the strength of a family."""
    measured = FeatureKind.MEASURES in kinds
    return frozenset({*kinds, FeatureKind.RULES} if measured else kinds)


def selections() -> Iterator[tuple[FeatureKind, ...]]:
    """Each detector alone, each pair, all."""
    for size in (1, 2, 3):
        yield from combinations(FeatureKind, size)


def chosen(
    detectors: Mapping[str, Detector], kinds: tuple[FeatureKind, ...]
) -> dict[str, Detector]:
    """The detectors of a selection."""
    return {name: found for name, found in detectors.items() if name in set(kinds)}


def only(item: Rated, kinds: tuple[FeatureKind, ...]) -> Rated:
    """A rated session with the evidence of a selection."""
    return replace(
        item, evidence=tuple(e for e in item.evidence if source_of(e) in kinds)
    )


def source_of(evidence: Evidence) -> FeatureKind:
    """Which detector gave a piece of evidence."""
    if evidence.source.startswith(MODEL_SOURCE):
        return FeatureKind.MODEL
    measured = evidence.source.startswith("measure:")
    return FeatureKind.MEASURES if measured else FeatureKind.RULES


def _heard(run: Run, calibration: Calibration) -> list[Rated]:
    """The natural sessions with the answers of the folds that did not see them."""
    lessons = lessons_of(run)
    crossed = cross_fit(lessons, course_of(run))
    natural = run.natural_sessions(run.rated)
    return with_answers(
        natural, lessons.natural, crossed.logits, calibration, name="any"
    )


if __name__ == "__main__":
    main()
