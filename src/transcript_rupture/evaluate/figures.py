"""Agreement figures, each for all draws at once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from transcript_rupture.evaluate.draws import Claims, Floats, Numbers, ratio

BINS = 10


@dataclass(frozen=True, slots=True)
class Judged:
    """Units of one family or code: the rater's claim beside the program's, by session."""

    session: Numbers
    positive: Claims
    score: Floats
    flagged: Claims

    @property
    def units(self) -> int:
        """How many units were judged."""
        return len(self.positive)

    @property
    def positives(self) -> int:
        """How many of them the rater saw something in."""
        return int(self.positive.sum())


@dataclass(frozen=True, slots=True)
class Hits:
    """True and false flags and what was missed, for each draw."""

    right: Floats
    wrong: Floats
    missed: Floats
    units: Floats

    @property
    def precision(self) -> Floats:
        """The share of flags that are right."""
        return self.right / np.maximum(self.right + self.wrong, 1)

    @property
    def recall(self) -> Floats:
        """The share of what the rater saw that is flagged."""
        return self.right / np.maximum(self.right + self.missed, 1)

    @property
    def f1(self) -> Floats:
        """The harmonic mean of precision and recall."""
        both = 2 * self.right + self.wrong + self.missed
        return 2 * self.right / np.maximum(both, 1)

    @property
    def kappa(self) -> Floats:
        """Cohen's kappa: agreement beyond chance."""
        rated = ratio(self.right + self.missed, self.units)
        flagged = ratio(self.right + self.wrong, self.units)
        observed = 1 - ratio(self.wrong + self.missed, self.units)
        chance = rated * flagged + (1 - rated) * (1 - flagged)
        return ratio(observed - chance, 1 - chance)


def hits(judged: Judged, weights: Floats) -> Hits:
    """Count the flags of every draw."""
    y, p = judged.positive, judged.flagged

    def count(claims: Claims) -> Floats:
        return weights @ _by_session(judged, claims.astype(float), weights)

    return Hits(count(y & p), count(~y & p), count(y & ~p), count(y | ~y))


def average_precision(judged: Judged, weights: Floats) -> Floats:
    """The area under the precision-recall curve; equal scores share one point."""
    above, right = operating_points(judged, weights)
    total = right[:, -1:]
    precision = ratio(right, above)
    gained = np.diff(ratio(right, np.broadcast_to(total, right.shape)), prepend=0.0)
    area: Floats = np.where(gained > 0, precision * gained, 0.0).sum(axis=1)
    return np.where(total[:, 0] > 0, area, np.nan)


def best_f1(judged: Judged, weights: Floats) -> Floats:
    """F1 at the threshold that suits these very units best; it flatters."""
    above, right = operating_points(judged, weights)
    reached: Floats = (2 * right / np.maximum(above + right[:, -1:], 1)).max(axis=1)
    return reached


def operating_points(judged: Judged, weights: Floats) -> tuple[Floats, Floats]:
    """Units at or above each distinct score, and positives among them; by draw."""
    if not judged.units:
        return np.zeros((len(weights), 1)), np.zeros((len(weights), 1))
    order = np.argsort(-judged.score, kind="stable")
    last = np.append(np.diff(judged.score[order]) != 0, [True])
    drawn = weights[:, judged.session[order]]
    above = np.cumsum(drawn, axis=1)[:, last]
    right = np.cumsum(drawn * judged.positive[order], axis=1)[:, last]
    return above, right


def calibration_error(judged: Judged, weights: Floats) -> Floats:
    """The expected gap between score and share of positives over ten equal bins."""
    count, seen, said = reliability(judged, weights)
    gaps: Floats = np.abs(seen - said).sum(axis=1)
    return ratio(gaps, count.sum(axis=1))


def reliability(judged: Judged, weights: Floats) -> tuple[Floats, Floats, Floats]:
    """Units, positives and summed scores of each bin, by draw."""
    which = np.minimum((judged.score * BINS).astype(int), BINS - 1)
    place = judged.session * BINS + which

    def binned(values: Floats) -> Floats:
        flat = np.bincount(place, values, minlength=weights.shape[1] * BINS)
        drawn: Floats = weights @ flat.reshape(-1, BINS)
        return drawn

    y = judged.positive.astype(float)
    return binned(np.ones(judged.units)), binned(y), binned(judged.score)


def weighted_kappa(tables: Floats) -> Floats:
    """Quadratic weighted kappa of each table (draws, rated level, found level)."""
    levels = np.arange(tables.shape[1])
    apart = (levels[:, None] - levels[None]) ** 2.0
    pairs = tables.sum(axis=(1, 2))
    margins = tables.sum(axis=2)[:, :, None] * tables.sum(axis=1)[:, None, :]
    expected = ratio((apart * margins).sum(axis=(1, 2)), pairs)
    found = 1 - ratio((apart * tables).sum(axis=(1, 2)), expected)
    return np.where(pairs > 1, found, np.nan)


def spearman(tables: Floats) -> Floats:
    """The rank correlation of each table; ties share the middle of their ranks."""
    rows, columns = tables.sum(axis=2), tables.sum(axis=1)
    middle = (rows.sum(axis=1, keepdims=True) + 1) / 2
    a, b = _ranks(rows) - middle, _ranks(columns) - middle
    shared: Floats = (tables * a[:, :, None] * b[:, None, :]).sum(axis=(1, 2))
    spread: Floats = (rows * a**2).sum(axis=1) * (columns * b**2).sum(axis=1)
    return ratio(shared, np.sqrt(spread))


def _ranks(counts: Floats) -> Floats:
    return np.cumsum(counts, axis=1) - (counts - 1) / 2


def _by_session(judged: Judged, values: Floats, weights: Floats) -> Floats:
    summed = np.bincount(judged.session, values, minlength=weights.shape[1])
    return summed.astype(np.float64)
