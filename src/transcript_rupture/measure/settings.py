"""The settings of the measure stage."""

from __future__ import annotations

from dataclasses import dataclass

from transcript_rupture.errors import SettingsError


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
        counts = (self.known_turns, self.chart_turns, self.sustained_turns)
        if min(*counts, self.own_turns, self.usual_words) < 1:
            raise SettingsError("numbers of turns and words must be positive")
