"""Plain aligned columns, for a terminal, a pipe or a mail."""

from __future__ import annotations

from collections.abc import Sequence
from unicodedata import combining, east_asian_width

GAP = "  "


def aligned(
    rows: Sequence[Sequence[str]], *, right: frozenset[int] = frozenset()
) -> str:
    """Rows under each other, column by column; those in ``right`` end together.

    >>> print(aligned([["session", "turns"], ["a", "9"]], right=frozenset({1})))
    session  turns
    a            9
    """
    widths = [max(map(_width, column)) for column in zip(*rows, strict=True)]
    return "\n".join(
        GAP.join(
            _padded(cell, width, right=number in right)
            for number, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    )


def _padded(cell: str, width: int, *, right: bool) -> str:
    space = " " * (width - _width(cell))
    return space + cell if right else cell + space


def _width(cell: str) -> int:
    """How many columns a terminal needs; names come in every script."""
    wide = sum(east_asian_width(letter) in "WF" for letter in cell)
    return len(cell) + wide - sum(map(bool, map(combining, cell)))
