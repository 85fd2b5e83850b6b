"""The nouns of what was said: utterances, transcripts, turns, sessions, measures."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal


class Role(StrEnum):
    """What a speaker does in the session."""

    THERAPIST = "therapist"
    CLIENT = "client"
    OTHER = "other"
    UNKNOWN = "unknown"


class TimeQuality(StrEnum):
    """How far the times of a session can be trusted."""

    EXACT = "exact"
    START_ONLY = "start_only"
    PARTIAL = "partial"
    NONE = "none"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of characters in a turn's text."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            msg = f"span must satisfy 0 <= start < end, got [{self.start}, {self.end})"
            raise ValueError(msg)


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """Something doubtful that a reader met, and where; never the words spoken."""

    code: str
    message: str
    line: int | None = None
    severity: Literal["info", "warning"] = "warning"


@dataclass(frozen=True, slots=True, kw_only=True)
class Utterance:
    """One labelled stretch of speech as the file gave it, with its line number."""

    id: str
    speaker: str | None
    text: str = field(repr=False)
    line: int
    role: Role | None = None
    start_ms: int | None = None
    end_ms: int | None = None
    approximate: bool = False

    def __post_init__(self) -> None:
        if not self.id:
            msg = "an utterance needs an id"
            raise ValueError(msg)


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where a transcript came from: file name, format, encoding, hash of its bytes."""

    name: str
    format: str
    encoding: str
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Transcript:
    """Utterances in file order, and where they came from."""

    session_id: str
    utterances: tuple[Utterance, ...] = field(repr=False)
    source: Source
    diagnostics: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True, slots=True)
class Speaker:
    """A label of the source, the role it was given, how surely and why."""

    label: str
    role: Role
    confidence: float = 1.0
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """Everything one person says before another takes the floor.

    ``asides`` are the ranges of the text that hold folded back-channels of others.
    """

    index: int
    speaker: str
    role: Role
    text: str = field(repr=False)
    utterances: tuple[str, ...]
    start_ms: int | None = None
    end_ms: int | None = None
    asides: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """The turns of one meeting, in order, with roles known."""

    id: str
    source: Source
    speakers: tuple[Speaker, ...]
    turns: tuple[Turn, ...] = field(repr=False)
    time_quality: TimeQuality
    diagnostics: tuple[Diagnostic, ...] = ()

    @property
    def duration_ms(self) -> int | None:
        """From the first known time to the last, in milliseconds."""
        times = [t for u in self.turns for t in (u.start_ms, u.end_ms) if t is not None]
        return max(times) - min(times) if times else None


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnMeasures:
    """The numbers measured on one turn, against this speaker's own earlier turns.

    Shares are per word in [0, 1]; distances are 0 (same words) to 1 (none shared);
    ``length_z`` is a robust z-score of log length against the speaker's own baseline.
    """

    turn: int
    words: int
    baseline_words: float = 0.0
    length_z: float = 0.0
    delay_ms: int | None = None
    silence_ms: int = 0
    agreement: float = 0.0
    echo: float = 0.0
    questions: int = 0
    first_person: float = 0.0
    feeling: float = 0.0
    abstraction: float = 0.0
    hedges: float = 0.0
    negation: float = 0.0
    distance_other: float = 0.0
    distance_own: float = 0.0
    invited: float = 0.0
    talkative: float = 0.0
    engagement: float = 0.0
    flat: bool = False
