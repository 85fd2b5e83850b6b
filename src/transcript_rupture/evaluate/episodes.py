"""Agreement on episodes: which of the rater's were found, and how alike they are seen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from transcript_rupture.domain import Episode, EpisodeType, Resolution, Timeline
from transcript_rupture.rated import RatedEpisode, RatedTranscript

# Episodes that lie no farther apart than this many utterances may be the same.
TOLERANCE = 2
SIDES = {
    EpisodeType.MIXED: frozenset({EpisodeType.WITHDRAWAL, EpisodeType.CONFRONTATION})
}
# Partly resolved and resolved are one outcome: few raters tell them apart.
OUTCOMES = {
    Resolution.NOT_ATTEMPTED: 0,
    Resolution.ATTEMPTED_UNRESOLVED: 1,
    Resolution.PARTLY_RESOLVED: 2,
    Resolution.RESOLVED: 2,
}


class Placed(NamedTuple):
    """A found episode, from its first to its last utterance."""

    first: int
    last: int
    episode: Episode


@dataclass(frozen=True, slots=True)
class EpisodeCounts:
    """The episodes of one session: the rater's, the program's, and those that match."""

    rated: int
    found: int
    pairs: tuple[tuple[RatedEpisode, Episode], ...]

    @property
    def outcomes(self) -> list[bool]:
        """For each match with a clear outcome: is it the same?"""
        return [
            OUTCOMES[rated.resolution] == OUTCOMES.get(found.resolution, -1)
            for rated, found in self.pairs
            if rated.resolution in OUTCOMES
        ]


def compare_episodes(row: RatedTranscript, timeline: Timeline | None) -> EpisodeCounts:
    """Match the episodes of one session; disputed ones count neither way."""
    rating = row.rating
    placed = [] if timeline is None else _placed(row, timeline)
    pairs = match_episodes(rating.episodes, placed)
    taken = {id(found) for _, found in pairs}
    rest = [p for p in placed if id(p) not in taken]
    excused = match_episodes(rating.disputed, rest)
    return EpisodeCounts(
        rated=len(rating.episodes),
        found=len(placed) - len(excused),
        pairs=tuple((rated, found.episode) for rated, found in pairs),
    )


def match_episodes(
    rated: Sequence[RatedEpisode], found: Iterable[Placed]
) -> list[tuple[RatedEpisode, Placed]]:
    """Each found episode, in order, takes the free rated one it shares most with."""
    free, pairs = list(rated), []
    for placed in sorted(found, key=lambda p: p.first):
        near = [(shared, one) for one in free if (shared := _shared(one, placed))]
        if near:
            _, best = max(near, key=lambda pair: pair[0])
            free.remove(best)
            pairs.append((best, placed))
    return pairs


def _shared(rated: RatedEpisode, found: Placed) -> int:
    """Common utterances, counted from the farthest that still match; 0 for none."""
    if not _sides(rated.type) & _sides(found.episode.type):
        return 0
    overlap = min(rated.end, found.last) - max(rated.start, found.first) + 1
    return max(0, overlap + TOLERANCE)


def _sides(kind: EpisodeType) -> frozenset[EpisodeType]:
    return SIDES.get(kind, frozenset({kind}))


def _placed(row: RatedTranscript, timeline: Timeline) -> list[Placed]:
    position = {u.id: i for i, u in enumerate(row.transcript.utterances)}
    return [
        Placed(min(at), max(at), episode)
        for episode in timeline.episodes
        if (at := _positions(timeline, episode, position))
    ]


def _positions(
    timeline: Timeline, episode: Episode, position: Mapping[str, int]
) -> list[int]:
    turns = timeline.session.turns[episode.start_turn : episode.end_turn + 1]
    return [position[u] for turn in turns for u in turn.utterances if u in position]
