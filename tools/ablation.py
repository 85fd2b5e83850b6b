"""What each detector is worth: fit the fusion on each selection of them, and measure.

    python tools/ablation.py MODEL WORK --learn RATED... --natural CORPUS... --on RATED

MODEL is a folder that ``train`` wrote, WORK the folder of its run, where the answers of
its folds lie; ``--learn`` and ``--natural`` are what it was trained with. Each selection
is fitted on the natural sessions of ``--learn`` and measured on ``--on``, as a row of a
table in Markdown with 95 % intervals over sessions.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import combinations
from pathlib import Path

from transcript_rupture.classify import load_classifier
from transcript_rupture.classify.encode import WindowEncoder
from transcript_rupture.classify.folder import TOKENIZER
from transcript_rupture.domain import MODEL_SOURCE, Detector, Evidence
from transcript_rupture.evaluate import Program, analyze_rated, evaluate
from transcript_rupture.fuse.features import FeatureKind
from transcript_rupture.pipeline import Analyzer, build_detectors
from transcript_rupture.rated import Rated, load_rated, read_rated
from transcript_rupture.train.base import base_folder
from transcript_rupture.train.calibration import Calibration
from transcript_rupture.train.examples import examples_of
from transcript_rupture.train.folds import Course, out_of_fold
from transcript_rupture.train.fusion import fit_fusion
from transcript_rupture.train.fusion_settings import WITH_MODEL, FitSettings
from transcript_rupture.train.run import with_answers
from transcript_rupture.train.settings import TrainSettings


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", type=Path)
    parser.add_argument("work", type=Path)
    parser.add_argument("--learn", type=Path, nargs="+", required=True)
    parser.add_argument("--natural", nargs="+", required=True)
    parser.add_argument("--calibrate", nargs="*", default=[])
    parser.add_argument("--on", type=Path, required=True)
    given = parser.parse_args()
    classifier = load_classifier(given.model)
    detectors = build_detectors(classifier=classifier)
    calibration = classifier.folder.config.calibration
    heard = [
        item
        for item in _heard(given.learn, given.natural, given.work, calibration)
        if item.corpus in given.natural
    ]
    rows = read_rated(given.on)
    print(
        "| detectors | withdrawal | confrontation | repair | strain | false flags/h |"
    )
    print("|---|---|---|---|---|---|")
    for kinds in selections():
        settings = FitSettings(
            families=WITH_MODEL,
            sees=seen(kinds),
            calibrate_on=frozenset(given.calibrate),
        )
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


def _heard(
    folders: list[Path],
    natural: list[str],
    work: Path,
    calibration: Calibration,
) -> list[Rated]:
    detectors = build_detectors()
    rated = [item for f in folders for item in load_rated(f, detectors=detectors)]
    settings, base = TrainSettings(), base_folder(None)
    course = Course(
        base=base,
        encoder=WindowEncoder(base / TOKENIZER, settings=settings.window),
        settings=settings,
        settle=frozenset(natural),
        folder=work,
        watch=print,
    )
    examples = list(examples_of(rated, window=settings.window))
    logits = out_of_fold(examples, course)
    return with_answers(rated, examples, logits, calibration, name="any")


if __name__ == "__main__":
    main()
