"""The codebook's own examples through an analyzer: are they seen, are near-misses let be?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from transcript_rupture.codebook import Code, Example, load_codebook
from transcript_rupture.domain import (
    Family,
    Marker,
    Session,
    Source,
    Speaker,
    TimeQuality,
    Turn,
)
from transcript_rupture.fuse import fuse
from transcript_rupture.measure import measure
from transcript_rupture.pipeline import Analyzer, find_evidence

SOURCE = Source(name="codebook", format="codebook", encoding="utf-8", sha256="0" * 64)


@dataclass(frozen=True, slots=True, kw_only=True)
class ExampleCounts:
    """Positives whose family was seen, and near-misses on which anything was.

    ``found`` and ``fired`` count flags; ``marked`` and ``touched`` count markers below
    the flag, too, which a page shows as possible.
    """

    positives: int
    found: int
    marked: int
    near_misses: int
    fired: int
    touched: int

    @property
    def near_miss_error(self) -> float:
        """The share of near-misses that were flagged as something."""
        return self.fired / self.near_misses

    @property
    def found_share(self) -> float:
        """The share of positives that were flagged as what they are."""
        return self.found / self.positives


def try_examples(analyzer: Analyzer) -> ExampleCounts:
    """Send every example that its printed lines can show through an analyzer."""
    codes = load_codebook().codes.values()
    positives = [
        [m for m in _markers(code, example, analyzer) if m.family is code.family]
        for code in codes
        if code.family is not Family.CONTRAST
        for example in code.positives
        if not example.needs_more
    ]
    misses = [
        _markers(code, miss, analyzer) for code in codes for miss in code.near_misses
    ]
    return ExampleCounts(
        positives=len(positives),
        found=sum(map(_is_flagged, positives)),
        marked=sum(map(bool, positives)),
        near_misses=len(misses),
        fired=sum(map(_is_flagged, misses)),
        touched=sum(map(bool, misses)),
    )


def example_session(example: Example, code: Code) -> Session:
    """An example as a session, a turn a line; without a speaker it is the code's side.

    Most examples are one person's line alone, which no transcript would be.
    """
    sides = [role or code.side for role, _ in example.turns]
    return Session(
        id="example",
        source=SOURCE,
        speakers=tuple(Speaker(role.value, role) for role in dict.fromkeys(sides)),
        turns=tuple(
            Turn(
                index=index,
                speaker=role.value,
                role=role,
                text=words,
                utterances=(str(index),),
            )
            for index, (role, (_, words)) in enumerate(
                zip(sides, example.turns, strict=True)
            )
        ),
        time_quality=TimeQuality.NONE,
    )


def _markers(code: Code, example: Example, analyzer: Analyzer) -> list[Marker]:
    """The markers on the line the example is about."""
    session = example_session(example, code)
    measures = measure(session, settings=analyzer.settings.measure)
    evidence = find_evidence(session, measures, detectors=analyzer.detectors)
    fused = fuse(session, measures, evidence, model=analyzer.fusion)
    return [m for m in fused.markers if m.turn == example.target]


def _is_flagged(markers: Sequence[Marker]) -> bool:
    return any(marker.flagged for marker in markers)
