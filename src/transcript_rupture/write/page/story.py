"""The session in one minute: its candidate episodes, told in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from transcript_rupture.codebook import Codebook
from transcript_rupture.domain import Answer, Episode, Timeline, Turn
from transcript_rupture.write.clock import clock
from transcript_rupture.write.page.names import FamilyName, code_title, family_name
from transcript_rupture.write.page.words import (
    ENDINGS,
    EPISODES,
    LEVELS,
    NO_EPISODE,
    listed,
    plural,
)

# What a supervisor takes in within a minute; lighter episodes stay one click away.
SHOWN = 6


@dataclass(frozen=True, slots=True)
class Act:
    """What someone did in a turn, by the name of its code."""

    turn: int
    title: str
    family: FamilyName | None


@dataclass(frozen=True, slots=True)
class Story:
    """One episode in words."""

    number: int
    rank: int
    start_turn: int
    end_turn: int
    time: str
    type: str
    kind: str
    level: str
    is_major: bool
    intensity: int
    reasons: tuple[str, ...]
    opening: tuple[Act, ...]
    answers: tuple[Act, ...]
    latency: str
    response: Act | None
    ending: str
    resolution: str

    @property
    def is_light(self) -> bool:
        """Whether heavier episodes go first where there are many."""
        return self.rank > SHOWN

    @property
    def turns(self) -> str:
        """The turns in words."""
        if self.start_turn == self.end_turn:
            return f"turn {self.start_turn}"
        return f"turns {self.start_turn} to {self.end_turn}"


def tell(timeline: Timeline, book: Codebook) -> tuple[Story, ...]:
    """Every candidate episode, in order."""
    weights = [(-e.intensity, -e.score, n) for n, e in enumerate(timeline.episodes)]
    ranks = {n: rank for rank, (_, _, n) in enumerate(sorted(weights), start=1)}
    return tuple(
        _story(number, ranks[number - 1], timeline, book)
        for number in range(1, len(timeline.episodes) + 1)
    )


def headline(timeline: Timeline) -> str:
    """The session in two sentences."""
    episodes = timeline.episodes
    if not episodes:
        return NO_EPISODE
    kinds = Counter(e.type.value for e in episodes)
    what = listed([f"{count} {kind}" for kind, count in kinds.most_common()])
    major = sum(e.level == "major" for e in episodes)
    mended = sum(bool(e.repairs) for e in episodes)
    weight = f"{major} of them major" if major else "all of them micro"
    if len(episodes) == 1:
        weight = LEVELS[episodes[0].level]
    repair = f"repair-like answers were found in {mended or 'none'} of them"
    if len(episodes) == 1:
        found = "were found" if mended else "were not found"
        repair = f"repair-like answers {found}"
    return f"{plural(len(episodes), 'candidate episode')}: {what}; {weight}; {repair}."


def _story(number: int, rank: int, timeline: Timeline, book: Codebook) -> Story:
    episode, turns = timeline.episodes[number - 1], timeline.session.turns
    return Story(
        number=number,
        rank=rank,
        start_turn=episode.start_turn,
        end_turn=episode.end_turn,
        time=_stretch(turns[episode.start_turn], turns[episode.end_turn]),
        type=episode.type.value,
        kind=EPISODES[episode.type],
        level=LEVELS[episode.level],
        is_major=episode.level == "major",
        intensity=episode.intensity,
        reasons=tuple(
            reason.partition(": ")[2] or reason for reason in episode.reasons
        ),
        opening=_opening(episode, timeline, book),
        answers=tuple(_act(answer, book) for answer in episode.answers),
        latency=_latency(episode.latency_turns),
        response=_act(episode.response, book) if episode.response else None,
        ending=ENDINGS[episode.resolution],
        resolution=episode.resolution.value,
    )


def _opening(episode: Episode, timeline: Timeline, book: Codebook) -> tuple[Act, ...]:
    """The flagged client markers that made this an episode, one line a code."""
    kinds = {"withdrawal", "confrontation"}
    first: dict[str, int] = {}
    for marker in sorted(timeline.markers, key=lambda m: m.turn):
        inside = episode.start_turn <= marker.turn <= episode.end_turn
        if inside and marker.flagged and marker.family.value in kinds:
            first.setdefault(marker.code, marker.turn)
    return tuple(_act(Answer(turn, code), book) for code, turn in first.items())


def _act(answer: Answer, book: Codebook) -> Act:
    known = book.codes.get(answer.code)
    return Act(
        turn=answer.turn,
        title=code_title(answer.code, book),
        family=family_name(known.family, book) if known is not None else None,
    )


def _latency(turns: int | None) -> str:
    return "" if turns is None else f"first repair {plural(turns, 'turn')} later"


def _stretch(first: Turn, last: Turn) -> str:
    end = last.end_ms if last.end_ms is not None else last.start_ms
    parts: Sequence[str] = [clock(m) for m in (first.start_ms, end) if m is not None]
    return " to ".join(dict.fromkeys(parts))
