"""How far the times of a transcript can be trusted."""

from __future__ import annotations

from collections.abc import Sequence

from transcript_rupture.domain import TimeQuality, Utterance

NEARLY_ALL = 0.95


def time_quality(utterances: Sequence[Utterance]) -> TimeQuality:
    """Whether starts and ends, starts alone, or only some times are known.

    >>> time_quality([])
    <TimeQuality.NONE: 'none'>
    """
    starts = _share(utterances, [u.start_ms is not None for u in utterances])
    ends = _share(utterances, [u.end_ms is not None for u in utterances])
    heard = _share(utterances, [not u.approximate for u in utterances])
    if max(starts, ends) == 0:
        return TimeQuality.NONE
    if min(starts, heard) < NEARLY_ALL:
        return TimeQuality.PARTIAL
    if ends == 0:
        return TimeQuality.START_ONLY
    return TimeQuality.EXACT if ends >= NEARLY_ALL else TimeQuality.PARTIAL


def _share(utterances: Sequence[Utterance], holds: Sequence[bool]) -> float:
    return sum(holds) / len(utterances) if utterances else 0.0
