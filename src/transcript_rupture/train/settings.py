"""What a training run may choose; every number is written into the model card."""

from __future__ import annotations

from dataclasses import dataclass, field

from transcript_rupture.classify.window import WindowSettings
from transcript_rupture.errors import SettingsError


@dataclass(frozen=True, slots=True, kw_only=True)
class StageSettings:
    """How an encoder is fine-tuned in one stage.

    ``keep_plain`` is the share of turns without any code that is learned from.
    A positive weighs the square root of negatives to positives of its label, at most
    ``most_weight`` times a negative. Embeddings and ``frozen_layers`` of the base
    stay as they came. ``patience`` counts epochs without a better held-out loss.
    """

    epochs: int = 2
    rate: float = 1e-4
    head_factor: float = 10.0
    batch: int = 32
    frozen_layers: int = 0
    keep_plain: float = 0.25
    most_weight: float = 6.0
    code_share: float = 0.5
    warmup: float = 0.06
    patience: int = 1
    seed: int = 0

    def __post_init__(self) -> None:
        if min(self.epochs, self.batch) < 1:
            raise SettingsError("epochs and batch must be positive")
        if not 0 < self.keep_plain <= 1 or self.rate <= 0:
            raise SettingsError("keep_plain must lie in (0, 1], rate above 0")


SETTLE = StageSettings(rate=5e-5, keep_plain=1.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainSettings:
    """Both stages of a fit, and in how many folds the natural material is left out.

    In the ``first`` the base learns from everything else, if there is anything else;
    then, more slowly (``settle``), from the natural material, where turns of real talk
    count ``repeats`` times. The network of each fold answers for what it did not see;
    the one that ships has seen all natural material.
    """

    first: StageSettings = field(default_factory=StageSettings)
    settle: StageSettings = SETTLE
    repeats: int = 3
    folds: int = 3
    window: WindowSettings = field(default_factory=WindowSettings)

    def __post_init__(self) -> None:
        if self.folds < len(("seen", "unseen")):
            raise SettingsError("folds must be at least 2")
