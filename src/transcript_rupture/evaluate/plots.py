"""Precision-recall and reliability plots as points in a square, for inline SVG."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from transcript_rupture.evaluate.records import Bin, FamilyReport

# The plot is a square of this size; the template draws axes and labels around it.
SIDE = 200
LEAST_RADIUS, MOST_RADIUS = 3.0, 9.0


@dataclass(frozen=True, slots=True)
class Dot:
    """A point of a plot, and what it says."""

    x: str
    y: str
    radius: str
    about: str


@dataclass(frozen=True, slots=True)
class FamilyPlots:
    """What is drawn for one family, and the same in a sentence each."""

    name: str
    curve: str
    base: str
    flags: Dot | None
    curve_about: str
    dots: tuple[Dot, ...]
    dots_about: str


def draw(family: FamilyReport) -> FamilyPlots:
    """The two plots of one family."""
    ap = family.figures["ap"].value or 0.0
    return FamilyPlots(
        name=family.family.value,
        curve=" ".join(_steps(family.curve)),
        base=_place(1 - family.base_rate),
        flags=_flags(family),
        curve_about=f"average precision {ap:.2f}, base rate {family.base_rate:.2f}, "
        f"{family.positives} positive of {family.units} turns",
        dots=tuple(_dots(family.bins)),
        dots_about=f"calibration error {family.figures['ece'].value or 0.0:.3f}; "
        f"the table of calibration holds the {len(family.bins)} points",
    )


def _steps(curve: Sequence[tuple[float, float]]) -> Iterator[str]:
    """The corners of the curve; average precision is the area under its steps."""
    last = 0.0
    for recall, precision in curve:
        if recall > last:
            yield f"{_place(last)},{_place(1 - precision)}"
            yield f"{_place(recall)},{_place(1 - precision)}"
        last = recall


def _flags(family: FamilyReport) -> Dot | None:
    precision = family.figures["precision"].value
    recall = family.figures["recall"].value
    if not precision or not recall:
        return None
    return Dot(
        x=_place(recall),
        y=_place(1 - precision),
        radius="5",
        about=f"flags: precision {precision:.2f}, recall {recall:.2f}",
    )


def _dots(bins: Sequence[Bin]) -> Iterator[Dot]:
    most = max((one.units for one in bins), default=1)
    for one in bins:
        share = (one.units / most) ** 0.5
        yield Dot(
            x=_place(one.score),
            y=_place(1 - one.positive),
            radius=f"{LEAST_RADIUS + share * (MOST_RADIUS - LEAST_RADIUS):.1f}",
            about=f"{one.units} turns: mean score {one.score:.2f}, "
            f"positive {one.positive:.2f}",
        )


def _place(share: float) -> str:
    return f"{share * SIDE:.1f}"
