"""Measures to Evidence: what the numbers of a turn say for and against a marker.

Short turns alone mean nothing here. What counts is a short answer to an open
invitation, by a client who was talking.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from transcript_rupture.domain import Evidence, Role, Session, Turn, TurnMeasures
from transcript_rupture.measure.against import (
    genuine_agreement,
    ordinary_brief_answer,
    reflective_pause,
)
from transcript_rupture.measure.compliance import bare_compliance
from transcript_rupture.measure.reasons import Moment, next_moment
from transcript_rupture.measure.withdrawing import (
    going_flat,
    going_quiet,
    long_silence,
    minimal_response,
    stopped_exploring,
)

Sign = Callable[[Moment], Evidence | None]
SIGNS: tuple[Sign, ...] = (
    minimal_response,
    going_quiet,
    going_flat,
    long_silence,
    stopped_exploring,
    bare_compliance,
    ordinary_brief_answer,
    genuine_agreement,
    reflective_pause,
)


def measure_evidence(
    session: Session, measures: Sequence[TurnMeasures]
) -> Iterator[Evidence]:
    """What the measures say about each client turn, with the numbers in words."""
    earlier: dict[str, Moment] = {}
    asked: tuple[Turn, TurnMeasures] | None = None
    for turn, measured in zip(session.turns, measures, strict=True):
        if turn.role is Role.THERAPIST:
            asked = (turn, measured)
        if turn.role is Role.CLIENT:
            before = earlier.get(turn.speaker)
            moment = next_moment(before, turn, measured, asked=asked)
            earlier[turn.speaker] = moment
            yield from (e for sign in SIGNS if (e := sign(moment)) is not None)
