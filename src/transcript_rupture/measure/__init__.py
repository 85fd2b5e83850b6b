"""Session to TurnMeasures: each turn against its speaker's own turns before it.

Everything is causal: a number depends on this turn and on earlier ones, never on what
comes later. Everything is finite: what cannot be measured is 0, or None for a time.
"""

from __future__ import annotations

from transcript_rupture.config import MeasureSettings
from transcript_rupture.domain import Session, TimeQuality, TurnMeasures
from transcript_rupture.measure.hearing import Hearing

__all__ = ["MeasureSettings", "measure"]


def measure(
    session: Session, *, settings: MeasureSettings | None = None
) -> tuple[TurnMeasures, ...]:
    """The numbers of every turn, in order: length, delay, agreement, engagement, ..."""
    hearing = Hearing(
        settings=settings or MeasureSettings(),
        exact=session.time_quality is TimeQuality.EXACT,
    )
    return tuple(hearing.hear(turn) for turn in session.turns)
