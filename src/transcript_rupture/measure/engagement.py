"""The engagement curve of a client, and the chart that tells when it goes flat.

A short turn alone moves the curve little: it counts by how far the therapist invited
more and by how much this client had been talking.
"""

from __future__ import annotations

from bisect import insort
from dataclasses import dataclass, field
from math import exp, sqrt

from transcript_rupture.config import MeasureSettings
from transcript_rupture.domain import TurnMeasures
from transcript_rupture.measure.baseline import quantile, spread

START = 0.5
# Clients of rated sessions vary by .12 to .22 from turn to turn; less is chance.
LEAST_SPREAD = 0.12
# A share measured on few words is drawn to the middle as if these many were added.
DOUBT_WORDS = 8.0
LENGTH, PERSONAL, NEW, BARE = 0.5, 0.25, 0.25, 0.35
FULL_FEELING, FULL_FIRST = 0.06, 0.14
# Turns that tell less neither shape the chart nor count on it.
TELLS = 0.4
UNUSUAL_TURNS = 8
STEEP, FARTHEST = 1.2, 5.0


def level(measures: TurnMeasures, *, known: float) -> float:
    """The engagement of one client turn by itself, from 0 to 1.

    ``known`` tells how far this client's usual length is known yet, from 0 to 1.
    """
    sure = _sure(measures)
    called_for = measures.invited * measures.talkative
    bare = (measures.agreement if measures.words else 1.0) * (1 - sure) * called_for
    raw = (
        START
        + LENGTH * known * _length(measures.length_z, called_for)
        + PERSONAL * sure * (_personal(measures) - START)
        + NEW * known * sure * (measures.distance_own - START)
        - BARE * bare
    )
    return max(0.0, min(1.0, raw))


def telling(measures: TurnMeasures) -> float:
    """How much one turn can tell about engagement at all, from 0 to 1.

    A murmur under an explanation tells next to nothing; a long turn does, and so does
    any answer to an open invitation by a client who was talking.
    """
    return max(_sure(measures), measures.invited * measures.talkative)


def _sure(measures: TurnMeasures) -> float:
    return measures.words / (measures.words + DOUBT_WORDS)


def _length(length_z: float, called_for: float) -> float:
    at = 1 / (1 + exp(-STEEP * max(-FARTHEST, min(FARTHEST, length_z))))
    return (at - START) * (1.0 if at >= START else called_for)


def _personal(measures: TurnMeasures) -> float:
    feeling = min(1.0, measures.feeling / FULL_FEELING)
    return (feeling + min(1.0, measures.first_person / FULL_FIRST)) / 2


@dataclass(slots=True)
class Curve:
    """An exponentially weighted average of the levels, watched by a control chart."""

    settings: MeasureSettings
    value: float = START
    start_left: float = 1.0
    below: int = 0
    levels: list[float] = field(default_factory=list)

    def add(self, level: float, *, telling: float = 1.0) -> None:
        """Move the curve by one client turn and look whether it is below its limit."""
        step = self.settings.smoothing * telling
        self.value += step * (level - self.value)
        self.start_left *= 1 - step
        if not self._is_below():
            self.below = 0
        elif telling >= TELLS and level < self.value:
            self.below += 1
        # What goes flat must not teach the chart that flat is usual; what stays so
        # for long is how this client talks now.
        if telling >= TELLS and not 0 < self.below <= UNUSUAL_TURNS:
            insort(self.levels, level)

    @property
    def flat(self) -> bool:
        """Whether the curve has stayed below its limit long enough to mean it."""
        return self.below >= self.settings.sustained_turns

    def _is_below(self) -> bool:
        if len(self.levels) < self.settings.chart_turns:
            return False
        smoothing = self.settings.smoothing
        moves = spread(self.levels, LEAST_SPREAD) * sqrt(smoothing / (2 - smoothing))
        limit = quantile(self.levels, 0.5) - self.settings.control_limit * moves
        return self._heard < limit

    @property
    def _heard(self) -> float:
        """The curve without what is left of its start, which nobody has said."""
        return START + (self.value - START) / (1 - self.start_left)
