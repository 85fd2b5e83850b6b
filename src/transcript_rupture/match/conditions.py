"""Conditions that a rule sets on the numbers of a turn, such as ``length_z = "<= -1"``."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields

from transcript_rupture.domain import TurnMeasures
from transcript_rupture.errors import RuleError

OPERATORS: Mapping[str, Callable[[float, float], bool]] = {
    "<=": operator.le,
    ">=": operator.ge,
    "<": operator.lt,
    ">": operator.gt,
}
MEASURES = {f.name for f in fields(TurnMeasures)} - {"turn", "flat", "delay_ms"}
COMPARISON = re.compile(r"\s*(<=|>=|<|>)\s*(-?\d+(?:\.\d+)?)\s*")


@dataclass(frozen=True, slots=True)
class Condition:
    """One measure compared with one number."""

    measure: str
    comparison: str
    limit: float

    def holds(self, measures: TurnMeasures) -> bool:
        """Whether a turn's numbers satisfy the condition."""
        value = float(getattr(measures, self.measure))
        return OPERATORS[self.comparison](value, self.limit)


def parse_conditions(table: object) -> tuple[Condition, ...]:
    """Read a ``when`` table.

    >>> parse_conditions({"invited": ">= 0.5"})
    (Condition(measure='invited', comparison='>=', limit=0.5),)
    """
    if not isinstance(table, Mapping):
        raise RuleError("`when` must be a table", 'write when = { invited = ">= 0.5" }')
    return tuple(_parse(str(name), str(text)) for name, text in table.items())


def _parse(name: str, text: str) -> Condition:
    found = COMPARISON.fullmatch(text)
    if name not in MEASURES or found is None:
        raise RuleError(
            f"no condition on {name} can be read",
            f"compare one of {', '.join(sorted(MEASURES))} with a number",
        )
    return Condition(name, found[1], float(found[2]))
