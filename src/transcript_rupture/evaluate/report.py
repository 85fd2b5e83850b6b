"""The report of an evaluation: what was measured, on what, and what stands beside it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from transcript_rupture import __version__
from transcript_rupture.codebook import family_of
from transcript_rupture.evaluate.agreement import (
    EPISODES,
    MACRO,
    SESSIONS,
    Agreement,
    measure_agreement,
)
from transcript_rupture.evaluate.baselines import Baseline
from transcript_rupture.evaluate.counts import RATINGS, Found, count, hours
from transcript_rupture.evaluate.draws import DRAWS, Floats, estimate, resample
from transcript_rupture.evaluate.figures import (
    BINS,
    Judged,
    average_precision,
    best_f1,
    hits,
    operating_points,
    reliability,
)
from transcript_rupture.evaluate.found import missing_sessions
from transcript_rupture.evaluate.identity import rated_sha256
from transcript_rupture.evaluate.records import (
    BaselineReport,
    Bin,
    CodeReport,
    FamilyReport,
    Material,
    Program,
    Report,
)
from transcript_rupture.rated import RatedTranscript

OF_UNITS = ("ap", "precision", "recall", "f1", "kappa", "ece")
OF_CODES = ("ap", "precision", "recall", "f1")
OF_EPISODES = ("precision", "recall", "f1", "intensity_kappa", "resolution_accuracy")


def describe(rows: Sequence[RatedTranscript], found: Found) -> Material:
    """Which sessions these are."""
    return Material(
        sessions=len(rows),
        hours=sum(map(hours, rows)),
        corpora=dict(Counter(row.corpus or "unnamed" for row in rows)),
        sha256=rated_sha256(rows),
        missing=missing_sessions(rows, found),
    )


def evaluate(
    rows: Sequence[RatedTranscript],
    program: Program,
    *,
    beside: Iterable[Baseline] = (),
    draws: int = DRAWS,
) -> Report:
    """Lay what a program found beside what the raters saw."""
    agreement = measure_agreement(rows, program.found, draws=draws)
    episodes = agreement.counts.episodes.sum(axis=0)
    return Report(
        version=__version__,
        name=program.name,
        model=program.model,
        material=describe(rows, program.found),
        draws=draws,
        families=tuple(_families(agreement)),
        codes=tuple(_codes(agreement)),
        macro={
            name: agreement.of(MACRO, name)
            for name in ("families_f1", "codes_f1", "codes_ap")
        },
        episode_counts={
            name: int(number)
            for name, number in zip(
                ("rated", "found", "matched"), episodes, strict=False
            )
        },
        episodes={name: agreement.of(EPISODES, name) for name in OF_EPISODES},
        false_flags_per_hour=agreement.of(SESSIONS, "false_flags_per_hour"),
        ratings={name: agreement.of(SESSIONS, f"spearman_{name}") for name in RATINGS},
        baselines=tuple(_beside(rows, one, draws=draws) for one in beside),
        examples=program.examples,
    )


def _families(agreement: Agreement) -> Iterator[FamilyReport]:
    for family, judged in agreement.counts.families.items():
        yield FamilyReport(
            family=family,
            units=judged.units,
            positives=judged.positives,
            figures={name: agreement.of(family.value, name) for name in OF_UNITS},
            best_f1=_best(judged, agreement.counts.sessions),
            bins=tuple(_bins(judged, agreement.counts.sessions)),
            curve=tuple(_curve(judged, agreement.counts.sessions)),
        )


def _codes(agreement: Agreement) -> Iterator[CodeReport]:
    for code in agreement.codes:
        yield CodeReport(
            code=code,
            family=family_of(code),
            positives=agreement.counts.codes[code].positives,
            figures={name: agreement.of(code, name) for name in OF_CODES},
        )


def _beside(
    rows: Sequence[RatedTranscript], baseline: Baseline, *, draws: int
) -> BaselineReport:
    """Families only: nothing else is asked of a baseline."""
    families = count(rows, baseline.found).families
    weights = resample(len(rows), draws=draws)
    return BaselineReport(
        name=baseline.name,
        ap={f: estimate(average_precision(j, weights)) for f, j in families.items()},
        f1={
            f: estimate(hits(judged, weights).f1)
            for f, judged in families.items()
            if baseline.flags
        },
        best_f1={f: _best(judged, len(rows)) for f, judged in families.items()},
    )


def _once(sessions: int) -> Floats:
    return np.ones((1, sessions))


def _best(judged: Judged, sessions: int) -> float:
    return float(best_f1(judged, _once(sessions))[0])


def _bins(judged: Judged, sessions: int) -> Iterator[Bin]:
    columns = (column[0] for column in reliability(judged, _once(sessions)))
    for place, (units, positive, score) in enumerate(zip(*columns, strict=True)):
        if units:
            yield Bin(
                low=place / BINS,
                high=(place + 1) / BINS,
                units=int(units),
                score=float(score / units),
                positive=float(positive / units),
            )


def _curve(judged: Judged, sessions: int) -> Iterator[tuple[float, float]]:
    """Recall and precision at each threshold, from the strictest on."""
    above, right = (side[0] for side in operating_points(judged, _once(sessions)))
    if judged.positives:
        for units, caught in zip(above, right, strict=True):
            yield float(caught / judged.positives), float(caught / units)
