"""Timeline to tidy tables: sessions, turns, markers, episodes, and errors."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from transcript_rupture.domain import (
    SCORED_FAMILIES,
    Answer,
    Episode,
    Family,
    Marker,
    Role,
    Timeline,
    Turn,
)
from transcript_rupture.write.clock import clock

Cell = str | int | float | bool | None
Row = tuple[Cell, ...]
Record = dict[str, Cell]

# Columns that hold speech; ``--no-text`` leaves them out.
SPEECH = frozenset({"text", "quote"})
ERRORS = ("file", "stage", "code", "line", "message", "remedy")
JOIN = "; "


@dataclass(frozen=True, slots=True)
class Table:
    """One table: its name, its columns, and how a timeline fills it."""

    name: str
    columns: tuple[str, ...]
    records: Callable[[Timeline], Iterator[Record]]

    def header(self, *, text: bool = True) -> tuple[str, ...]:
        """The column names, with or without those that hold speech."""
        return tuple(c for c in self.columns if text or c not in SPEECH)

    def rows(self, timeline: Timeline, *, text: bool = True) -> Iterator[Row]:
        """The rows of one timeline, cells in the order of the header."""
        names = self.header(text=text)
        for record in self.records(timeline):
            yield tuple(record[name] for name in names)


def _sessions(timeline: Timeline) -> Iterator[Record]:
    session, provenance = timeline.session, timeline.provenance
    ratings, model = timeline.ratings, provenance.model
    roles = [turn.role for turn in session.turns]
    yield {
        "session": session.id,
        "file": session.source.name,
        "format": session.source.format,
        "sha256": session.source.sha256,
        "duration": clock(session.duration_ms),
        "duration_ms": session.duration_ms,
        "time_quality": session.time_quality.value,
        "turns": len(roles),
        "therapist_turns": roles.count(Role.THERAPIST),
        "client_turns": roles.count(Role.CLIENT),
        "episodes": len(timeline.episodes),
        "major_episodes": sum(e.level == "major" for e in timeline.episodes),
        **{f"{f.value}_flags": _flags(timeline, f) for f in SCORED_FAMILIES},
        "WD_P": ratings.wd_p,
        "CF_P": ratings.cf_p,
        "WD_T": ratings.wd_t,
        "CF_T": ratings.cf_t,
        "notices": JOIN.join(notice.code for notice in timeline.notices),
        "version": provenance.version,
        "codebook": provenance.codebook,
        "rules": provenance.rules,
        "model": model.name if model is not None else None,
    }


def _turns(timeline: Timeline) -> Iterator[Record]:
    codes = _flagged_codes(timeline.markers)
    rows = zip(timeline.session.turns, timeline.scores, timeline.measures, strict=True)
    for turn, scores, measures in rows:
        yield {
            "session": timeline.session.id,
            **_place(turn),
            "end": clock(turn.end_ms),
            "end_ms": turn.end_ms,
            "utterances": " ".join(turn.utterances),
            "words": measures.words,
            "engagement": measures.engagement,
            "flat": measures.flat,
            **{f.value: scores.of(f) for f in SCORED_FAMILIES},
            "flagged": JOIN.join(codes.get(turn.index, ())),
            "text": turn.text,
        }


def _markers(timeline: Timeline) -> Iterator[Record]:
    for marker in timeline.markers:
        turn = timeline.session.turns[marker.turn]
        yield {
            "session": timeline.session.id,
            **_place(turn),
            "code": marker.code,
            "family": marker.family.value,
            "score": marker.score,
            "clarity": marker.clarity.value,
            "flagged": marker.flagged,
            "sources": JOIN.join(dict.fromkeys(e.source for e in marker.evidence)),
            "why": JOIN.join(dict.fromkeys(e.why for e in marker.evidence)),
            "against": JOIN.join(dict.fromkeys(e.why for e in marker.against)),
            "quote": " … ".join(_quotes(marker, turn)),
        }


def _episodes(timeline: Timeline) -> Iterator[Record]:
    turns = timeline.session.turns
    for number, episode in enumerate(timeline.episodes, start=1):
        first, last = turns[episode.start_turn], turns[episode.end_turn]
        ends = last.end_ms if last.end_ms is not None else last.start_ms
        yield {
            "session": timeline.session.id,
            "episode": number,
            "start_turn": episode.start_turn,
            "end_turn": episode.end_turn,
            "start": clock(first.start_ms),
            "start_ms": first.start_ms,
            "end": clock(ends),
            "end_ms": ends,
            **_course(episode),
        }


def _course(episode: Episode) -> Record:
    response = episode.response
    return {
        "type": episode.type.value,
        "level": episode.level,
        "intensity": episode.intensity,
        "score": episode.score,
        "reasons": JOIN.join(episode.reasons),
        "answers": _answers(episode.answers),
        "repairs": _answers(episode.repairs),
        "latency_turns": episode.latency_turns,
        "response": response.code if response is not None else None,
        "response_turn": response.turn if response is not None else None,
        "resolution": episode.resolution.value,
    }


def _place(turn: Turn) -> Record:
    return {
        "turn": turn.index,
        "speaker": turn.speaker,
        "role": turn.role.value,
        "start": clock(turn.start_ms),
        "start_ms": turn.start_ms,
    }


def _answers(answers: Sequence[Answer]) -> str:
    return JOIN.join(f"{answer.turn} {answer.code}" for answer in answers)


def _quotes(marker: Marker, turn: Turn) -> Iterator[str]:
    spans = sorted({e.span for e in marker.evidence if e.span is not None})
    return (turn.text[span.start : span.end] for span in spans)


def _flags(timeline: Timeline, family: Family) -> int:
    return sum(m.flagged and m.family is family for m in timeline.markers)


def _flagged_codes(markers: Sequence[Marker]) -> dict[int, list[str]]:
    codes: dict[int, list[str]] = {}
    for marker in markers:
        if marker.flagged:
            codes.setdefault(marker.turn, []).append(marker.code)
    return codes


SESSIONS = Table(
    "sessions",
    tuple(
        "session file format sha256 duration duration_ms time_quality turns "
        "therapist_turns client_turns episodes major_episodes withdrawal_flags "
        "confrontation_flags repair_flags strain_flags WD_P CF_P WD_T CF_T notices "
        "version codebook rules model".split()
    ),
    _sessions,
)
TURNS = Table(
    "turns",
    tuple(
        "session turn speaker role start start_ms end end_ms utterances words "
        "engagement flat withdrawal confrontation repair strain flagged text".split()
    ),
    _turns,
)
MARKERS = Table(
    "markers",
    tuple(
        "session turn speaker role start start_ms code family score clarity flagged "
        "sources why against quote".split()
    ),
    _markers,
)
EPISODES = Table(
    "episodes",
    tuple(
        "session episode start_turn end_turn start start_ms end end_ms type level "
        "intensity score reasons answers repairs latency_turns response response_turn "
        "resolution".split()
    ),
    _episodes,
)
TABLES: Mapping[str, Table] = MappingProxyType(
    {table.name: table for table in (SESSIONS, TURNS, MARKERS, EPISODES)}
)
