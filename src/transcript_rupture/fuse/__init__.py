"""Evidence to Marker: the only place where reasons become a probability and a flag."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from transcript_rupture.domain import (
    CLIENT_FAMILIES,
    SCORED_FAMILIES,
    SIDE_OF,
    THERAPIST_FAMILIES,
    Evidence,
    Family,
    Marker,
    Session,
    TurnMeasures,
    TurnScores,
)
from transcript_rupture.fuse.absence import missed_ruptures
from transcript_rupture.fuse.features import (
    Features,
    Weighed,
    best_by_source,
    client_features,
    therapist_features,
    weigh,
)
from transcript_rupture.fuse.model import (
    FamilyModel,
    FusionModel,
    Thresholds,
    noisy_or,
    parse_fusion,
)

__all__ = [
    "FamilyModel",
    "Fused",
    "FusionModel",
    "Thresholds",
    "family_features",
    "fuse",
    "noisy_or",
    "parse_fusion",
]

# A second code is shown beside the first when its own evidence is at least this strong.
SECOND_CODE = 0.5
ANSWER_TURNS = 8
RESPONSE_THRESHOLDS = Thresholds(floor=0.25, flag=0.5)
Probabilities = Mapping[Family, Sequence[float]]


@dataclass(frozen=True, slots=True)
class Fused:
    """The scores of every turn and the markers that stand above the floor."""

    scores: tuple[TurnScores, ...]
    markers: tuple[Marker, ...]


def fuse(
    session: Session,
    measures: Sequence[TurnMeasures],
    evidence: Iterable[Evidence],
    *,
    model: FusionModel,
) -> Fused:
    """Turn evidence into calibrated scores and markers that keep every reason."""
    weighed = weigh(session, evidence, model=model)
    client = _probabilities(
        session, client_features(session, measures, weighed), CLIENT_FAMILIES, model
    )
    weighed = _with_absences(session, weighed, client, model)
    rows = therapist_features(session, measures, weighed, client=client)
    both = {
        **client,
        **_probabilities(session, rows, THERAPIST_FAMILIES, model),
    }
    return Fused(_scores(both, len(session.turns)), _markers(weighed, both, model))


def family_features(
    session: Session,
    measures: Sequence[TurnMeasures],
    evidence: Iterable[Evidence],
    *,
    model: FusionModel,
    client: Probabilities | None = None,
) -> list[Features]:
    """The rows the fit sees: client features, or, with ``client``, the therapist's."""
    weighed = weigh(session, evidence, model=model)
    if client is None:
        return client_features(session, measures, weighed)
    weighed = _with_absences(session, weighed, client, model)
    return therapist_features(session, measures, weighed, client=client)


def _with_absences(
    session: Session, weighed: Weighed, client: Probabilities, model: FusionModel
) -> Weighed:
    absences = missed_ruptures(session, weighed, client, model=model)
    everything = [e for row in weighed.by_turn for e in row]
    return weigh(session, [*everything, *absences], model=model)


def _probabilities(
    session: Session,
    rows: Sequence[Features],
    families: Sequence[Family],
    model: FusionModel,
) -> dict[Family, list[float]]:
    return {
        family: [
            model.families[family].probability(row)
            if turn.role is SIDE_OF[family]
            else 0
            for turn, row in zip(session.turns, rows, strict=True)
        ]
        for family in families
    }


def _scores(values: Probabilities, turns: int) -> tuple[TurnScores, ...]:
    return tuple(
        TurnScores(**{family.value: values[family][i] for family in SCORED_FAMILIES})
        for i in range(turns)
    )


def _markers(
    weighed: Weighed, values: Probabilities, model: FusionModel
) -> tuple[Marker, ...]:
    found = [
        marker
        for turn, row in enumerate(weighed.by_turn)
        for family in SCORED_FAMILIES
        for marker in _turn_markers(turn, row, family, values, model)
    ]
    repaired = {marker.turn for marker in found if marker.family is Family.REPAIR}
    # An answer to a repair needs a repair to answer.
    found += [
        marker
        for turn, row in enumerate(weighed.by_turn)
        if not repaired.isdisjoint(range(turn - ANSWER_TURNS, turn))
        for marker in _turn_markers(turn, row, Family.RESPONSE, values, model)
    ]
    return tuple(sorted(found, key=lambda m: m.turn))


def _turn_markers(
    turn: int,
    row: Sequence[Evidence],
    family: Family,
    values: Probabilities,
    model: FusionModel,
) -> Iterator[Marker]:
    """The markers of one family on one turn: its best code and close seconds."""
    codes = _codes(row, family, model)
    if not codes:
        return
    best = max(codes.values())
    if family is Family.RESPONSE:
        score, limits = best, RESPONSE_THRESHOLDS
    else:
        score, limits = values[family][turn], model.families[family].thresholds
    against = tuple(e for e in row if e.against)
    for code, strength in sorted(codes.items(), key=lambda item: (-item[1], item[0])):
        share = score * strength / best if best else 0.0
        clarity = limits.clarity(share)
        if clarity is not None and strength >= SECOND_CODE * best:
            yield Marker(
                turn=turn,
                code=code,
                family=family,
                score=share,
                flagged=share >= limits.flag,
                clarity=clarity,
                evidence=tuple(e for e in row if e.code == code and not e.against),
                against=against,
            )


def _codes(
    row: Sequence[Evidence], family: Family, model: FusionModel
) -> dict[str, float]:
    """How strong the evidence for each code of a family is on one turn."""
    own = [e for e in row if e.family is family and not e.against]
    return {
        code: noisy_or(best_by_source((e for e in own if e.code == code), model))
        for code in {e.code for e in own}
    }
