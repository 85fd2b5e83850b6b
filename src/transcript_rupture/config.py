"""One frozen record of settings per stage, and strict TOML in."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from itertools import pairwise
from math import isfinite
from typing import Any

from transcript_rupture.errors import SettingsError

# From one intensity to the next, 1 to 5.
INTENSITY_STEPS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class SegmentSettings:
    """Whether listening noises are folded in, and how many words they may have."""

    fold_backchannels: bool = True
    backchannel_words: int = 3

    def __post_init__(self) -> None:
        if self.backchannel_words < 1:
            raise SettingsError("backchannel_words must be positive")


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureSettings:
    """How the baseline is learned and how the engagement curve is watched.

    Until ``known_turns`` of a speaker are heard, the baseline leans on ``usual_words``.
    The curve moves by ``smoothing`` toward each new turn; it counts as flat below its
    own mean by ``control_limit`` standard deviations for ``sustained_turns`` turns.
    """

    usual_words: int = 12
    known_turns: int = 5
    smoothing: float = 0.3
    control_limit: float = 2.0
    chart_turns: int = 6
    sustained_turns: int = 2
    own_turns: int = 3
    plain_answer_ms: int = 1_500

    def __post_init__(self) -> None:
        if not 0.0 < self.smoothing <= 1.0:
            raise SettingsError("smoothing must lie in (0, 1]")
        if self.control_limit <= 0:
            raise SettingsError("control_limit must be positive")
        if self.plain_answer_ms < 0:
            raise SettingsError("plain_answer_ms must not be negative")
        counts = (self.known_turns, self.chart_turns, self.sustained_turns)
        if min(*counts, self.own_turns, self.usual_words) < 1:
            raise SettingsError("numbers of turns and words must be positive")


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkSettings:
    """How markers become episodes and segments.

    ``intensity_points`` are the lowest point sums of the intensities 2, 3, 4 and 5.
    """

    gap_turns: int = 8
    answer_turns: int = 2
    segment_ms: int = 300_000
    segment_turns: int = 40
    intensity_points: tuple[float, ...] = (2.0, 3.0, 5.0, 6.0)

    def __post_init__(self) -> None:
        if min(self.gap_turns, self.segment_ms, self.segment_turns) < 1:
            raise SettingsError(
                "gap_turns, segment_ms and segment_turns must be positive"
            )
        if self.answer_turns < 0:
            raise SettingsError("answer_turns must not be negative")
        points = self.intensity_points
        if len(points) != INTENSITY_STEPS or not all(
            a < b for a, b in pairwise(points)
        ):
            raise SettingsError("intensity_points must be four rising numbers")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The settings of a run; every field has a default."""

    segment: SegmentSettings = field(default_factory=SegmentSettings)
    measure: MeasureSettings = field(default_factory=MeasureSettings)
    link: LinkSettings = field(default_factory=LinkSettings)

    def as_dict(self) -> dict[str, object]:
        """Plain values, as provenance stores them."""
        return asdict(self)


STAGES: Mapping[str, Callable[..., object]] = {
    "segment": SegmentSettings,
    "measure": MeasureSettings,
    "link": LinkSettings,
}


def parse_settings(text: str) -> Settings:
    r"""Read settings from TOML; an unknown name is an error, not a surprise.

    >>> parse_settings("[link]\ngap_turns = 6").link.gap_turns
    6
    """
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(
            f"the settings are not TOML ({error})", "correct the file"
        ) from error
    stages: dict[str, Any] = {
        name: _stage(name, table) for name, table in document.items()
    }
    return Settings(**stages)


def _stage(name: str, table: object) -> object:
    if name not in STAGES or not isinstance(table, Mapping):
        raise SettingsError(
            f"no stage has settings called [{name}]", f"use {', '.join(STAGES)}"
        )
    known: dict[str, object] = asdict(Settings())[name]
    if unknown := sorted(set(table) - set(known)):
        raise SettingsError(
            f"[{name}] has no setting {', '.join(unknown)}", f"use {', '.join(known)}"
        )
    values = {key: _value(f"[{name}] {key}", table[key], known[key]) for key in table}
    return STAGES[name](**values)


def _value(place: str, given: object, default: object) -> object:
    """A setting as the default's kind; whole numbers will do where others are meant."""
    match default, given:
        case (bool(), bool()):
            return given
        case (bool(), _) | (_, bool()):
            pass
        case (int(), int()):
            return given
        case (float(), int() | float()) if isfinite(given):
            return float(given)
        case (tuple(), list()):
            return tuple(
                _value(f"{place}[{number}]", one, default[0])
                for number, one in enumerate(given)
            )
    raise SettingsError(f"{place} is of the wrong kind", f"the default is {default}")
