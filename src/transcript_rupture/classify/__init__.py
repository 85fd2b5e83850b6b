"""Session to Evidence, by a fine-tuned classifier that reads a turn after its past."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from transcript_rupture.classify.encode import WindowEncoder
from transcript_rupture.classify.evidence import evidence_of
from transcript_rupture.classify.explain import explain
from transcript_rupture.classify.folder import (
    FUSION,
    NETWORK,
    TOKENIZER,
    ModelConfig,
    ModelFolder,
    Sigmoid,
    open_model,
    seal,
)
from transcript_rupture.classify.reading import TurnReading, read_logits
from transcript_rupture.classify.runtime import Logits, Network
from transcript_rupture.classify.window import Window, WindowSettings, windows
from transcript_rupture.domain import (
    Evidence,
    Marker,
    ModelId,
    Session,
    TurnMeasures,
)

__all__ = [
    "FUSION",
    "Classifier",
    "ModelConfig",
    "ModelFolder",
    "Sigmoid",
    "TurnReading",
    "WindowSettings",
    "evidence_of",
    "load_classifier",
    "open_model",
    "seal",
]


class Classifier:
    """A detector made of a trained network: load once, apply to any session."""

    def __init__(self, folder: ModelFolder, *, threads: int | None = None) -> None:
        self.folder = folder
        config = folder.config
        self.id = ModelId(name=config.name, sha256=folder.sha256)
        self._encoder = WindowEncoder(folder.path / TOKENIZER, settings=config.window)
        self._network = Network(folder.path / NETWORK, threads=threads)

    def __call__(
        self, session: Session, measures: Sequence[TurnMeasures]
    ) -> Iterator[Evidence]:
        """Yield the likeliest codes of each turn whose family is not out of question."""
        del measures
        for reading in self.read(session):
            yield from evidence_of(reading, model=self.id.name)

    def read(self, session: Session) -> list[TurnReading]:
        """Probabilities of every turn that can be read."""
        seen = list(windows(session, turns=self.folder.config.window.turns))
        return [
            read_logits(
                window.turn,
                window.role,
                row,
                calibration=self.folder.config.calibration,
            )
            for window, row in zip(seen, self.logits(seen), strict=True)
        ]

    def logits(self, seen: Sequence[Window]) -> Logits:
        """The network's answers, one row a window."""
        return self._network(self._encoder.encode(seen))

    def explain(
        self, session: Session, markers: Sequence[Marker]
    ) -> tuple[Marker, ...]:
        """The same markers; what the model says for a flag names the words behind it."""
        return explain(
            session,
            markers,
            logits=self.logits,
            turns=self.folder.config.window.turns,
        )


def load_classifier(path: Path, *, threads: int | None = None) -> Classifier:
    """A classifier from a model folder, after its hashes were checked."""
    return Classifier(open_model(path), threads=threads)
