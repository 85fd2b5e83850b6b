"""The settings of the segment stage."""

from __future__ import annotations

from dataclasses import dataclass

from transcript_rupture.errors import SettingsError


@dataclass(frozen=True, slots=True, kw_only=True)
class SegmentSettings:
    """Whether listening noises are folded in, and how many words they may have."""

    fold_backchannels: bool = True
    backchannel_words: int = 3

    def __post_init__(self) -> None:
        if self.backchannel_words < 1:
            raise SettingsError("backchannel_words must be positive")
