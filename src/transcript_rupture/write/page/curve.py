"""The engagement curve: the client's turns against the client's own baseline."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from transcript_rupture.domain import Role, Timeline, TurnMeasures
from transcript_rupture.write.page.axis import Axis

# The curve lies in a box of this size that stretches with the page.
WIDE, HIGH = 1000, 100


@dataclass(frozen=True, slots=True)
class Flat:
    """A stretch, in percent, where the curve lies below its control limit."""

    x: float
    width: float


@dataclass(frozen=True, slots=True)
class Curve:
    """The points of the curve as SVG wants them, and its flat stretches."""

    points: str
    flats: tuple[Flat, ...]


def draw_curve(timeline: Timeline, axis: Axis) -> Curve:
    """The curve over the client's turns, high is more engaged."""
    own = [
        measures
        for turn, measures in zip(
            timeline.session.turns, timeline.measures, strict=True
        )
        if turn.role is Role.CLIENT
    ]
    return Curve(points=_points(own, axis), flats=_flats(own, axis))


def _points(own: Sequence[TurnMeasures], axis: Axis) -> str:
    # Engagement lies in 0..1; a file from elsewhere may reach farther.
    low = min((m.engagement for m in own), default=0.0)
    low, high = min(low, 0.0), max([1.0, *(m.engagement for m in own)])
    reach = high - low
    return " ".join(
        f"{axis.middle(m.turn) * WIDE / 100:.1f},"
        f"{HIGH * (1 - (m.engagement - low) / reach):.1f}"
        for m in own
    )


def _flats(own: Sequence[TurnMeasures], axis: Axis) -> tuple[Flat, ...]:
    stretches = [
        list(run) for is_flat, run in groupby(own, lambda m: m.flat) if is_flat
    ]
    return tuple(
        Flat(
            x=axis.edges[run[0].turn],
            width=round(
                axis.edges[run[-1].turn]
                + axis.widths[run[-1].turn]
                - axis.edges[run[0].turn],
                3,
            ),
        )
        for run in stretches
    )
