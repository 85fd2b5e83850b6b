"""The figures of agreement: what is reported, compared, and decided on.

A figure has a subject (a family, a code, or one of ``MACRO``, ``EPISODES``,
``SESSIONS``) and a name; its draws belong to the same resampled sessions for every
program that is measured, so that differences can be taken draw by draw.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from transcript_rupture.evaluate.counts import Counts, Found, count
from transcript_rupture.evaluate.draws import (
    DRAWS,
    Estimate,
    Floats,
    estimate,
    ratio,
    resample,
)
from transcript_rupture.evaluate.figures import (
    Judged,
    average_precision,
    calibration_error,
    hits,
    spearman,
    weighted_kappa,
)
from transcript_rupture.rated import RatedTranscript

MACRO, EPISODES, SESSIONS = "macro", "episodes", "sessions"
LEAST_POSITIVES = 5
LOWER_IS_BETTER = frozenset({"ece", "false_flags_per_hour"})

Key = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """How far one program agrees with the raters: counts, and figures of all draws."""

    counts: Counts = field(repr=False)
    drawn: Mapping[Key, Floats] = field(repr=False)

    def of(self, subject: str, name: str) -> Estimate:
        """One figure with its interval."""
        return estimate(self.drawn[subject, name])

    def value(self, subject: str, name: str) -> float:
        """One figure, not a number where it has no meaning."""
        return float(self.drawn[subject, name][0])

    @property
    def codes(self) -> list[str]:
        """Codes that the raters saw often enough for a figure."""
        return often(self.counts)


def measure_agreement(
    rows: Sequence[RatedTranscript], found: Found, *, draws: int = DRAWS
) -> Agreement:
    """Every figure of agreement between raters and what was found."""
    counts = count(rows, found)
    weights = resample(counts.sessions, draws=draws)
    return Agreement(counts=counts, drawn=dict(_figures(counts, weights)))


def often(counts: Counts) -> list[str]:
    """The codes with enough positives, most frequent first."""
    known = {name: judged.positives for name, judged in counts.codes.items()}
    chosen = [name for name in known if known[name] >= LEAST_POSITIVES]
    return sorted(chosen, key=lambda name: -known[name])


def _figures(counts: Counts, weights: Floats) -> Iterator[tuple[Key, Floats]]:
    families = {
        family.value: dict(_of_units(judged, weights))
        for family, judged in counts.families.items()
    }
    codes = {
        name: dict(_of_code(counts.codes[name], weights)) for name in often(counts)
    }
    for subject, figures in {**families, **codes}.items():
        yield from (((subject, name), drawn) for name, drawn in figures.items())
    yield (MACRO, "families_f1"), _mean([f["f1"] for f in families.values()], weights)
    yield (MACRO, "codes_f1"), _mean([c["f1"] for c in codes.values()], weights)
    yield (MACRO, "codes_ap"), _mean([c["ap"] for c in codes.values()], weights)
    yield from (((EPISODES, name), d) for name, d in _of_episodes(counts, weights))
    yield (
        (SESSIONS, "false_flags_per_hour"),
        ratio(weights @ counts.false_flags, weights @ counts.hours),
    )
    for name, tables in counts.ratings.items():
        yield (SESSIONS, f"spearman_{name}"), spearman(_summed(tables, weights))


def _of_units(judged: Judged, weights: Floats) -> Iterator[tuple[str, Floats]]:
    found = hits(judged, weights)
    yield "ap", average_precision(judged, weights)
    yield "precision", found.precision
    yield "recall", found.recall
    yield "f1", found.f1
    yield "kappa", found.kappa
    yield "ece", calibration_error(judged, weights)


def _of_code(judged: Judged, weights: Floats) -> Iterator[tuple[str, Floats]]:
    found = hits(judged, weights)
    yield "ap", average_precision(judged, weights)
    yield "precision", found.precision
    yield "recall", found.recall
    yield "f1", found.f1


def _of_episodes(counts: Counts, weights: Floats) -> Iterator[tuple[str, Floats]]:
    rated, found, matched, told, same = (weights @ counts.episodes).T
    yield "precision", matched / np.maximum(found, 1)
    yield "recall", matched / np.maximum(rated, 1)
    yield "f1", 2 * matched / np.maximum(rated + found, 1)
    yield "intensity_kappa", weighted_kappa(_summed(counts.intensity, weights))
    yield "resolution_accuracy", ratio(same, told)


def _summed(tables: Floats, weights: Floats) -> Floats:
    drawn: Floats = np.tensordot(weights, tables, axes=1)
    return drawn


def _mean(figures: Sequence[Floats], weights: Floats) -> Floats:
    """The mean over those that have a value; a draw may miss every positive of one."""
    if not figures:
        return np.full(len(weights), np.nan)
    stacked = np.stack(figures)
    known = ~np.isnan(stacked)
    return ratio(np.where(known, stacked, 0.0).sum(axis=0), known.sum(axis=0) * 1.0)
