"""Figures of agreement as a terminal shows them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from transcript_rupture.evaluate.draws import Estimate
    from transcript_rupture.evaluate.records import Material

NOTHING = "-"
NAMES: Mapping[str, str] = {
    "ap": "average precision",
    "precision": "precision",
    "recall": "recall",
    "f1": "F1",
    "kappa": "kappa",
    "ece": "calibration error",
    "families_f1": "F1, mean of families",
    "codes_f1": "F1, mean of codes",
    "codes_ap": "average precision, mean of codes",
    "intensity_kappa": "intensity, weighted kappa",
    "resolution_accuracy": "resolution, share equal",
    "false_flags_per_hour": "false client flags per hour",
}
SHORT_HASH = 16


def number(value: float | None, *, places: int = 3) -> str:
    """A figure, or a dash where it has no meaning.

    >>> number(0.25), number(None)
    ('0.250', '-')
    """
    return NOTHING if value is None else f"{value:.{places}f}"


def with_interval(figure: Estimate, *, places: int = 3) -> str:
    """A figure with its 95 % interval."""
    if figure.low is None or figure.high is None:
        return number(figure.value, places=places)
    # The interval never needs more places than are sure.
    rough = min(2, places)
    return (
        f"{number(figure.value, places=places)} "
        f"[{figure.low:.{rough}f}, {figure.high:.{rough}f}]"
    )


def material_lines(material: Material) -> list[str]:
    """Which sessions were measured on, and what must be said beside every figure."""
    kinds = ", ".join(f"{name} {count}" for name, count in material.corpora.items())
    lines = [
        f"rated     {material.sessions} sessions, {material.hours:.1f} hours ({kinds})",
        f"set       sha256 {material.sha256}",
    ]
    if material.missing:
        names = ", ".join(material.missing[:5])
        lines.append(f"missing   {len(material.missing)} without a timeline: {names}")
    return lines
