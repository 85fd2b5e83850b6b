"""Fit the fusion: how far to trust each rule and measure, and where to flag.

Two steps, both on training sessions only. Each source of evidence gets a weight: its
precision, drawn toward its author's own score by as much as ``PRIOR_HITS`` further hits
would count (empirical Bayes). Then each family gets a logistic regression on the named
features of ``fuse.features``. The features a session is fitted with come from weights
and probabilities that were fitted without its group, so that nothing grades itself.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from transcript_rupture.domain import (
    CLIENT_FAMILIES,
    SCORED_FAMILIES,
    THERAPIST_FAMILIES,
    Family,
    Role,
)
from transcript_rupture.fuse import (
    FamilyModel,
    FusionModel,
    Thresholds,
    family_features,
)
from transcript_rupture.fuse.features import Features
from transcript_rupture.train.rated import CLEAR, Rated

PRIOR_HITS = 16.0
FOLDS = 5
SIDE = {
    **dict.fromkeys(CLIENT_FAMILIES, Role.CLIENT),
    **dict.fromkeys(THERAPIST_FAMILIES, Role.THERAPIST),
}
Client = Mapping[Family, Sequence[float]]


@dataclass(frozen=True, slots=True, kw_only=True)
class FitSettings:
    """What may be chosen: how much to regularize, and where to flag per family."""

    strength: float = 0.005
    prior_hits: float = PRIOR_HITS
    flag: Mapping[Family, float] | None = None


NEUTRAL = Thresholds(floor=0.05, flag=0.2, strong=0.6)


def fit_fusion(
    rated: Sequence[Rated], *, settings: FitSettings, fitted_on: str
) -> FusionModel:
    """Fit the weights of sources and families on rated sessions."""
    held_out = list(_out_of_fold(rated, settings))
    final = FusionModel(
        families={},
        sources=source_weights(rated, prior_hits=settings.prior_hits),
        fitted_on=fitted_on,
    )
    return replace(final, families=_families(held_out, settings))


@dataclass(frozen=True, slots=True)
class _Fold:
    """A session with the features it has when its group was not seen."""

    rated: Rated
    client: list[Features]
    therapist: list[Features]


def _out_of_fold(rated: Sequence[Rated], settings: FitSettings) -> Iterator[_Fold]:
    for seen, unseen in split_groups(rated):
        model = FusionModel(
            families={},
            sources=source_weights(seen, prior_hits=settings.prior_hits),
            fitted_on="",
        )
        model = replace(model, families=_fit_client(seen, model, settings))
        for item in unseen:
            rows = _rows(item, model)
            client = _predict(item, rows, model)
            yield _Fold(item, rows, _rows(item, model, client))


def split_groups(
    rated: Sequence[Rated], *, folds: int = FOLDS
) -> Iterator[tuple[list[Rated], list[Rated]]]:
    """Split sessions by group: seen and unseen, each group unseen once."""
    groups = [item.group for item in rated]
    for seen, unseen in GroupKFold(folds).split(groups, groups=groups):
        yield [rated[i] for i in seen], [rated[i] for i in unseen]


def source_weights(rated: Sequence[Rated], *, prior_hits: float) -> dict[str, float]:
    """The precision of each source of evidence, drawn toward its author's score."""
    hits: dict[str, float] = defaultdict(float)
    right: dict[str, float] = defaultdict(float)
    prior: dict[str, float] = {}
    for item in rated:
        for e in item.evidence:
            if e.family not in SCORED_FAMILIES or e.against:
                continue
            clarity = item.gold[e.family][e.turn]
            prior[e.source] = max(prior.get(e.source, 0.0), e.score)
            if clarity != 1:
                hits[e.source] += 1
                right[e.source] += clarity >= CLEAR
    return {
        name: (right[name] + prior_hits * prior[name]) / (hits[name] + prior_hits)
        for name in sorted(prior)
    }


def _rows(
    item: Rated, model: FusionModel, client: Client | None = None
) -> list[Features]:
    return family_features(
        item.session, item.measures, item.evidence, model=model, client=client
    )


def _predict(
    item: Rated, rows: Sequence[Features], model: FusionModel
) -> dict[Family, list[float]]:
    return {
        family: [
            model.families[family].probability(row) if turn.role is Role.CLIENT else 0.0
            for turn, row in zip(item.session.turns, rows, strict=True)
        ]
        for family in CLIENT_FAMILIES
    }


def _fit_client(
    rated: Sequence[Rated], model: FusionModel, settings: FitSettings
) -> dict[Family, FamilyModel]:
    folds = [_Fold(item, _rows(item, model), []) for item in rated]
    return {family: _fit_family(folds, family, settings) for family in CLIENT_FAMILIES}


def _families(
    folds: Sequence[_Fold], settings: FitSettings
) -> dict[Family, FamilyModel]:
    return {family: _fit_family(folds, family, settings) for family in SCORED_FAMILIES}


def _fit_family(
    folds: Sequence[_Fold], family: Family, settings: FitSettings
) -> FamilyModel:
    rows, labels = _examples(folds, family)
    names = sorted(rows[0])
    matrix = np.array([[row[name] for name in names] for row in rows])
    model = make_pipeline(
        StandardScaler(), LogisticRegression(C=settings.strength, max_iter=2000)
    ).fit(matrix, labels)
    scaler, regression = model[0], model[-1]
    weights = regression.coef_[0] / scaler.scale_
    bias = float(regression.intercept_[0] - weights @ scaler.mean_)
    return FamilyModel(
        weights=dict(zip(names, (float(w) for w in weights), strict=True)),
        bias=bias,
        thresholds=_thresholds(family, settings),
    )


def _thresholds(family: Family, settings: FitSettings) -> Thresholds:
    if settings.flag is None:
        return NEUTRAL
    flag = settings.flag[family]
    return Thresholds(floor=flag * 0.4, flag=flag, strong=min(1.0, flag * 2.5))


def _examples(
    folds: Sequence[_Fold], family: Family
) -> tuple[list[Features], list[int]]:
    side = SIDE[family]
    pairs = [
        ((fold.client if side is Role.CLIENT else fold.therapist)[turn], label)
        for fold in folds
        for turn, label in fold.rated.labels(family, side)
    ]
    return [row for row, _ in pairs], [label for _, label in pairs]
