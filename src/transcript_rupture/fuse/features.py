"""What the fusion looks at: evidence on a turn, around it, and the turn's own numbers.

Strength is the weight of evidence ``-log(1 - noisy_or)``, so that independent reasons
add up. Everything is a plain named number, so that a fitted weight can be read.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from transcript_rupture.domain import (
    CLIENT_FAMILIES,
    MODEL_SOURCE,
    THERAPIST_FAMILIES,
    Evidence,
    Family,
    Role,
    Session,
    TurnMeasures,
)
from transcript_rupture.fuse.learned import Learned, log_odds
from transcript_rupture.fuse.model import FusionModel, noisy_or


class FeatureKind(StrEnum):
    """Where a feature comes from."""

    RULES = "rules"
    MEASURES = "measures"
    MODEL = "model"


def kind_of_feature(name: str) -> FeatureKind:
    """Where a feature comes from, by its name.

    >>> kind_of_feature("model_repair_next").value, kind_of_feature("repair_past").value
    ('model', 'rules')
    """
    first = name.partition("_")[0]
    if first == "model":
        return FeatureKind.MODEL
    told = first in set(Family) or first in {"marker", "unanswered"}
    return FeatureKind.RULES if told else FeatureKind.MEASURES


MOST_STRENGTH = 4.0
FADE = 0.6
Features = dict[str, float]
Strengths = Mapping[Family, Sequence[float]]


@dataclass(frozen=True, slots=True)
class Weighed:
    """Evidence by turn, and its strength by family and turn.

    ``model`` is the classifier's probability, 0 where it says nothing; it stays apart
    from the strength of rules and measures, because it is calibrated by itself.
    """

    by_turn: tuple[tuple[Evidence, ...], ...]
    strength: Strengths
    top: Strengths
    model: Strengths


def weigh(
    session: Session, evidence: Iterable[Evidence], *, model: FusionModel
) -> Weighed:
    """Sort evidence by turn and add up its fitted weight per family."""
    rows: list[list[Evidence]] = [[] for _ in session.turns]
    for reason in evidence:
        rows[reason.turn].append(reason)
    strength: dict[Family, list[float]] = {}
    top: dict[Family, list[float]] = {}
    learned: dict[Family, list[float]] = {}
    for family in Family:
        own = [[e for e in row if e.family is family] for row in rows]
        scores = [
            best_by_source((e for e in row if not by_model(e)), model) for row in own
        ]
        strength[family] = [_strength(s) for s in scores]
        top[family] = [max(s, default=0.0) for s in scores]
        learned[family] = [
            max((e.score for e in row if by_model(e)), default=0.0) for row in own
        ]
    return Weighed(tuple(tuple(row) for row in rows), strength, top, learned)


def by_model(evidence: Evidence) -> bool:
    """Whether a classifier gave a piece of evidence."""
    return evidence.source.startswith(MODEL_SOURCE)


def best_by_source(evidence: Iterable[Evidence], model: FusionModel) -> list[float]:
    """The weights of some evidence; a source that speaks twice counts once."""
    best: dict[str, float] = {}
    for e in evidence:
        weight = model.weight(e.source, e.score)
        best[e.source] = max(best.get(e.source, 0.0), weight)
    return list(best.values())


def _strength(scores: Sequence[float]) -> float:
    return min(MOST_STRENGTH, -math.log(max(1e-9, 1 - noisy_or(scores))))


def client_features(
    session: Session, measures: Sequence[TurnMeasures], weighed: Weighed
) -> list[Features]:
    """The features of every turn for the families withdrawal and confrontation."""
    around = _Around(session, measures, weighed.strength)
    learned = Learned(session, weighed.model)
    return [
        {
            **_measured(m),
            **_own_strength(weighed, m.turn),
            **around.of(m.turn),
            **learned.of(m.turn),
        }
        for m in measures
    ]


def therapist_features(
    session: Session,
    measures: Sequence[TurnMeasures],
    weighed: Weighed,
    *,
    client: Mapping[Family, Sequence[float]],
) -> list[Features]:
    """The features for repair and strain; they know how probable a marker was before.

    ``client`` holds the fused probabilities of the client families per turn.
    """
    around = _Around(session, measures, weighed.strength)
    learned = Learned(session, weighed.model)
    probable = [
        max(client[family][i] for family in CLIENT_FAMILIES)
        for i in range(len(session.turns))
    ]
    return [
        {
            **_measured(m),
            **_own_strength(weighed, m.turn),
            **around.of(m.turn),
            **learned.of(m.turn),
            **_answered(around, m, probable, weighed.strength[Family.REPAIR]),
        }
        for m in measures
    ]


def _answered(
    around: _Around, m: TurnMeasures, probable: Sequence[float], repair: Sequence[float]
) -> Features:
    turn, questions = m.turn, min(3, m.questions)
    before, after = around.across(turn, -1), around.across(turn, 1)
    marker = probable[before] if before is not None else 0.0
    follows = probable[after] if after is not None else 0.0
    recent = max(probable[max(0, turn - NEAR) : turn], default=0.0)
    return {
        "marker_before": log_odds(marker),
        "marker_recent": log_odds(recent),
        "marker_after": log_odds(follows),
        "unanswered": marker * (repair[turn] == 0),
        "repair_x_recent": repair[turn] * recent,
        "repair_x_questions": repair[turn] * questions,
    }


NEAR = 6


def _own_strength(weighed: Weighed, turn: int) -> Features:
    scored = (*CLIENT_FAMILIES, *THERAPIST_FAMILIES, Family.CONTRAST, Family.RESPONSE)
    strengths = {f"{f.value}": weighed.strength[f][turn] for f in scored}
    tops = {f"{f.value}_top": weighed.top[f][turn] for f in scored[:4]}
    return strengths | tops


def _measured(m: TurnMeasures) -> Features:
    words = math.log1p(m.words)
    bare = float(m.words <= BARE)
    return {
        "log_words": words,
        "bare": bare,
        "bare_x_invited": bare * m.invited,
        "bare_x_invited_x_talkative": bare * m.invited * m.talkative,
        "log_baseline": math.log1p(m.baseline_words),
        "length_z": max(-3.0, min(3.0, m.length_z)),
        "silence": math.log1p(m.silence_ms / 1000),
        "agreement": m.agreement,
        "echo": m.echo,
        "questions": min(3, m.questions),
        "first_person": m.first_person,
        "feeling": m.feeling,
        "abstraction": m.abstraction,
        "hedges": m.hedges,
        "negation": m.negation,
        "distance_other": m.distance_other,
        "distance_own": m.distance_own,
        "invited": m.invited,
        "talkative": m.talkative,
        "engagement": m.engagement,
        "flat": float(m.flat),
    }


BARE = 3


class _Around:
    """Strengths before, after and over the whole of a session."""

    def __init__(
        self,
        session: Session,
        measures: Sequence[TurnMeasures],
        strength: Strengths,
    ) -> None:
        self.roles = [turn.role for turn in session.turns]
        self.measures = measures
        self.strength = strength
        self.past = {f: self._faded(f, 1) for f in SURROUNDING}
        self.future = {f: self._faded(f, -1) for f in SURROUNDING}
        self.total = {f: sum(strength[f]) for f in SURROUNDING}

    def of(self, turn: int) -> Features:
        """The strengths around one turn."""
        before, after = self.across(turn, -1), self.across(turn, 1)
        rest = max(1, len(self.roles) - 1)
        row = self._neighbor("before", before) | self._neighbor("after", after)
        for f in SURROUNDING:
            s = self.strength[f]
            row[f"{f.value}_before"] = s[before] if before is not None else 0.0
            row[f"{f.value}_after"] = s[after] if after is not None else 0.0
            row[f"{f.value}_past"] = self.past[f][turn]
            row[f"{f.value}_future"] = self.future[f][turn]
            row[f"{f.value}_session"] = (self.total[f] - s[turn]) / rest
        return row

    def _neighbor(self, side: str, turn: int | None) -> Features:
        """How the other side talked just before or after."""
        m = self.measures[turn] if turn is not None else TurnMeasures(turn=0, words=0)
        return {
            f"log_words_{side}": math.log1p(m.words),
            f"length_z_{side}": max(-3.0, min(3.0, m.length_z)),
            f"questions_{side}": min(3, m.questions),
            f"negation_{side}": m.negation,
            f"agreement_{side}": m.agreement,
            f"hedges_{side}": m.hedges,
        }

    def across(self, turn: int, step: int) -> int | None:
        """The other side's nearest turn before (-1) or after (1)."""
        role, index = self.roles[turn], turn + step
        while 0 <= index < len(self.roles):
            if self.roles[index] is not role and self.roles[index] is not Role.OTHER:
                return index
            index += step
        return None

    def _faded(self, family: Family, step: int) -> list[float]:
        """A fading sum over the turns before (step 1) or after (step -1) each turn."""
        values, out, total = self.strength[family], [0.0] * len(self.roles), 0.0
        turns = range(len(values)) if step == 1 else range(len(values) - 1, -1, -1)
        for turn in turns:
            out[turn] = total
            total = FADE * total + values[turn]
        return out


SURROUNDING = (*CLIENT_FAMILIES, *THERAPIST_FAMILIES, Family.RESPONSE)
