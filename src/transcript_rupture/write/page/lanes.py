"""The drawn time line: lanes, bars, marks, brackets and the engagement curve.

Places along the line are percent of its width, heights are pixels, so that marks keep
their form at any width.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from transcript_rupture.codebook import Codebook
from transcript_rupture.domain import (
    CLIENT_FAMILIES,
    THERAPIST_FAMILIES,
    Family,
    Role,
    Timeline,
)
from transcript_rupture.write.page.axis import Axis, lay_axis
from transcript_rupture.write.page.curve import Curve, draw_curve
from transcript_rupture.write.page.moments import Moment
from transcript_rupture.write.page.story import Story

GAP = 2
# How far, in pixels, a second marker of the same turn and family stands aside.
BEHIND = 7
HEIGHTS = {"episodes": 16, "mark": 18, "speech": 6, "curve": 30, "axis": 16}


@dataclass(frozen=True, slots=True)
class Lane:
    """One row of the drawing: its name and where it lies."""

    key: str
    label: str
    top: int
    height: int

    @property
    def middle(self) -> float:
        """The height at which marks of this lane sit."""
        return self.top + self.height / 2


@dataclass(frozen=True, slots=True)
class Bar:
    """A turn, or a bracket over several."""

    x: float
    width: float
    turn: int


@dataclass(frozen=True, slots=True)
class Bracket:
    """An episode over its turns."""

    x: float
    width: float
    story: Story

    @property
    def middle(self) -> float:
        """Where its number stands."""
        return round(self.x + self.width / 2, 3)


@dataclass(frozen=True, slots=True)
class Mark:
    """A candidate marker at its place; weaker ones of one turn look out behind."""

    x: float
    aside: int
    moment: Moment


@dataclass(frozen=True, slots=True)
class Drawing:
    """Everything the time line shows."""

    axis: Axis
    height: int
    lanes: tuple[Lane, ...]
    speech: tuple[tuple[Lane, tuple[Bar, ...]], ...]
    marks: tuple[tuple[Lane, tuple[Mark, ...]], ...]
    episodes: tuple[Lane, tuple[Bracket, ...]]
    curve: tuple[Lane, Curve]
    ticks: Lane


def draw(
    timeline: Timeline,
    moments: Sequence[Moment],
    stories: Sequence[Story],
    book: Codebook,
) -> Drawing:
    """Lay out the time line of a session."""
    axis = lay_axis(timeline.session)
    lanes = {lane.key: lane for lane in _lanes(moments, book)}
    axis_lane = lanes["axis"]
    return Drawing(
        axis=axis,
        height=axis_lane.top + axis_lane.height,
        lanes=tuple(lane for lane in lanes.values() if lane.label),
        speech=tuple(
            (lanes[role.value], _bars(timeline, role, axis))
            for role in (Role.CLIENT, Role.THERAPIST)
        ),
        marks=tuple(
            (lanes[family.value], _marks(moments, family, axis))
            for family in Family
            if family.value in lanes
        ),
        episodes=(lanes["episodes"], tuple(_brackets(stories, axis))),
        curve=(lanes["curve"], draw_curve(timeline, axis)),
        ticks=axis_lane,
    )


def _lanes(moments: Sequence[Moment], book: Codebook) -> Iterator[Lane]:
    top = 0
    for key, kind, label in _rows(moments, book):
        yield Lane(key, label, top, HEIGHTS[kind])
        top += HEIGHTS[kind] + GAP


def _rows(moments: Sequence[Moment], book: Codebook) -> Iterator[tuple[str, str, str]]:
    """Key, kind and label of every lane, the client's above the curve."""
    shown = {moment.family.name for moment in moments}
    extra = [f for f in (Family.RESPONSE, Family.CONTRAST) if f.value in shown]
    yield "episodes", "episodes", "Episodes"
    for family in (*reversed(CLIENT_FAMILIES), *extra):
        yield family.value, "mark", _lane_label(family, book)
    yield Role.CLIENT.value, "speech", "Client speaks"
    yield "curve", "curve", "Client engagement"
    yield Role.THERAPIST.value, "speech", "Therapist speaks"
    for family in THERAPIST_FAMILIES:
        yield family.value, "mark", _lane_label(family, book)
    yield "axis", "axis", ""


def _lane_label(family: Family, book: Codebook) -> str:
    return f"{book.families[family].letter} {family.value}"


def _bars(timeline: Timeline, role: Role, axis: Axis) -> tuple[Bar, ...]:
    return tuple(
        Bar(axis.edges[turn.index], axis.widths[turn.index], turn.index)
        for turn in timeline.session.turns
        if turn.role is role
    )


def _marks(moments: Sequence[Moment], family: Family, axis: Axis) -> tuple[Mark, ...]:
    """The marks of a lane, the strongest of each turn last, so that it lies on top."""
    own = (moment for moment in moments if moment.family.name == family.value)
    return tuple(
        Mark(axis.middle(turn), BEHIND * rank, moment)
        for turn, found in groupby(own, lambda moment: moment.turn)
        for rank, moment in reversed(list(enumerate(_strongest_first(found))))
    )


def _strongest_first(moments: Iterable[Moment]) -> list[Moment]:
    return sorted(
        moments, key=lambda moment: (not moment.flagged, -float(moment.score))
    )


def _brackets(stories: Sequence[Story], axis: Axis) -> Iterator[Bracket]:
    for story in stories:
        left = axis.edges[story.start_turn]
        right = axis.edges[story.end_turn] + axis.widths[story.end_turn]
        yield Bracket(left, round(max(right - left, 0.4), 3), story)
