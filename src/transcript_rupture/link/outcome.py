"""What the therapist did about an episode, and how it ended."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from transcript_rupture.domain import (
    CLIENT_FAMILIES,
    Answer,
    Family,
    Marker,
    Resolution,
    Role,
    Session,
)

REENGAGED = frozenset({"client_reengages", "client_voices_need"})
REJECTED = "client_rejects_repair"
APPEASING = frozenset(
    {"appeasing_deference", "sudden_agreement", "minimal_response", "stopped_exploring"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """Answers in order, repairs among them, and where it led."""

    answers: tuple[Answer, ...]
    repairs: tuple[Answer, ...]
    latency_turns: int | None
    response: Answer | None
    resolution: Resolution


def find_outcome(
    session: Session, first: int, last: int, markers: Sequence[Marker]
) -> Outcome:
    """Follow one episode from its first client marker to its end.

    ``markers`` are all flagged markers within the episode's turns.
    """
    answers = tuple(
        Answer(m.turn, m.code)
        for m in markers
        if m.family in {Family.REPAIR, Family.STRAIN} and m.turn > first
    )
    repairs = tuple(
        Answer(m.turn, m.code)
        for m in markers
        if m.family is Family.REPAIR and m.turn > first
    )
    response = _response(markers, repairs)
    return Outcome(
        answers=answers,
        repairs=repairs,
        latency_turns=repairs[0].turn - first if repairs else None,
        response=response,
        resolution=_resolution(session, last, markers, repairs, response),
    )


def _response(markers: Sequence[Marker], repairs: Sequence[Answer]) -> Answer | None:
    """The client's last answer to a repair."""
    if not repairs:
        return None
    later = [
        Answer(m.turn, m.code)
        for m in markers
        if m.family is Family.RESPONSE and m.turn > repairs[0].turn
    ]
    return later[-1] if later else None


def _resolution(
    session: Session,
    last: int,
    markers: Sequence[Marker],
    repairs: Sequence[Answer],
    response: Answer | None,
) -> Resolution:
    if not repairs:
        return Resolution.NOT_ATTEMPTED
    if response is not None and response.code == REJECTED:
        return Resolution.ATTEMPTED_UNRESOLVED
    strained = [m for m in markers if m.family in CLIENT_FAMILIES]
    after = [m for m in strained if m.turn > repairs[-1].turn]
    if any(m.code in APPEASING for m in after):
        return Resolution.ATTEMPTED_UNRESOLVED
    if response is not None and response.code in REENGAGED:
        came_back = any(m.turn > response.turn for m in strained)
        return Resolution.PARTLY_RESOLVED if came_back else Resolution.RESOLVED
    if after:
        return Resolution.ATTEMPTED_UNRESOLVED
    return _by_silence(session, last)


def _by_silence(session: Session, last: int) -> Resolution:
    """Nothing tells how the repair was taken: the talk went on, or it stopped."""
    later = [t for t in session.turns[last + 1 :] if t.role is Role.CLIENT]
    return Resolution.PARTLY_RESOLVED if later else Resolution.UNCLEAR
