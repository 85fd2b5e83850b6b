"""A report as plain values, for a JSON file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict

from transcript_rupture.evaluate.compare import Comparison, Difference
from transcript_rupture.evaluate.draws import Estimate
from transcript_rupture.evaluate.records import (
    BaselineReport,
    CodeReport,
    FamilyReport,
    Material,
    Program,
    Report,
)

SCHEMA = "transcript-rupture/evaluation/1"
COMPARISON = "transcript-rupture/comparison/1"
Plain = dict[str, object]


def to_plain(report: Report) -> Plain:
    """Every number of a report, with its interval, under the name it is printed with."""
    model = report.model
    return {
        "schema": SCHEMA,
        "version": report.version,
        "name": report.name,
        "model": None if model is None else asdict(model),
        "rated": material_plain(report.material),
        "draws": report.draws,
        "families": {f.family.value: _family(f) for f in report.families},
        "codes": {c.code: _code(c) for c in report.codes},
        "macro": _estimates(report.macro),
        "episodes": {**report.episode_counts, **_estimates(report.episodes)},
        "false_flags_per_hour": _estimate(report.false_flags_per_hour),
        "ratings_spearman": _estimates(report.ratings),
        "examples": None if report.examples is None else asdict(report.examples),
        "baselines": {b.name: _baseline(b) for b in report.baselines},
    }


def material_plain(material: Material) -> Plain:
    """Which sessions were measured on."""
    return {
        "sha256": material.sha256,
        "sessions": material.sessions,
        "hours": material.hours,
        "corpora": dict(material.corpora),
        "missing": list(material.missing),
        "cautions": list(material.cautions),
    }


def _family(family: FamilyReport) -> Plain:
    return {
        "units": family.units,
        "positives": family.positives,
        "base_rate": family.base_rate,
        **_estimates(family.figures),
        "best_f1": family.best_f1,
        "reliability": [asdict(one) for one in family.bins],
    }


def _code(code: CodeReport) -> Plain:
    return {
        "family": code.family.value,
        "positives": code.positives,
        **_estimates(code.figures),
    }


def _baseline(baseline: BaselineReport) -> Plain:
    return {
        family.value: {
            "ap": _estimate(ap),
            "f1": _estimate(baseline.f1[family]) if family in baseline.f1 else None,
            "best_f1": baseline.best_f1[family],
        }
        for family, ap in baseline.ap.items()
    }


def _estimates(figures: Mapping[str, Estimate]) -> Plain:
    return {name: _estimate(figure) for name, figure in figures.items()}


def _estimate(figure: Estimate) -> Plain:
    return {"value": figure.value, "interval": [figure.low, figure.high]}


def comparison_plain(comparison: Comparison) -> Plain:
    """Every difference of two programs, with its interval and a plain word."""
    return {
        "schema": COMPARISON,
        "a": _program(comparison.a),
        "b": _program(comparison.b),
        "rated": material_plain(comparison.material),
        "draws": comparison.draws,
        "differences": [_difference(row) for row in comparison.differences],
    }


def _program(program: Program) -> Plain:
    model, examples = program.model, program.examples
    return {
        "name": program.name,
        "model": None if model is None else asdict(model),
        "examples": None if examples is None else asdict(examples),
    }


def _difference(row: Difference) -> Plain:
    return {
        "subject": row.subject,
        "figure": row.name,
        "a": row.a,
        "b": row.b,
        "difference": _estimate(row.difference),
        "b_better": row.better,
        "verdict": row.verdict.value,
    }
