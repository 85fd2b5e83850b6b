"""The nouns of an evaluation: material, figures by family and code, the report."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from transcript_rupture.domain import Family, ModelId
from transcript_rupture.evaluate.counts import Found
from transcript_rupture.evaluate.draws import Estimate
from transcript_rupture.evaluate.examples import ExampleCounts

INVENTED = "invented"
AGREEMENT = (
    "These figures are agreement with the raters of this folder, not truth about "
    "people: where the raters err, agreeing with them is no merit."
)
SYNTHETIC = (
    "Synthetic: {share} of these sessions were invented. Figures on invented sessions "
    "say nothing about real ones and must not be set beside clinical figures."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Program:
    """What is measured: its classifier, if any, what it found, how examples fared."""

    name: str
    model: ModelId | None = None
    found: Found = field(repr=False)
    examples: ExampleCounts | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """The rated sessions that were measured on; ``sha256`` names them and their ratings."""

    sessions: int
    hours: float
    corpora: Mapping[str, int]
    sha256: str
    missing: tuple[str, ...] = ()

    @property
    def cautions(self) -> tuple[str, ...]:
        """What must be said beside every figure."""
        invented = sum(n for c, n in self.corpora.items() if c.startswith(INVENTED))
        if not invented:
            return (AGREEMENT,)
        share = "all" if invented == self.sessions else f"{invented}"
        return (AGREEMENT, SYNTHETIC.format(share=share))


@dataclass(frozen=True, slots=True)
class Bin:
    """Units with a score from ``low`` on: how many, mean score, share of positives."""

    low: float
    high: float
    units: int
    score: float
    positive: float


@dataclass(frozen=True, slots=True, kw_only=True)
class FamilyReport:
    """Agreement on one family: figures, reliability, and the precision-recall curve."""

    family: Family
    units: int
    positives: int
    figures: Mapping[str, Estimate]
    best_f1: float
    bins: tuple[Bin, ...]
    curve: tuple[tuple[float, float], ...] = field(repr=False)

    @property
    def base_rate(self) -> float:
        """The share of positives."""
        return self.positives / self.units if self.units else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeReport:
    """Agreement on one code."""

    code: str
    family: Family
    positives: int
    figures: Mapping[str, Estimate]


@dataclass(frozen=True, slots=True, kw_only=True)
class BaselineReport:
    """A simpler program's average precision, F1 at its own line, and at the best."""

    name: str
    ap: Mapping[Family, Estimate]
    f1: Mapping[Family, Estimate]
    best_f1: Mapping[Family, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One evaluation."""

    version: str
    name: str
    model: ModelId | None
    material: Material
    draws: int
    families: tuple[FamilyReport, ...]
    codes: tuple[CodeReport, ...]
    macro: Mapping[str, Estimate]
    episode_counts: Mapping[str, int]
    episodes: Mapping[str, Estimate]
    false_flags_per_hour: Estimate
    ratings: Mapping[str, Estimate]
    baselines: tuple[BaselineReport, ...] = ()
    examples: ExampleCounts | None = None
