"""How figures are named and printed, on the terminal and on the page."""

from __future__ import annotations

from collections.abc import Mapping

from transcript_rupture.evaluate.draws import Estimate

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
    "spearman_WD_P": "session rating WD_P, Spearman",
    "spearman_CF_P": "session rating CF_P, Spearman",
    "spearman_WD_T": "session rating WD_T, Spearman",
    "spearman_CF_T": "session rating CF_T, Spearman",
}


def number(value: float | None, *, places: int = 3) -> str:
    """A figure, or a dash where it has no meaning.

    >>> number(0.25), number(None)
    ('0.250', '-')
    """
    # Without the sum, a small negative figure would print as -0.000.
    return NOTHING if value is None else f"{round(value, places) + 0.0:.{places}f}"


def with_interval(figure: Estimate, *, places: int = 3) -> str:
    """A figure with its 95 % interval.

    >>> with_interval(Estimate(0.25, 0.1, 0.4))
    '0.250 [0.10, 0.40]'
    """
    if figure.low is None or figure.high is None:
        return number(figure.value, places=places)
    # The ends of an interval are not sure to three places.
    rough = min(2, places)
    ends = [number(end, places=rough) for end in (figure.low, figure.high)]
    return f"{number(figure.value, places=places)} [{', '.join(ends)}]"
