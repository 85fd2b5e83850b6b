"""Figures over resampled sessions, all draws at once.

Turns of one session are not independent, so whole sessions are drawn. A draw is a row of
weights: how often each session stands in it. The first row counts each session once; the
figure it gives is the value, those of the other rows its spread.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Numbers = NDArray[np.int64]
Claims = NDArray[np.bool_]

DRAWS = 500
MIDDLE = (2.5, 97.5)


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure and its 95 % interval over sessions; None where it has no meaning."""

    value: float | None
    low: float | None = None
    high: float | None = None


def resample(sessions: int, *, draws: int = DRAWS) -> Floats:
    """Weights of sessions, one row a draw after the first; the same every time.

    >>> resample(3, draws=1).sum(axis=1).tolist()
    [3.0, 3.0]
    """
    generator = np.random.default_rng(0)
    rows = [np.ones(sessions)]
    for _ in range(draws):
        drawn = generator.integers(0, sessions, sessions)
        rows.append(np.bincount(drawn, minlength=sessions).astype(float))
    return np.stack(rows)


def estimate(drawn: Floats) -> Estimate:
    """The value of the first row with the middle 95 % of the others."""
    spread = drawn[1:][~np.isnan(drawn[1:])]
    if not len(spread):
        return Estimate(_known(drawn[0]))
    low, high = np.percentile(spread, MIDDLE)
    return Estimate(_known(drawn[0]), float(low), float(high))


def ratio(above: Floats, below: Floats) -> Floats:
    """One over the other; not a number where nothing is below."""
    unknown: Floats = np.full(above.shape, np.nan)
    np.divide(above, below, out=unknown, where=below != 0)
    return unknown


def _known(value: np.float64) -> float | None:
    return None if np.isnan(value) else float(value)
