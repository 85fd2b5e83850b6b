"""Fit the fusion: how far to trust each rule and measure, and where to flag.

Two steps, both on training sessions only. Each source of evidence gets a weight: its
precision, drawn toward its author's own score by as much as ``prior_hits`` further hits
would count (empirical Bayes). Then each family gets a logistic regression on the named
features of ``fuse.features``. The features a session is fitted with come from weights
and probabilities that were fitted without its group, so that nothing grades itself.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold, cross_val_predict
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import StandardScaler

from transcript_rupture.domain import (
    CLIENT_FAMILIES,
    SCORED_FAMILIES,
    SIDE_OF,
    Family,
    Role,
)
from transcript_rupture.errors import ModelError
from transcript_rupture.fuse import (
    FamilyModel,
    FusionModel,
    family_features,
)
from transcript_rupture.fuse.features import (
    Features,
    by_model,
)
from transcript_rupture.rated import CLEAR, Rated
from transcript_rupture.train.fusion_settings import FitSettings, Floats

FOLDS = 5
LEAST_GROUPS = 4
Client = Mapping[Family, Sequence[float]]


def fit_fusion(
    rated: Sequence[Rated], *, settings: FitSettings, fitted_on: str
) -> FusionModel:
    """Fit the weights of sources and families on rated sessions."""
    held_out = list(_out_of_fold(rated, settings))
    final = FusionModel(
        families={},
        sources=source_weights(rated, settings=settings),
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
            sources=source_weights(seen, settings=settings),
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
    folds = min(folds, len(set(groups)))
    for seen, unseen in GroupKFold(folds).split(groups, groups=groups):
        yield [rated[i] for i in seen], [rated[i] for i in unseen]


def source_weights(
    rated: Sequence[Rated], *, settings: FitSettings
) -> dict[str, float]:
    """The precision of each source of evidence, drawn toward its author's score."""
    hits: dict[str, float] = defaultdict(float)
    right: dict[str, float] = defaultdict(float)
    prior: dict[str, float] = {}
    weight: dict[str, float] = {}
    for item in rated:
        for e in item.evidence:
            if e.family not in SCORED_FAMILIES or e.against or by_model(e):
                continue
            clarity = item.clarity(e.family, e.turn)
            prior[e.source] = max(prior.get(e.source, 0.0), e.score)
            weight[e.source] = settings.families[e.family].prior_hits
            if clarity != 1:
                hits[e.source] += 1
                right[e.source] += clarity >= CLEAR
    return {
        name: (right[name] + weight[name] * prior[name]) / (hits[name] + weight[name])
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
    rows = _examples(folds, family)
    names = settings.names(family, rows[0].features)
    matrix = np.array([[row.features[name] for name in names] for row in rows])
    labels = np.array([row.label for row in rows])
    groups = [row.group for row in rows]
    model = _regression(settings.families[family].strength)
    unseen: Floats = cross_val_predict(
        model,
        matrix,
        labels,
        groups=groups,
        cv=GroupKFold(min(FOLDS, len(set(groups)))),
        method="decision_function",
    )
    slope, shift = _sigmoid(unseen, labels, _calibrating(rows, settings))
    probabilities = 1 / (1 + np.exp(-(slope * unseen + shift)))
    scaler, regression = model.fit(matrix, labels)
    weights = slope * regression.coef_[0] / scaler.scale_
    bias = slope * float(regression.intercept_[0]) - weights @ scaler.mean_ + shift
    return FamilyModel(
        weights=dict(zip(names, map(float, weights), strict=True)),
        bias=float(bias),
        thresholds=settings.thresholds(family, probabilities, labels),
    )


def _sigmoid(
    scores: Floats, labels: Floats, chosen: NDArray[np.bool_]
) -> tuple[float, float]:
    """Slope and shift that turn scores into probabilities on the chosen rows.

    Shrinking makes probabilities timid; the sigmoid gives them back their spread.
    """
    fit = LogisticRegression(C=np.inf).fit(
        scores[chosen].reshape(-1, 1), labels[chosen]
    )
    return float(fit.coef_[0, 0]), float(fit.intercept_[0])


def _calibrating(rows: Sequence[_Row], settings: FitSettings) -> NDArray[np.bool_]:
    """Rows of the corpora that say how frequent markers are; all where none is named.

    Where these corpora show no marker, or nothing else, they cannot say it.
    """
    chosen = np.array([row.corpus in settings.calibrate_on for row in rows])
    labels = {
        row.label for row, is_chosen in zip(rows, chosen, strict=True) if is_chosen
    }
    return chosen if labels == {0, 1} else np.ones(len(rows), dtype=bool)


def check_spread(rated: Sequence[Rated]) -> None:
    """Refuse, before hours of work, what no split by group could learn from."""
    for family in SCORED_FAMILIES:
        groups = {
            item.group
            for item in rated
            if any(label for _, label in item.labels(family, SIDE_OF[family]))
        }
        if len(groups) < LEAST_GROUPS:
            raise ModelError(
                f"clear markers of {family.value} lie in {len(groups)} groups, and at "
                f"least {LEAST_GROUPS} are needed",
                "rate sessions of more people",
            )


def _regression(strength: float) -> Pipeline:
    return make_pipeline(
        StandardScaler(), LogisticRegression(C=strength, max_iter=2000)
    )


@dataclass(frozen=True, slots=True)
class _Row:
    """One turn to fit on."""

    features: Features
    label: int
    group: str
    corpus: str


def _examples(folds: Sequence[_Fold], family: Family) -> list[_Row]:
    side = SIDE_OF[family]
    return [
        _Row(rows[turn], label, fold.rated.group, fold.rated.corpus)
        for fold in folds
        for rows in [fold.client if side is Role.CLIENT else fold.therapist]
        for turn, label in fold.rated.labels(family, side)
    ]
