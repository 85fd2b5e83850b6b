"""Small builders of domain records, so that a test's case fits in a few lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from transcript_rupture.domain import (
    Clarity,
    Episode,
    EpisodeType,
    Evidence,
    Family,
    Marker,
    Presence,
    Provenance,
    Ratings,
    Role,
    Segment,
    Session,
    Source,
    Span,
    Speaker,
    Timeline,
    TimeQuality,
    Turn,
    TurnMeasures,
    TurnScores,
)

LABELS = {Role.THERAPIST: "Therapist", Role.CLIENT: "Client"}


def turn(text: str, *, role: Role = Role.CLIENT, **changes: Any) -> Turn:
    """A turn; ``session`` gives it its index and utterance id."""
    speaker = changes.pop("speaker", LABELS.get(role, role.value.title()))
    return Turn(
        **{
            "index": 0,
            "speaker": speaker,
            "role": role,
            "text": text,
            "utterances": (),
            **changes,
        }
    )


def client(text: str, **changes: Any) -> Turn:
    """A client's turn."""
    return turn(text, role=Role.CLIENT, **changes)


def therapist(text: str, **changes: Any) -> Turn:
    """A therapist's turn."""
    return turn(text, role=Role.THERAPIST, **changes)


def session(turns: Sequence[Turn], *, seconds: int = 0, **changes: Any) -> Session:
    """The turns in order; with ``seconds`` each turn lasts that long."""
    numbered = tuple(_placed(t, i, seconds * 1000) for i, t in enumerate(turns))
    roles = {t.speaker: t.role for t in numbered}
    times = TimeQuality.EXACT if seconds else TimeQuality.NONE
    return Session(
        **{
            "id": "s1",
            "source": Source(
                name="s1.txt", format="plain", encoding="utf-8", sha256="0" * 64
            ),
            "speakers": tuple(Speaker(label, role) for label, role in roles.items()),
            "turns": numbered,
            "time_quality": times,
            **changes,
        }
    )


def _placed(given: Turn, index: int, length_ms: int) -> Turn:
    placed = replace(
        given, index=index, utterances=given.utterances or (f"u{index + 1}",)
    )
    if not length_ms:
        return placed
    return replace(placed, start_ms=index * length_ms, end_ms=(index + 1) * length_ms)


def evidence(turn: int = 0, code: str = "minimal_response", **changes: Any) -> Evidence:
    """One reason; ``span=(start, end)`` may be a pair."""
    span = changes.pop("span", None)
    return Evidence(
        **{
            "turn": turn,
            "code": code,
            "family": Family.WITHDRAWAL,
            "source": "rule:W01",
            "score": 0.6,
            "why": "a one-word answer to an open question",
            "span": Span(*span) if isinstance(span, tuple) else span,
            **changes,
        }
    )


def marker(turn: int = 0, code: str = "minimal_response", **changes: Any) -> Marker:
    """A flagged, clear marker with one piece of evidence of its own."""
    family = changes.pop("family", Family.WITHDRAWAL)
    return Marker(
        **{
            "turn": turn,
            "code": code,
            "family": family,
            "score": 0.62,
            "flagged": True,
            "clarity": Clarity.CLEAR,
            "evidence": (evidence(turn, code, family=family),),
            **changes,
        }
    )


def episode(
    start_turn: int = 0, end_turn: int | None = None, **changes: Any
) -> Episode:
    """A micro withdrawal episode without any answer."""
    return Episode(
        **{
            "start_turn": start_turn,
            "end_turn": start_turn if end_turn is None else end_turn,
            "type": EpisodeType.WITHDRAWAL,
            "score": 0.62,
            "intensity": 2,
            "level": "micro",
            "reasons": ("explicitness 0: shown, not said",),
            **changes,
        }
    )


def timeline(
    given: Session | Sequence[Turn],
    markers: Sequence[Marker] = (),
    episodes: Sequence[Episode] = (),
    **changes: Any,
) -> Timeline:
    """A timeline with zero scores and plain measures."""
    whole = given if isinstance(given, Session) else session(given)
    turns = whole.turns
    return Timeline(
        **{
            "session": whole,
            "provenance": provenance(),
            "scores": (TurnScores(),) * len(turns),
            "measures": tuple(
                TurnMeasures(turn=t.index, words=len(t.text.split())) for t in turns
            ),
            "markers": tuple(markers),
            "episodes": tuple(episodes),
            "segments": (one_segment(whole),) if turns else (),
            "ratings": Ratings(),
            "notices": (),
            **changes,
        }
    )


def provenance() -> Provenance:
    """Rules and measures of some version, no model."""
    return Provenance(
        version="0.1.0",
        codebook="1",
        rules="1" * 64,
        fusion="3" * 64,
        model=None,
        settings={"link": {"gap_turns": 8, "intensity_points": (2, 3, 5, 6)}},
        detectors=("rules", "measures"),
    )


def one_segment(whole: Session) -> Segment:
    """The whole session as one segment that holds nothing."""
    starts = [t.start_ms for t in whole.turns if t.start_ms is not None]
    ends = [t.end_ms for t in whole.turns if t.end_ms is not None]
    return Segment(
        start_turn=0,
        end_turn=len(whole.turns) - 1,
        start_ms=min(starts, default=None),
        end_ms=max(ends, default=None),
        wd_p=Presence(),
        cf_p=Presence(),
        wd_t=Presence(),
        cf_t=Presence(),
    )
