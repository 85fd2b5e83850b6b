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
    later = [m for m in markers if m.family in CLIENT_FAMILIES]
    later = [m for m in later if m.turn > repairs[0].turn]
    came_back = response.turn if response and response.code in REENGAGED else -1
    # Agreement that only appeases never resolves; at best the client comes back later.
    appeased = [m.turn for m in later if m.code in APPEASING]
    if appeased and max(appeased) >= came_back:
        return Resolution.ATTEMPTED_UNRESOLVED
    if came_back >= 0:
        partly = appeased or any(m.turn > came_back for m in later)
        return Resolution.PARTLY_RESOLVED if partly else Resolution.RESOLVED
    if any(m.turn > repairs[-1].turn for m in later):
        return Resolution.ATTEMPTED_UNRESOLVED
    return _by_what_follows(session, last)


def _by_what_follows(session: Session, last: int) -> Resolution:
    """No answer to the repair was found: did the client go on with the work?"""
    after = [t for t in session.turns[last + 1 :] if t.role is Role.CLIENT]
    words = sum(len(turn.text.split()) for turn in after[:NEXT_TURNS])
    went_on = words >= WORK_WORDS
    return Resolution.PARTLY_RESOLVED if went_on else Resolution.UNCLEAR


NEXT_TURNS = 3
WORK_WORDS = 40
