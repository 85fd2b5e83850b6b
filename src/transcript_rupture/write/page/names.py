"""Codes and families as the page names, letters and colors them."""

from __future__ import annotations

from dataclasses import dataclass

from transcript_rupture.codebook import Codebook
from transcript_rupture.domain import Family

BLACK, WHITE = "#000000", "#FFFFFF"


@dataclass(frozen=True, slots=True)
class FamilyName:
    """How a family is shown: its word, group, letter, color, and ink on that color."""

    name: str
    group: str
    letter: str
    color: str
    ink: str
    about: str


def family_name(family: Family, book: Codebook) -> FamilyName:
    """How the codebook shows a family."""
    entry = book.families[family]
    return FamilyName(
        name=family.value,
        group=entry.group,
        letter=entry.letter,
        color=entry.color,
        ink=ink_on(entry.color),
        about=entry.about,
    )


def code_title(code: str, book: Codebook) -> str:
    """The title of a code; a researcher's own code speaks for itself."""
    known = book.codes.get(code)
    return known.title if known is not None else code.replace("_", " ")


def palette(book: Codebook) -> str:
    """The codebook's colors as custom properties of a style sheet."""
    names = [family_name(family, book) for family in Family]
    rules = "".join(f"--{n.name}:{n.color};--{n.name}-ink:{n.ink};" for n in names)
    return f":root{{{rules}}}\n"


def ink_on(color: str) -> str:
    """Black or white, whichever reads better on a color (WCAG contrast).

    >>> ink_on("#0072B2"), ink_on("#D55E00")
    ('#FFFFFF', '#000000')
    """
    light = _luminance(color)
    on_white, on_black = 1.05 / (light + 0.05), (light + 0.05) / 0.05
    return WHITE if on_black < on_white else BLACK


def _luminance(color: str) -> float:
    red, green, blue = (_linear(int(color[i : i + 2], 16) / 255) for i in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    """One channel of sRGB as light (WCAG 2.2, relative luminance)."""
    low = 0.04045
    return channel / 12.92 if channel <= low else ((channel + 0.055) / 1.055) ** 2.4
