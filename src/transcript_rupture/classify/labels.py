"""What the classifier answers: families first, then codes, in one fixed order."""

from __future__ import annotations

from transcript_rupture.codebook import family_of, load_codebook
from transcript_rupture.domain import Family, Role

FAMILIES = (
    Family.WITHDRAWAL,
    Family.CONFRONTATION,
    Family.REPAIR,
    Family.STRAIN,
    Family.RESPONSE,
)


def code_labels() -> tuple[str, ...]:
    """Every code of the codebook, in its order; contrast classes are among them."""
    return tuple(load_codebook().codes)


def label_names() -> tuple[str, ...]:
    """The names of the outputs: five families, then the codes."""
    return (*(family.value for family in FAMILIES), *code_labels())


def families_of_side(role: Role) -> tuple[Family, ...]:
    """The families a speaker of this role can show.

    >>> families_of_side(Role.THERAPIST)
    (<Family.REPAIR: 'repair'>, <Family.STRAIN: 'strain'>)
    """
    sides = load_codebook().families
    return tuple(family for family in FAMILIES if sides[family].side is role)


def codes_of(family: Family) -> tuple[str, ...]:
    """The codes of one family, in the order of the codebook."""
    return tuple(code for code in code_labels() if family_of(code) is family)
