"""The order of the stages, and nothing else."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from transcript_rupture import __version__
from transcript_rupture.codebook import load_codebook
from transcript_rupture.config import Settings
from transcript_rupture.default_model import check_default, default_model
from transcript_rupture.domain import (
    Detector,
    Evidence,
    Marker,
    ModelId,
    Notice,
    Provenance,
    Role,
    Session,
    Timeline,
    Transcript,
    TurnMeasures,
)
from transcript_rupture.fuse import FusionModel, fuse, parse_fusion
from transcript_rupture.link import link
from transcript_rupture.match import (
    RuleMatcher,
    extend_rulebook,
    shipped_matcher,
    shipped_rulebook,
)
from transcript_rupture.measure import measure
from transcript_rupture.measure.evidence import measure_evidence
from transcript_rupture.segment import segment

if TYPE_CHECKING:
    from transcript_rupture.classify import Classifier

STANDING = Notice(
    "candidates",
    "These are candidate moments with evidence, for a person to judge. They are no "
    "finding, no diagnosis and no rating of anyone; a session without flags is not "
    "thereby a good one.",
)
NO_MODEL = Notice(
    "no-model",
    "No trained classifier took part: rules and measures only.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Analyzer:
    """Detectors, fitted numbers and settings, ready for any number of sessions."""

    detectors: Mapping[str, Detector]
    fusion: FusionModel = field(repr=False)
    rules: str
    fusion_sha256: str
    settings: Settings = field(default_factory=Settings)
    classifier: Classifier | None = field(default=None, repr=False)

    @property
    def model(self) -> ModelId | None:
        """Which classifier takes part, if any."""
        return self.classifier.id if self.classifier else None

    def __call__(
        self, transcript: Transcript, *, roles: Mapping[str, Role] | None = None
    ) -> Timeline:
        """Read a transcript through all stages into a timeline."""
        settings = self.settings
        session = segment(transcript, roles=roles, settings=settings.segment)
        measures = measure(session, settings=settings.measure)
        evidence = find_evidence(session, measures, detectors=self.detectors)
        fused = fuse(session, measures, evidence, model=self.fusion)
        markers = self._explained(session, fused.markers)
        linked = link(session, markers, settings=settings.link)
        return Timeline(
            session=session,
            provenance=self._provenance(),
            scores=fused.scores,
            measures=measures,
            markers=markers,
            episodes=linked.episodes,
            segments=linked.segments,
            ratings=linked.ratings,
            notices=(STANDING, *self._model_notice(), *linked.notices),
        )

    def _explained(
        self, session: Session, markers: tuple[Marker, ...]
    ) -> tuple[Marker, ...]:
        if self.classifier is None:
            return markers
        return self.classifier.explain(session, markers)

    def _model_notice(self) -> tuple[Notice, ...]:
        return () if self.model is not None else (NO_MODEL,)

    def _provenance(self) -> Provenance:
        return Provenance(
            version=__version__,
            codebook=load_codebook().version,
            rules=self.rules,
            fusion=self.fusion_sha256,
            model=self.model,
            settings=self.settings.as_dict(),
            detectors=tuple(self.detectors),
        )


def find_evidence(
    session: Session,
    measures: Sequence[TurnMeasures],
    *,
    detectors: Mapping[str, Detector],
) -> list[Evidence]:
    """Everything the detectors have to say about a session."""
    return [e for find in detectors.values() for e in find(session, measures)]


def build_analyzer(
    *,
    settings: Settings | None = None,
    rule_texts: Sequence[str] = (),
    model: Path | None = None,
    use_model: bool = True,
) -> Analyzer:
    """An analyzer with a classifier, rules and measures.

    A researcher's own rules are added to the shipped ones. ``model`` is a model folder
    in place of the shipped one; with ``use_model`` off, or where no model was installed,
    rules and measures work alone.
    """
    matcher = _matcher(rule_texts)
    path = (model or default_model()) if use_model else None
    classifier = None if path is None else _load(path)
    if model is None and classifier is not None:
        check_default(classifier.folder)
    fusion = _fusion_bytes() if path is None else (path / "fusion.json").read_bytes()
    return Analyzer(
        detectors=build_detectors(matcher, classifier),
        fusion=parse_fusion(json.loads(fusion)),
        rules=matcher.book.sha256,
        fusion_sha256=hashlib.sha256(fusion).hexdigest(),
        settings=settings or Settings(),
        classifier=classifier,
    )


def build_detectors(
    matcher: RuleMatcher | None = None, classifier: Classifier | None = None
) -> dict[str, Detector]:
    """The detectors by name, in the order in which they run."""
    found: dict[str, Detector] = {
        "rules": matcher or shipped_matcher(),
        "measures": measure_evidence,
    }
    return found if classifier is None else {**found, "model": classifier}


def _load(path: Path) -> Classifier:
    # ONNX Runtime takes a third of a second to load; rules alone do not need it.
    from transcript_rupture.classify import load_classifier  # noqa: PLC0415

    return load_classifier(path)


def _matcher(rule_texts: Sequence[str]) -> RuleMatcher:
    if not rule_texts:
        return shipped_matcher()
    return RuleMatcher(extend_rulebook(shipped_rulebook(), rule_texts))


def analyze(
    transcript: Transcript, *, roles: Mapping[str, Role] | None = None
) -> Timeline:
    """Analyze one transcript with everything as shipped."""
    return _shipped()(transcript, roles=roles)


@lru_cache(maxsize=1)
def _shipped() -> Analyzer:
    return build_analyzer()


@lru_cache(maxsize=1)
def shipped_fusion() -> FusionModel:
    """The fitted numbers that come with the program."""
    return parse_fusion(json.loads(_fusion_bytes()))


def _fusion_bytes() -> bytes:
    return files("transcript_rupture").joinpath("fuse", "fusion.json").read_bytes()
