"""The nouns of rated material: sessions that people or other raters have coded."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from transcript_rupture.codebook import family_of
from transcript_rupture.domain import (
    EpisodeType,
    Evidence,
    Family,
    Resolution,
    Role,
    Session,
    TurnMeasures,
)

POSSIBLE, CLEAR, STRONG = 1, 2, 3
Codes = Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class RatedEpisode:
    """A rupture as a rater saw it; ``start`` and ``end`` count utterances, from 0."""

    start: int
    end: int
    type: EpisodeType
    intensity: int
    resolution: Resolution


@dataclass(frozen=True, slots=True, kw_only=True)
class Rating:
    """What a rater gave one session.

    ``turns`` holds, by utterance id, codes with clarity 1 possible, 2 clear, 3 strong;
    ``near`` the codes an utterance resembles without being one. ``disputed`` episodes
    were seen by only one of two raters. ``ratings`` are WD_P, CF_P, WD_T, CF_T, 1 to 5.
    """

    turns: Mapping[str, Codes] = field(repr=False)
    near: Mapping[str, frozenset[str]] = field(default_factory=dict, repr=False)
    episodes: tuple[RatedEpisode, ...] = ()
    disputed: tuple[RatedEpisode, ...] = ()
    ratings: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rated:
    """A session, what the detectors found in it, and what its rater saw.

    ``codes`` holds per turn each code with its best clarity, ``near`` per turn the codes
    it only resembles. ``corpus`` says what kind of material it is.
    """

    group: str
    corpus: str = ""
    session: Session
    measures: tuple[TurnMeasures, ...] = field(repr=False)
    evidence: tuple[Evidence, ...] = field(repr=False)
    codes: tuple[Codes, ...] = field(repr=False)
    near: tuple[frozenset[str], ...] = field(default=(), repr=False)
    episodes: tuple[RatedEpisode, ...] = ()
    disputed: tuple[RatedEpisode, ...] = ()
    ratings: Mapping[str, int] = field(default_factory=dict)

    def clarity(self, family: Family, turn: int) -> int:
        """The best clarity (0 to 3) that a family has on a turn."""
        row = self.codes[turn]
        return max((v for k, v in row.items() if family_of(k) is family), default=0)

    def labels(self, family: Family, role: Role) -> Iterator[tuple[int, int]]:
        """Turn and label (1 clear, 0 nothing) of one side; possible codes left out."""
        for turn in self.session.turns:
            if turn.role is role:
                clarity = self.clarity(family, turn.index)
                if clarity != POSSIBLE:
                    yield turn.index, int(clarity >= CLEAR)


def clear_codes(rated: Iterable[Rated]) -> Counter[str]:
    """How many turns show each code clearly."""
    return Counter(
        code
        for item in rated
        for row in item.codes
        for code, clarity in row.items()
        if clarity >= CLEAR
    )


def speech_sha256(session: Session) -> str:
    """A hash of what was said, whoever stored it and whatever the session is called."""
    words = " ".join(turn.text for turn in session.turns).casefold().split()
    return hashlib.sha256(" ".join(words).encode()).hexdigest()
