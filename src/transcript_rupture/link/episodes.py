"""Markers to Episodes: which moments belong together."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from transcript_rupture.config import LinkSettings
from transcript_rupture.domain import (
    CLIENT_FAMILIES,
    Episode,
    EpisodeType,
    Family,
    Marker,
    Session,
)
from transcript_rupture.link.intensity import weigh_episode
from transcript_rupture.link.outcome import find_outcome

LINKING = frozenset({*CLIENT_FAMILIES, Family.REPAIR})
# A type must hold three quarters of its moments' scores, or the episode is mixed.
MAJORITY = 0.75


def find_episodes(
    session: Session, markers: Sequence[Marker], *, settings: LinkSettings
) -> tuple[Episode, ...]:
    """Group flagged markers into episodes that open with the client."""
    flagged = sorted(
        (m for m in markers if m.flagged), key=lambda m: (m.turn, m.family, m.code)
    )
    return tuple(
        _episode(session, first, last, flagged, settings)
        for first, last in _spans(flagged, settings.gap_turns)
    )


def _spans(flagged: Sequence[Marker], gap: int) -> Iterator[tuple[int, int]]:
    """First and last turn of each run of markers without a longer gap."""
    first = last = None
    for marker in flagged:
        if first is None or last is None or marker.turn - last > gap:
            if first is not None and last is not None:
                yield first, last
                first = last = None
            if marker.family in CLIENT_FAMILIES:
                first = last = marker.turn
        elif marker.family in LINKING:
            last = marker.turn
    if first is not None and last is not None:
        yield first, last


def _episode(
    session: Session,
    first: int,
    last: int,
    flagged: Sequence[Marker],
    settings: LinkSettings,
) -> Episode:
    end = _end_with_response(first, last, flagged, settings)
    inside = [m for m in flagged if first <= m.turn <= end + settings.answer_turns]
    own = leading([m for m in inside if m.family in CLIENT_FAMILIES and m.turn <= end])
    weight = weigh_episode(session, own, settings=settings)
    outcome = find_outcome(session, first, end, inside)
    return Episode(
        start_turn=first,
        end_turn=end,
        type=_type(own),
        score=max(m.score for m in own),
        intensity=weight.intensity,
        level=weight.level,
        reasons=weight.reasons,
        answers=outcome.answers,
        repairs=outcome.repairs,
        latency_turns=outcome.latency_turns,
        response=outcome.response,
        resolution=outcome.resolution,
    )


def _end_with_response(
    first: int, last: int, flagged: Sequence[Marker], settings: LinkSettings
) -> int:
    """The last marker, or the client's response to a repair when that comes later."""
    repaired = any(
        m.family is Family.REPAIR and first < m.turn <= last for m in flagged
    )
    responses = [
        m.turn
        for m in flagged
        if m.family is Family.RESPONSE and last < m.turn <= last + settings.answer_turns
    ]
    return max(responses, default=last) if repaired else last


def leading(markers: Sequence[Marker]) -> list[Marker]:
    """The best marker of each turn and family: one moment counts once."""
    best: dict[tuple[int, Family], Marker] = {}
    for marker in markers:
        key = marker.turn, marker.family
        if key not in best or marker.score > best[key].score:
            best[key] = marker
    return list(best.values())


def _type(own: Sequence[Marker]) -> EpisodeType:
    away = math.fsum(m.score for m in own if m.family is Family.WITHDRAWAL)
    against = math.fsum(m.score for m in own if m.family is Family.CONFRONTATION)
    if min(away, against) > 0 and max(away, against) < MAJORITY * (away + against):
        return EpisodeType.MIXED
    return EpisodeType.WITHDRAWAL if away > against else EpisodeType.CONFRONTATION
