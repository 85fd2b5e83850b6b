"""What the classifier says of a turn and of the turns around it, as features."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from transcript_rupture.domain import Family, Role, Session

LEAST_ODDS = -6.0
READ = (
    Family.WITHDRAWAL,
    Family.CONFRONTATION,
    Family.REPAIR,
    Family.STRAIN,
    Family.RESPONSE,
)


def log_odds(probability: float) -> float:
    """A probability on the scale on which reasons add up, not below exp(-6) to 1.

    >>> log_odds(0.5), log_odds(0.0)
    (0.0, -6.0)
    """
    inner = min(1 - 1e-6, max(1e-6, probability))
    return max(LEAST_ODDS, math.log(inner / (1 - inner)))


class Learned:
    """The classifier's probabilities on, before and after each turn of a session."""

    def __init__(
        self, session: Session, probability: Mapping[Family, Sequence[float]]
    ) -> None:
        self._roles = [turn.role for turn in session.turns]
        self._probability = probability
        self._total = {family: sum(probability[family]) for family in READ}

    def of(self, turn: int) -> dict[str, float]:
        """Log odds of each family here and on the nearest turns of either side."""
        role = self._roles[turn]
        places = {
            "": turn,
            "_before": self._nearest(turn, -1, same=False, role=role),
            "_after": self._nearest(turn, 1, same=False, role=role),
            "_last": self._nearest(turn, -1, same=True, role=role),
            "_next": self._nearest(turn, 1, same=True, role=role),
        }
        return {
            f"model_{family.value}{where}": self._odds(family, place)
            for family in READ
            for where, place in places.items()
        } | {f"model_{f.value}_session": self._rest(f, turn) for f in READ}

    def _odds(self, family: Family, turn: int | None) -> float:
        return LEAST_ODDS if turn is None else log_odds(self._probability[family][turn])

    def _rest(self, family: Family, turn: int) -> float:
        """The mean over the other turns, on the scale of odds."""
        rest = self._total[family] - self._probability[family][turn]
        return log_odds(rest / max(1, len(self._roles) - 1))

    def _nearest(self, turn: int, step: int, *, same: bool, role: Role) -> int | None:
        index = turn + step
        while 0 <= index < len(self._roles):
            found = self._roles[index]
            if (found is role) is same and found is not Role.OTHER:
                return index
            index += step
        return None
