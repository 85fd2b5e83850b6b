"""The numbers of the scoring rules."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

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
    intensity_points: tuple[int, int, int, int] = (2, 3, 5, 6)
    point_weights: Mapping[str, float] = field(
        default_factory=lambda: {
            "explicitness": 1.0,
            "persistence": 1.0,
            "spread": 1.0,
            "consequence": 1.0,
        }
    )

    def __post_init__(self) -> None:
        if min(self.gap_turns, self.segment_ms, self.segment_turns) < 1:
            raise SettingsError(
                "gap_turns, segment_ms and segment_turns must be positive"
            )
