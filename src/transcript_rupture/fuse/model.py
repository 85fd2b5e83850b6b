"""The fitted numbers of the fusion: rule weights, family weights, thresholds."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from transcript_rupture.domain import Clarity, Family
from transcript_rupture.errors import SettingsError

FORMAT = "transcript-rupture/fusion/1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Thresholds:
    """Where a score becomes worth showing, worth flagging, and plain.

    What is flagged is a question of how many false alarms a person bears; how plain it
    is, one of how probable: a flagged marker may well be only possible.
    """

    floor: float
    flag: float
    clear: float = 0.4
    strong: float = 0.7

    def __post_init__(self) -> None:
        if not 0 <= self.floor <= min(self.flag, self.clear) <= self.flag <= 1:
            raise SettingsError("thresholds must rise: 0 <= floor <= flag <= 1")
        if not self.clear <= self.strong <= 1:
            raise SettingsError("thresholds must rise: clear <= strong <= 1")

    def clarity(self, score: float) -> Clarity | None:
        """The clarity a score stands for; nothing below the floor.

        >>> Thresholds(floor=0.1, flag=0.2).clarity(0.5)
        <Clarity.CLEAR: 'clear'>
        """
        if score < self.floor:
            return None
        if score < self.clear:
            return Clarity.POSSIBLE
        return Clarity.CLEAR if score < self.strong else Clarity.STRONG


@dataclass(frozen=True, slots=True, kw_only=True)
class FamilyModel:
    """A logistic regression on named features, and the thresholds for its output."""

    weights: Mapping[str, float] = field(repr=False)
    bias: float
    thresholds: Thresholds

    def probability(self, features: Mapping[str, float]) -> float:
        """The calibrated probability that a turn holds a marker of the family."""
        total = self.bias + sum(
            weight * features[name] for name, weight in self.weights.items()
        )
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


@dataclass(frozen=True, slots=True, kw_only=True)
class FusionModel:
    """Everything that was fitted, and on what."""

    families: Mapping[Family, FamilyModel]
    sources: Mapping[str, float] = field(repr=False)
    fitted_on: str

    def weight(self, source: str, score: float) -> float:
        """How far to trust one piece of evidence: as fitted, else as its author says."""
        return self.sources.get(source, score)


def parse_fusion(data: Mapping[str, object]) -> FusionModel:
    """Check and read a fusion file's contents."""
    if data.get("format") != FORMAT:
        raise SettingsError(f"a fusion file must say {FORMAT!r}", "fit it again")
    try:
        return _parse(data)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise SettingsError("the fusion file is incomplete", "fit it again") from error


def _parse(data: Mapping[str, object]) -> FusionModel:
    families = _table(data["families"])
    return FusionModel(
        families={Family(name): _family(_table(row)) for name, row in families.items()},
        sources={name: _number(v) for name, v in _table(data["sources"]).items()},
        fitted_on=str(data["fitted_on"]),
    )


def _family(row: Mapping[str, object]) -> FamilyModel:
    limits = {name: _number(v) for name, v in _table(row["thresholds"]).items()}
    return FamilyModel(
        weights={name: _number(v) for name, v in _table(row["weights"]).items()},
        bias=_number(row["bias"]),
        thresholds=Thresholds(**limits),
    )


def _table(value: object) -> Mapping[str, object]:
    if not isinstance(value, Mapping):
        raise TypeError
    return value


def _number(value: object) -> float:
    if not isinstance(value, (int, float)) or not math.isfinite(value):
        raise TypeError
    return float(value)


def noisy_or(scores: Sequence[float]) -> float:
    """Combine independent reasons: one strong or several weak ones both count.

    >>> noisy_or([0.5, 0.5])
    0.75
    """
    # Sorted, because a float product depends on its order in the last bit.
    return 1 - math.prod(1 - score for score in sorted(scores))
