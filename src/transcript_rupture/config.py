"""One frozen record of settings per stage, and strict TOML in."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields

from transcript_rupture.errors import SettingsError


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkSettings:
    """How markers become episodes and segments.

    ``intensity_points`` are the lowest point sums of the intensities 2, 3, 4 and 5.
    """

    gap_turns: int = 8
    answer_turns: int = 2
    segment_ms: int = 300_000
    segment_turns: int = 40
    intensity_points: tuple[float, ...] = (2, 3, 5, 6)

    def __post_init__(self) -> None:
        if min(self.gap_turns, self.segment_ms, self.segment_turns) < 1:
            raise SettingsError(
                "gap_turns, segment_ms and segment_turns must be positive"
            )
        if sorted(self.intensity_points) != list(self.intensity_points):
            raise SettingsError("intensity_points must rise")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The settings of a run; every field has a default."""

    link: LinkSettings = field(default_factory=LinkSettings)

    def as_dict(self) -> dict[str, object]:
        """Plain values, as provenance stores them."""
        return asdict(self)


STAGES = {"link": LinkSettings}


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
    return Settings(**{name: _stage(name, table) for name, table in document.items()})


def _stage(name: str, table: object) -> LinkSettings:
    if name not in STAGES or not isinstance(table, Mapping):
        raise SettingsError(
            f"no stage has settings called [{name}]", f"use {', '.join(STAGES)}"
        )
    kind = STAGES[name]
    known = {f.name for f in fields(kind)}
    if unknown := sorted(set(table) - known):
        raise SettingsError(
            f"[{name}] has no setting {', '.join(unknown)}",
            f"use {', '.join(sorted(known))}",
        )
    plain = {k: tuple(v) if isinstance(v, list) else v for k, v in table.items()}
    return kind(**plain)  # type: ignore[arg-type]  # the record checks its values
