"""What a training run may choose; every number is written into the model card."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from transcript_rupture.classify.window import WindowSettings
from transcript_rupture.errors import SettingsError


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainSettings:
    """How an encoder is fine-tuned.

    ``keep_plain`` is the share of turns without any code that is learned from.
    A positive weighs the square root of negatives to positives of its label, at most
    ``most_weight`` times a negative. Embeddings and ``frozen_layers`` of the base
    stay as they came. ``patience`` counts epochs without a better held-out loss.
    After that the encoder settles for ``settle_epochs`` at ``settle_rate`` on every turn
    of the material that is most like real talk.
    """

    epochs: int = 3
    rate: float = 1e-4
    head_factor: float = 10.0
    batch: int = 32
    frozen_layers: int = 0
    keep_plain: float = 0.25
    most_weight: float = 6.0
    code_share: float = 0.5
    warmup: float = 0.06
    patience: int = 1
    settle_epochs: int = 1
    settle_rate: float = 5e-5
    folds: int = 2
    seed: int = 0
    window: WindowSettings = field(default_factory=WindowSettings)

    def settling(self) -> TrainSettings:
        """The settings of the second stage: everything is learned from, more slowly."""
        return replace(
            self,
            epochs=self.settle_epochs,
            rate=self.settle_rate,
            keep_plain=1.0,
        )

    def __post_init__(self) -> None:
        if min(self.epochs, self.batch) < 1 or self.folds < len(("seen", "unseen")):
            raise SettingsError("epochs and batch must be positive, folds at least 2")
        if not 0 < self.keep_plain <= 1 or self.rate <= 0:
            raise SettingsError("keep_plain must lie in (0, 1], rate above 0")
