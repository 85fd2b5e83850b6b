"""Everything counted on rated sessions and what a program found in them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from transcript_rupture.domain import CLIENT_FAMILIES, SCORED_FAMILIES, Family, Timeline
from transcript_rupture.evaluate.draws import Floats
from transcript_rupture.evaluate.episodes import EpisodeCounts, compare_episodes
from transcript_rupture.evaluate.figures import Judged
from transcript_rupture.evaluate.units import (
    SessionUnits,
    Unit,
    scored_codes,
    units_of,
)
from transcript_rupture.rated import RatedTranscript

MS_PER_HOUR = 3_600_000
WORDS_PER_HOUR = 9_000
RATINGS = ("WD_P", "CF_P", "WD_T", "CF_T")
# Raters' consensus may lie halfway between two levels: 1, 1.5, ... 5.
HALVES = 9
LEVELS = 5

Found = Mapping[str, Timeline]


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """Counts by session, from which every figure of every draw can be had.

    ``episodes`` holds per session those rated, found and matched, then the matches with
    an outcome and those with the same; ``intensity`` and ``ratings`` hold tables of the
    rated against the found level.
    """

    sessions: int
    families: Mapping[Family, Judged]
    codes: Mapping[str, Judged]
    episodes: Floats
    intensity: Floats
    ratings: Mapping[str, Floats]
    hours: Floats
    false_flags: Floats


def count(rows: Sequence[RatedTranscript], found: Found) -> Counts:
    """Lay what the raters saw beside what was found; a missing timeline found nothing."""
    pairs = [(row, found.get(row.transcript.session_id)) for row in rows]
    units = [units_of(row, timeline) for row, timeline in pairs]
    episodes = [compare_episodes(row, timeline) for row, timeline in pairs]
    return Counts(
        sessions=len(rows),
        families={f: judged(u.families[f] for u in units) for f in SCORED_FAMILIES},
        codes={
            code.name: judged(u.codes[code.name] for u in units)
            for code in scored_codes()
        },
        episodes=np.array([_episode_row(e) for e in episodes], dtype=float),
        intensity=np.stack([_intensities(e) for e in episodes]),
        ratings={
            name: np.stack([_rating(row, timeline, name) for row, timeline in pairs])
            for name in RATINGS
        },
        hours=np.array([hours(row) for row in rows]),
        false_flags=np.array([_false_flags(u) for u in units], dtype=float),
    )


def judged(sessions: Iterable[Sequence[Unit]]) -> Judged:
    """Units of one family or code as columns."""
    rows = [(place, *unit) for place, units in enumerate(sessions) for unit in units]
    session, positive, score, flagged = zip(*rows, strict=True) if rows else [()] * 4
    return Judged(
        session=np.array(session, dtype=np.int64),
        positive=np.array(positive, dtype=np.bool_),
        score=np.array(score, dtype=np.float64),
        flagged=np.array(flagged, dtype=np.bool_),
    )


def hours(row: RatedTranscript) -> float:
    """The length of a session; without times, from its words at 150 a minute."""
    said = row.transcript.utterances
    starts = [u.start_ms for u in said if u.start_ms is not None]
    if len(starts) > 1 and min(starts) < max(starts):
        return (max(starts) - min(starts)) / MS_PER_HOUR
    return sum(len(u.text.split()) for u in said) / WORDS_PER_HOUR


def _false_flags(units: SessionUnits) -> int:
    own = [unit for family in CLIENT_FAMILIES for unit in units.families[family]]
    return sum(unit.flagged and not unit.positive for unit in own)


def _episode_row(counts: EpisodeCounts) -> tuple[int, ...]:
    matched, same = len(counts.pairs), counts.outcomes
    return counts.rated, counts.found, matched, len(same), sum(same)


def _intensities(counts: EpisodeCounts) -> Floats:
    table = np.zeros((LEVELS, LEVELS))
    for rated, found in counts.pairs:
        table[rated.intensity - 1, found.intensity - 1] += 1
    return table


def _rating(row: RatedTranscript, timeline: Timeline | None, name: str) -> Floats:
    table = np.zeros((HALVES, HALVES))
    rated = row.rating.ratings.get(name)
    if rated is not None:
        found = getattr(timeline.ratings, name.lower()) if timeline else 1
        table[round(2 * rated) - 2, 2 * found - 2] = 1
    return table
