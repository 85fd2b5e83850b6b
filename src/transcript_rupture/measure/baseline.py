"""What is usual for one speaker so far: a robust, causal baseline of turn length."""

from __future__ import annotations

import math
from bisect import insort
from collections.abc import Sequence
from dataclasses import dataclass, field

# Quartiles of a normal distribution lie 1.349 standard deviations apart. Unlike the
# median absolute deviation they can be read off a sorted list in no time.
QUARTILES_APART = 1.349
LEAST_SPREAD = 0.5
QUIET_WORDS, TALKATIVE_WORDS = 4.0, 30.0
QUIET_SHARE, TALKATIVE_SHARE = 0.15, 0.5


@dataclass(slots=True)
class Baseline:
    """The lengths of one speaker's earlier turns, leaning on a prior while few."""

    usual_words: int
    known_turns: int
    logs: list[float] = field(default_factory=list)

    def add(self, words: int) -> None:
        """Learn from one more turn."""
        insort(self.logs, math.log1p(words))

    @property
    def known(self) -> float:
        """How far the usual length is known yet, from 0 to 1."""
        return min(1.0, len(self.logs) / self.known_turns)

    @property
    def usual_log(self) -> float:
        """The usual length, as a log."""
        doubt = max(0, self.known_turns - len(self.logs))
        prior = math.log1p(self.usual_words)
        known = len(self.logs)
        middle = quantile(self.logs, 0.5) if known else prior
        return (known * middle + doubt * prior) / (known + doubt)

    @property
    def words(self) -> float:
        """The usual number of words in a turn."""
        return math.expm1(self.usual_log)

    def length_z(self, words: int) -> float:
        """How unusual a length is for this speaker, in robust standard deviations."""
        return (math.log1p(words) - self.usual_log) / spread(self.logs, LEAST_SPREAD)


def talkative(words: float, *, share: float) -> float:
    """How much somebody has been elaborating: 0 a few words at a time, 1 at length.

    ``share`` is their part of everything said so far.

    >>> talkative(40, share=0.6), talkative(2, share=0.1)
    (1.0, 0.0)
    """
    low, high = math.log1p(QUIET_WORDS), math.log1p(TALKATIVE_WORDS)
    length = _clip((math.log1p(words) - low) / (high - low))
    part = _clip((share - QUIET_SHARE) / (TALKATIVE_SHARE - QUIET_SHARE))
    return round(0.7 * length + 0.3 * part, 6)


def quantile(ordered: Sequence[float], part: float) -> float:
    """A quantile of sorted numbers, between neighbors by the straight line.

    >>> quantile([1.0, 2.0, 3.0, 4.0], 0.5)
    2.5
    """
    place = part * (len(ordered) - 1)
    low = math.floor(place)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (place - low) * (ordered[high] - ordered[low])


def spread(ordered: Sequence[float], least: float) -> float:
    """The robust standard deviation of sorted numbers, and never less than ``least``."""
    if not ordered:
        return least
    apart = quantile(ordered, 0.75) - quantile(ordered, 0.25)
    return max(least, apart / QUARTILES_APART)


def _clip(value: float) -> float:
    return max(0.0, min(1.0, value))
