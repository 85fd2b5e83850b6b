"""Where on the page's time line a turn stands: by time, or by number without times."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from transcript_rupture.domain import Session, Turn
from transcript_rupture.write.clock import clock

STEPS_MS = tuple(s * 1000 for s in (5, 10, 30, 60, 120, 300, 600, 900, 1800, 3600))
STEPS_TURNS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)
MOST_TICKS = 13


@dataclass(frozen=True, slots=True)
class Tick:
    """A labelled place on the axis, in percent."""

    x: float
    label: str


@dataclass(frozen=True, slots=True)
class Axis:
    """Left edge of every turn in percent, one more edge at the end, and the ticks."""

    by_time: bool
    edges: tuple[float, ...]
    widths: tuple[float, ...]
    ticks: tuple[Tick, ...]

    def middle(self, turn: int) -> float:
        """The middle of a turn."""
        return round(self.edges[turn] + self.widths[turn] / 2, 3)


def lay_axis(session: Session) -> Axis:
    """An axis for a session: of time where most starts are known, else of turns."""
    starts = _starts(session.turns)
    ends = _ends(session.turns, starts)
    if not starts or max(ends) <= starts[0]:
        return _by_turns(len(session.turns))
    origin, last = starts[0], max(ends)
    scale = 100 / (last - origin)
    return Axis(
        by_time=True,
        edges=tuple(round((start - origin) * scale, 3) for start in starts),
        widths=tuple(
            round((end - start) * scale, 3)
            for start, end in zip(starts, ends, strict=True)
        ),
        ticks=_ticks(origin, last, STEPS_MS, by_time=True),
    )


def _by_turns(count: int) -> Axis:
    width = 100 / max(1, count)
    return Axis(
        by_time=False,
        edges=tuple(round(i * width, 3) for i in range(count)),
        widths=(round(width, 3),) * count,
        ticks=_ticks(0, max(1, count), STEPS_TURNS, by_time=False),
    )


def _starts(turns: Sequence[Turn]) -> list[int]:
    """A start for every turn, the gaps filled evenly; none where few are known."""
    known = [(t.index, t.start_ms) for t in turns if t.start_ms is not None]
    if len(known) <= len(turns) / 2:
        return []
    (first, earliest), (last, latest) = known[0], known[-1]
    starts = [earliest] * first
    for (left, from_ms), (right, to_ms) in pairwise(known):
        step = (to_ms - from_ms) / (right - left)
        starts += [round(from_ms + step * i) for i in range(right - left)]
    starts += [latest] * (len(turns) - last)
    # A clock that runs backwards must not draw turns left of earlier ones.
    for i in range(1, len(starts)):
        starts[i] = max(starts[i], starts[i - 1])
    return starts


def _ends(turns: Sequence[Turn], starts: Sequence[int]) -> list[int]:
    following = [*starts[1:], *starts[-1:]]
    return [
        turn.end_ms if turn.end_ms is not None and start <= turn.end_ms else after
        for turn, start, after in zip(turns, starts, following, strict=False)
    ]


def _ticks(
    first: int, last: int, steps: Sequence[int], *, by_time: bool
) -> tuple[Tick, ...]:
    step = next((s for s in steps if (last - first) / s <= MOST_TICKS), steps[-1])
    places = range(-(-first // step) * step, last, step)
    return tuple(
        Tick(
            x=round((place - first) * 100 / (last - first), 3),
            label=clock(place) if by_time else str(place),
        )
        for place in places
    )
