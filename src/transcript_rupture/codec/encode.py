"""Timeline to plain values, in the key order of the contract."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields

from transcript_rupture.domain import (
    SCORED_FAMILIES,
    Answer,
    Diagnostic,
    Episode,
    Evidence,
    Marker,
    Presence,
    Provenance,
    Segment,
    Session,
    Span,
    Timeline,
    Turn,
    TurnMeasures,
    TurnScores,
)

SCHEMA_NAME = "transcript-rupture/timeline/1"
# Six decimals are finer than any estimate here, and the bytes stay the same everywhere.
DECIMALS = 6

Plain = dict[str, object]


def to_dict(timeline: Timeline, *, text: bool = True) -> Plain:
    """A timeline as plain values; without ``text`` it holds nothing anyone said."""
    rows = zip(timeline.session.turns, timeline.scores, timeline.measures, strict=True)
    ratings = timeline.ratings
    return {
        "schema": SCHEMA_NAME,
        "session": _session(timeline.session),
        "provenance": _provenance(timeline.provenance),
        "turns": [
            _turn(turn, scores, measures, said=turn.text if text else None)
            for turn, scores, measures in rows
        ],
        "markers": [_marker(marker) for marker in timeline.markers],
        "episodes": [_episode(episode) for episode in timeline.episodes],
        "segments": [_segment(segment) for segment in timeline.segments],
        "ratings": {
            "WD_P": ratings.wd_p,
            "CF_P": ratings.cf_p,
            "WD_T": ratings.wd_t,
            "CF_T": ratings.cf_t,
        },
        "notices": [{"code": n.code, "message": n.message} for n in timeline.notices],
    }


def _session(session: Session) -> Plain:
    source = session.source
    return {
        "id": session.id,
        "source": {
            "name": source.name,
            "format": source.format,
            "encoding": source.encoding,
            "sha256": source.sha256,
        },
        "duration_ms": session.duration_ms,
        "speakers": [
            {
                "label": speaker.label,
                "role": speaker.role.value,
                "confidence": _rounded(speaker.confidence),
                "reason": speaker.reason,
            }
            for speaker in session.speakers
        ],
        "time_quality": session.time_quality.value,
        "diagnostics": [_diagnostic(found) for found in session.diagnostics],
    }


def _diagnostic(found: Diagnostic) -> Plain:
    return {
        "code": found.code,
        "message": found.message,
        "line": found.line,
        "severity": found.severity,
    }


def _provenance(provenance: Provenance) -> Plain:
    model = provenance.model
    return {
        "version": provenance.version,
        "codebook": provenance.codebook,
        "rules": provenance.rules,
        "fusion": provenance.fusion,
        "model": model and {"name": model.name, "sha256": model.sha256},
        "settings": _plain(provenance.settings),
        "detectors": list(provenance.detectors),
    }


def _turn(
    turn: Turn, scores: TurnScores, measures: TurnMeasures, *, said: str | None
) -> Plain:
    return {
        "index": turn.index,
        "speaker": turn.speaker,
        "role": turn.role.value,
        "start_ms": turn.start_ms,
        "end_ms": turn.end_ms,
        "text": said,
        "utterances": list(turn.utterances),
        "scores": {f.value: _rounded(scores.of(f)) for f in SCORED_FAMILIES},
        "asides": [_span(aside) for aside in turn.asides],
        "measures": _measures(measures),
    }


def _measures(measures: TurnMeasures) -> Plain:
    return {
        field.name: _rounded(getattr(measures, field.name))
        for field in fields(TurnMeasures)
        if field.name != "turn"
    }


def _marker(marker: Marker) -> Plain:
    return {
        "turn": marker.turn,
        "code": marker.code,
        "family": marker.family.value,
        "score": _rounded(marker.score),
        "flagged": marker.flagged,
        "clarity": marker.clarity.value,
        "evidence": [_evidence(evidence) for evidence in marker.evidence],
        "against": [_evidence(evidence) for evidence in marker.against],
    }


def _evidence(evidence: Evidence) -> Plain:
    return {
        "source": evidence.source,
        **_span(evidence.span),
        "score": _rounded(evidence.score),
        "why": evidence.why,
        "code": evidence.code,
        "family": evidence.family.value,
    }


def _span(span: Span | None) -> Plain:
    return {"start": span and span.start, "end": span and span.end}


def _episode(episode: Episode) -> Plain:
    response = episode.response
    return {
        "start_turn": episode.start_turn,
        "end_turn": episode.end_turn,
        "type": episode.type.value,
        "score": _rounded(episode.score),
        "intensity": episode.intensity,
        "level": episode.level,
        "reasons": list(episode.reasons),
        "answers": [_answer(answer) for answer in episode.answers],
        "repairs": [_answer(answer) for answer in episode.repairs],
        "latency_turns": episode.latency_turns,
        "response": _answer(response) if response is not None else None,
        "resolution": episode.resolution.value,
    }


def _answer(answer: Answer) -> Plain:
    return {"turn": answer.turn, "code": answer.code}


def _segment(segment: Segment) -> Plain:
    return {
        "start_turn": segment.start_turn,
        "end_turn": segment.end_turn,
        "start_ms": segment.start_ms,
        "end_ms": segment.end_ms,
        "WD_P": _presence(segment.wd_p),
        "CF_P": _presence(segment.cf_p),
        "WD_T": _presence(segment.wd_t),
        "CF_T": _presence(segment.cf_t),
    }


def _presence(presence: Presence) -> Plain:
    clarity = presence.clarity
    return {
        "count": presence.count,
        "clarity": clarity.value if clarity is not None else None,
        "salience": presence.salience,
    }


def _rounded(number: object) -> object:
    return round(number, DECIMALS) if isinstance(number, float) else number


def _plain(setting: object) -> object:
    """Settings as JSON holds them; their numbers stay as they were set."""
    match setting:
        case Mapping():
            return {str(key): _plain(inner) for key, inner in setting.items()}
        case str():
            return setting
        case Sequence():
            return [_plain(inner) for inner in setting]
        case _:
            return setting
