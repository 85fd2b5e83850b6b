"""Timeline to the page's records: everything a template needs, nothing it must decide."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from transcript_rupture.codebook import Codebook
from transcript_rupture.domain import (
    SCORED_FAMILIES,
    Family,
    Marker,
    Role,
    Timeline,
    Turn,
)
from transcript_rupture.write.clock import clock
from transcript_rupture.write.page.lanes import Drawing, draw
from transcript_rupture.write.page.moments import Moment, measured, view_moments
from transcript_rupture.write.page.names import FamilyName, family_name
from transcript_rupture.write.page.pieces import Piece, cut
from transcript_rupture.write.page.story import Story, headline, tell
from transcript_rupture.write.page.words import NOTICE, QUESTION, ROLES, TIMES


@dataclass(frozen=True, slots=True)
class TurnView:
    """One turn with its words cut into pieces and its moments."""

    index: int
    speaker: str
    role: str
    role_key: str
    time: str
    pieces: tuple[Piece, ...]
    moments: tuple[Moment, ...]
    measured: str
    episode_start: Story | None
    in_episode: bool

    @property
    def is_flagged(self) -> bool:
        """Whether any of its moments is flagged."""
        return any(moment.flagged for moment in self.moments)


@dataclass(frozen=True, slots=True)
class FamilyFilter:
    """A family one can show or hide, and how many flagged moments it has."""

    family: FamilyName
    flagged: int
    total: int


@dataclass(frozen=True, slots=True)
class Page:
    """The whole page."""

    id: str
    facts: tuple[tuple[str, str], ...]
    notice: str
    question: str
    headline: str
    stories: tuple[Story, ...]
    drawing: Drawing
    moments: tuple[Moment, ...]
    turns: tuple[TurnView, ...]
    filters: tuple[FamilyFilter, ...]
    flagged: int
    provenance: tuple[tuple[str, str], ...]
    segments: tuple[tuple[str, ...], ...]
    ratings: tuple[tuple[str, int], ...]
    notes: tuple[str, ...]
    has_speech: bool


def view_page(timeline: Timeline, book: Codebook, *, text: bool = True) -> Page:
    """Everything the page of one session shows."""
    turns = timeline.session.turns
    shown = turns if text else tuple(map(_without_speech, turns))
    moments = view_moments(timeline.markers, shown, book)
    stories = tell(timeline, book)
    return Page(
        id=timeline.session.id,
        facts=tuple(_facts(timeline)),
        notice=NOTICE,
        question=QUESTION,
        headline=headline(timeline),
        stories=stories,
        drawing=draw(timeline, moments, stories, book),
        moments=moments,
        turns=tuple(_turns(timeline, shown, moments, stories)),
        filters=tuple(_filters(moments, book)),
        flagged=len({m.turn for m in moments if m.flagged}),
        provenance=tuple(_provenance(timeline)),
        segments=tuple(_segments(timeline)),
        ratings=_ratings(timeline),
        notes=tuple(_notes(timeline)),
        has_speech=any(turn.text for turn in shown),
    )


def _without_speech(turn: Turn) -> Turn:
    return Turn(
        index=turn.index,
        speaker=turn.speaker,
        role=turn.role,
        text="",
        utterances=turn.utterances,
        start_ms=turn.start_ms,
        end_ms=turn.end_ms,
    )


def _facts(timeline: Timeline) -> Iterator[tuple[str, str]]:
    session = timeline.session
    duration = clock(session.duration_ms)
    yield "Length", f"{duration or 'no times'} · {len(session.turns)} turns"
    for speaker in session.speakers:
        sure = "" if speaker.confidence == 1 else f", {speaker.confidence:.0%} sure"
        yield speaker.label, f"{ROLES[speaker.role].lower()}{sure}"
    yield "Times", TIMES[session.time_quality]


def _turns(
    timeline: Timeline,
    turns: Sequence[Turn],
    moments: Sequence[Moment],
    stories: Sequence[Story],
) -> Iterator[TurnView]:
    marked: dict[int, list[tuple[str, Marker]]] = {}
    for moment in moments:
        marker = timeline.markers[int(moment.name[1:])]
        marked.setdefault(moment.turn, []).append((moment.name, marker))
    by_turn: dict[int, list[Moment]] = {}
    for moment in moments:
        by_turn.setdefault(moment.turn, []).append(moment)
    crowded = _shared_roles(timeline)
    starts = {story.start_turn: story for story in stories}
    inside = {t for s in stories for t in range(s.start_turn, s.end_turn + 1)}
    for turn, measures in zip(turns, timeline.measures, strict=True):
        yield TurnView(
            index=turn.index,
            speaker=turn.speaker if turn.role in crowded else "",
            role=ROLES[turn.role],
            role_key=turn.role.value,
            time=clock(turn.start_ms),
            pieces=cut(turn, marked.get(turn.index, ())) if turn.text else (),
            moments=tuple(by_turn.get(turn.index, ())),
            measured=measured(measures) if turn.role is Role.CLIENT else "",
            episode_start=starts.get(turn.index),
            in_episode=turn.index in inside,
        )


def _shared_roles(timeline: Timeline) -> set[Role]:
    """Roles that alone do not tell who speaks."""
    roles = [speaker.role for speaker in timeline.session.speakers]
    return {role for role in roles if roles.count(role) > 1} | {Role.OTHER}


def _filters(moments: Sequence[Moment], book: Codebook) -> Iterator[FamilyFilter]:
    present = {moment.family.name for moment in moments}
    for family in Family:
        if family in SCORED_FAMILIES or family.value in present:
            own = [m for m in moments if m.family.name == family.value]
            flagged = sum(m.flagged for m in own)
            yield FamilyFilter(family_name(family, book), flagged, len(own))


def _provenance(timeline: Timeline) -> Iterator[tuple[str, str]]:
    provenance, source = timeline.provenance, timeline.session.source
    model = provenance.model
    yield "Source", f"{source.name} ({source.format}, {source.encoding})"
    yield "Source hash", source.sha256
    yield "Program", f"transcript-rupture {provenance.version}"
    yield "Codebook", f"version {provenance.codebook}, 3RS-informed"
    yield "Rules hash", provenance.rules
    if provenance.fusion:
        yield "Fitted numbers hash", provenance.fusion
    yield "Classifier", f"{model.name} ({model.sha256})" if model else "none took part"
    yield "Detectors", ", ".join(provenance.detectors)


def _segments(timeline: Timeline) -> Iterator[tuple[str, ...]]:
    for segment in timeline.segments:
        yield (
            f"{segment.start_turn}-{segment.end_turn}",
            clock(segment.start_ms),
            *(
                f"{part.count} (salience {part.salience})"
                for part in (segment.wd_p, segment.cf_p, segment.wd_t, segment.cf_t)
            ),
        )


def _ratings(timeline: Timeline) -> tuple[tuple[str, int], ...]:
    ratings = timeline.ratings
    return (
        ("client withdrawal", ratings.wd_p),
        ("client confrontation", ratings.cf_p),
        ("therapist moving away", ratings.wd_t),
        ("therapist moving against", ratings.cf_t),
    )


def _notes(timeline: Timeline) -> Iterator[str]:
    yield from (notice.message for notice in timeline.notices)
    for found in timeline.session.diagnostics:
        where = f" (line {found.line})" if found.line is not None else ""
        yield f"{found.message}{where}"
