"""The closed sets of the domain in words a clinician would use."""

from __future__ import annotations

from types import MappingProxyType

from transcript_rupture.domain import (
    Clarity,
    EpisodeType,
    Resolution,
    Role,
    TimeQuality,
)

NOTICE = (
    "Candidate moments with evidence: not a finding, not a diagnosis, not a rating of "
    "anyone. No flags does not mean a good alliance; silence, deference and indirect "
    "speech are easily missed or misread. It does not replace supervision."
)
NO_EPISODE = (
    "No candidate episode was found. That does not mean that the alliance was good: "
    "strain that stays unspoken is easily missed."
)
QUESTION = (
    "For supervision: what might have happened between the two of them here, and what "
    "might each have needed?"
)

EPISODES = MappingProxyType(
    {
        EpisodeType.WITHDRAWAL: "withdrawal: the client moves away",
        EpisodeType.CONFRONTATION: "confrontation: the client moves against",
        EpisodeType.MIXED: "mixed: the client moves away and against",
    }
)
LEVELS = MappingProxyType({"micro": "micro", "major": "major"})
ENDINGS = MappingProxyType(
    {
        Resolution.NOT_ATTEMPTED: "no repair was found",
        Resolution.ATTEMPTED_UNRESOLVED: "repair-like answers were found; the strain seems to remain",
        Resolution.PARTLY_RESOLVED: "seems partly resolved",
        Resolution.RESOLVED: "seems resolved",
        Resolution.UNCLEAR: "how it ended is unclear",
    }
)
CLARITIES = MappingProxyType(
    {Clarity.POSSIBLE: "possible", Clarity.CLEAR: "clear", Clarity.STRONG: "strong"}
)
ROLES = MappingProxyType(
    {
        Role.THERAPIST: "Therapist",
        Role.CLIENT: "Client",
        Role.OTHER: "Other",
        Role.UNKNOWN: "Role unknown",
    }
)
TIMES = MappingProxyType(
    {
        TimeQuality.EXACT: "start and end of every turn known",
        TimeQuality.START_ONLY: "only starts are known",
        TimeQuality.PARTIAL: "some times are missing",
        TimeQuality.NONE: "the source has no times",
    }
)


def plural(count: int, noun: str) -> str:
    """A count with its noun.

    >>> plural(1, "episode"), plural(2, "turn")
    ('1 episode', '2 turns')
    """
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def listed(parts: list[str]) -> str:
    """Parts as a sentence lists them.

    >>> listed(["one", "two", "three"])
    'one, two and three'
    """
    *most, last = parts or [""]
    return f"{', '.join(most)} and {last}" if most else last
