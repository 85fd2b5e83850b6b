"""The gate before a model becomes the default: every condition it fails is a reason.

"Noise" is how far a difference strays over draws of sessions. Where many floors are
checked at once, it is widened so that an equal model rarely falls below any of them by
chance (Bonferroni).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from statistics import NormalDist

from transcript_rupture.domain import SCORED_FAMILIES
from transcript_rupture.evaluate.agreement import EPISODES, MACRO, SESSIONS
from transcript_rupture.evaluate.compare import Comparison, Difference
from transcript_rupture.evaluate.wording import NAMES, number

CHANCE = 0.05
FAMILIES = tuple(family.value for family in SCORED_FAMILIES)
GENERAL = frozenset({MACRO, EPISODES, SESSIONS})


def _floors() -> dict[str, float]:
    return dict.fromkeys(FAMILIES, 0.1)


@dataclass(frozen=True, slots=True, kw_only=True)
class GateSettings:
    """What a candidate must reach whatever the current model does.

    ``floors`` are F1 of families or codes: below a tenth, nine of ten flags mislead.
    ``calibration_error`` may be passed only by a family that was no better before.
    """

    floors: Mapping[str, float] = field(default_factory=_floors)
    calibration_error: float = 0.1


def refusals(
    comparison: Comparison, *, settings: GateSettings | None = None
) -> Iterator[str]:
    """Why the second of two programs should not take the place of the first."""
    gate = settings or GateSettings()
    yield from _means(comparison)
    yield from _below_floors(comparison, gate)
    yield from _near_misses(comparison)
    yield from _calibration(comparison, gate)


def noise(difference: Difference, *, checked: int = 1) -> float:
    """How far a difference strays by chance, when so many are checked together."""
    return NormalDist().inv_cdf(1 - CHANCE / (2 * checked)) * difference.spread


def _means(comparison: Comparison) -> Iterator[str]:
    for name in ("families_f1", "codes_f1"):
        found = comparison.of(MACRO, name)
        if found is not None and found.a is not None:
            least = found.a - noise(found)
            if _value(found) < least:
                yield (
                    f"{NAMES[name]}, is {number(found.b)}; current {number(found.a)} "
                    f"less noise is {number(least)}"
                )


def _below_floors(comparison: Comparison, gate: GateSettings) -> Iterator[str]:
    rows = [
        d for d in comparison.differences if d.name == "f1" and d.subject not in GENERAL
    ]
    for found in rows:
        relative = (found.a or 0.0) - noise(found, checked=len(rows))
        floor = max(relative, gate.floors.get(found.subject, 0.0))
        if _value(found) < floor:
            yield f"{found.subject}: F1 {number(found.b)} is below its floor {number(floor)}"


def _near_misses(comparison: Comparison) -> Iterator[str]:
    current, candidate = comparison.a.examples, comparison.b.examples
    if current is None or candidate is None:
        yield "near-misses were not measured"
    elif candidate.fired > current.fired:
        yield (
            f"{candidate.fired} of {candidate.near_misses} near-misses are flagged; "
            f"current {current.fired}"
        )


def _calibration(comparison: Comparison, gate: GateSettings) -> Iterator[str]:
    for family in FAMILIES:
        found = comparison.of(family, "ece")
        if found is None or found.b is None:
            continue
        allowed = max(gate.calibration_error, found.a or 0.0)
        if found.b > allowed:
            yield (
                f"{family}: calibration error {number(found.b)}; "
                f"at most {number(allowed)} is allowed"
            )


def _value(found: Difference) -> float:
    return -1.0 if found.b is None else found.b
