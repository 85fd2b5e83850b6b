"""The nouns of what was found: evidence, markers, episodes, segments, timelines."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from transcript_rupture.domain.speech import Role, Session, Span, TurnMeasures


class Family(StrEnum):
    """The six families of the codebook."""

    WITHDRAWAL = "withdrawal"
    CONFRONTATION = "confrontation"
    REPAIR = "repair"
    STRAIN = "strain"
    RESPONSE = "response"
    CONTRAST = "contrast"


CLIENT_FAMILIES = (Family.WITHDRAWAL, Family.CONFRONTATION)
THERAPIST_FAMILIES = (Family.REPAIR, Family.STRAIN)
SCORED_FAMILIES = (*CLIENT_FAMILIES, *THERAPIST_FAMILIES)
SIDE_OF: Mapping[Family, Role] = {
    **dict.fromkeys(CLIENT_FAMILIES, Role.CLIENT),
    **dict.fromkeys(THERAPIST_FAMILIES, Role.THERAPIST),
}


class Clarity(StrEnum):
    """How plainly a marker shows."""

    POSSIBLE = "possible"
    CLEAR = "clear"
    STRONG = "strong"


class EpisodeType(StrEnum):
    """Which way the client moved: away, against, or both."""

    WITHDRAWAL = "withdrawal"
    CONFRONTATION = "confrontation"
    MIXED = "mixed"


class Resolution(StrEnum):
    """How an episode ended."""

    NOT_ATTEMPTED = "not_attempted"
    ATTEMPTED_UNRESOLVED = "attempted_unresolved"
    PARTLY_RESOLVED = "partly_resolved"
    RESOLVED = "resolved"
    UNCLEAR = "unclear"


# How the source of a classifier's evidence begins; the model's name follows.
MODEL_SOURCE = "model:"


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One reason, from one source, to look at a turn, or (``against``) not to."""

    turn: int
    code: str
    family: Family
    source: str
    score: float
    why: str
    span: Span | None = None
    against: bool = False

    def __post_init__(self) -> None:
        if not 0.0 <= self.score <= 1.0:
            msg = f"evidence score must lie in [0, 1], got {self.score}"
            raise ValueError(msg)


Detector = Callable[[Session, Sequence[TurnMeasures]], Iterable[Evidence]]
"""Anything that reads a measured session and gives evidence: rules, measures, a model."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnScores:
    """Calibrated probabilities that a turn holds a marker of each scored family."""

    withdrawal: float = 0.0
    confrontation: float = 0.0
    repair: float = 0.0
    strain: float = 0.0

    def of(self, family: Family) -> float:
        """The score of one family; 0 for the families that are not scored.

        >>> TurnScores(repair=0.5).of(Family.REPAIR)
        0.5
        """
        return float(getattr(self, family.value, 0.0))


@dataclass(frozen=True, slots=True, kw_only=True)
class Marker:
    """A candidate moment of one code, with every reason for saying so."""

    turn: int
    code: str
    family: Family
    score: float
    flagged: bool
    clarity: Clarity
    evidence: tuple[Evidence, ...]
    against: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """A code given to a turn that answers an episode."""

    turn: int
    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Episode:
    """A candidate rupture, what the therapist did about it, and how it ended."""

    start_turn: int
    end_turn: int
    type: EpisodeType
    score: float
    intensity: int
    level: Literal["micro", "major"]
    reasons: tuple[str, ...]
    answers: tuple[Answer, ...] = ()
    repairs: tuple[Answer, ...] = ()
    latency_turns: int | None = None
    response: Answer | None = None
    resolution: Resolution = Resolution.UNCLEAR

    def __post_init__(self) -> None:
        if not self.start_turn <= self.end_turn:
            msg = f"episode ends before it starts: {self.start_turn}..{self.end_turn}"
            raise ValueError(msg)


@dataclass(frozen=True, slots=True, kw_only=True)
class Presence:
    """How much of one construct a segment holds: count, best clarity, salience 1-5."""

    count: int = 0
    clarity: Clarity | None = None
    salience: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A stretch of the session (300 s, or a block of turns) and what it holds."""

    start_turn: int
    end_turn: int
    start_ms: int | None
    end_ms: int | None
    wd_p: Presence
    cf_p: Presence
    wd_t: Presence
    cf_t: Presence


@dataclass(frozen=True, slots=True, kw_only=True)
class Ratings:
    """Session ratings, 1 (not salient) to 5 (very salient)."""

    wd_p: int = 1
    cf_p: int = 1
    wd_t: int = 1
    cf_t: int = 1


@dataclass(frozen=True, slots=True)
class Notice:
    """Something the reader of a timeline must know."""

    code: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelId:
    """Which classifier was used: its name and the hash of its file."""

    name: str
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """How a timeline was obtained; enough to obtain it again.

    ``rules`` and ``fusion`` are the hashes of the rules and of the fitted numbers.
    """

    version: str
    codebook: str
    rules: str
    fusion: str
    model: ModelId | None
    settings: dict[str, object]
    detectors: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """A session with its candidate markers and episodes, and how they were obtained."""

    session: Session
    provenance: Provenance
    scores: tuple[TurnScores, ...]
    measures: tuple[TurnMeasures, ...]
    markers: tuple[Marker, ...]
    episodes: tuple[Episode, ...]
    segments: tuple[Segment, ...]
    ratings: Ratings
    notices: tuple[Notice, ...]
