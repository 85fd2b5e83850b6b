"""Marker to Episode: the only place where moments become ruptures with an outcome."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from transcript_rupture.config import LinkSettings
from transcript_rupture.domain import (
    Episode,
    Marker,
    Notice,
    Ratings,
    Segment,
    Session,
)
from transcript_rupture.link.episodes import find_episodes
from transcript_rupture.link.segments import find_segments, has_times, rate_session

__all__ = ["LinkSettings", "Linked", "link"]


@dataclass(frozen=True, slots=True)
class Linked:
    """Episodes, segments and ratings of one session, and what to know about them."""

    episodes: tuple[Episode, ...]
    segments: tuple[Segment, ...]
    ratings: Ratings
    notices: tuple[Notice, ...]


def link(
    session: Session,
    markers: Sequence[Marker],
    *,
    settings: LinkSettings | None = None,
) -> Linked:
    """Group the markers of a session into episodes, segments and ratings."""
    chosen = settings or LinkSettings()
    return Linked(
        episodes=find_episodes(session, markers, settings=chosen),
        segments=find_segments(session, markers, settings=chosen),
        ratings=rate_session(markers),
        notices=() if has_times(session) else (_without_times(chosen),),
    )


def _without_times(settings: LinkSettings) -> Notice:
    return Notice(
        "segments-by-turns",
        "The source has no usable times: segments are blocks of "
        f"{settings.segment_turns} turns, not of five minutes.",
    )
