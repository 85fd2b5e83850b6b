"""How well the program agrees with raters, turn by turn and episode by episode."""

from transcript_rupture.evaluate.turns import (
    FamilyResult,
    Unit,
    false_flags_per_hour,
    family_result,
    units_of,
)

__all__ = [
    "FamilyResult",
    "Unit",
    "false_flags_per_hour",
    "family_result",
    "units_of",
]
