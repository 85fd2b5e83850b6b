"""Tidy tables to CSV that opens right in a spreadsheet, and is easy to read back."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from transcript_rupture.write.tables import Cell

BOM = "\ufeff"
# A spreadsheet runs a cell that starts with one of these; transcripts start with "-".
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def render_rows(rows: Iterable[Sequence[Cell]], *, bom: bool = False) -> str:
    r"""Rows as CSV text (RFC 4180), one or many, so that a batch can append.

    >>> render_rows([("turn", "text"), (0, "-- no")])
    "turn,text\r\n0,'-- no\r\n"
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerows([_cell(value) for value in row] for row in rows)
    return (BOM if bom else "") + out.getvalue()


def _cell(value: Cell) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case float():
            return f"{value:.6f}".rstrip("0").rstrip(".")
        case int():
            return str(value)
        case str():
            return f"'{value}" if value.startswith(FORMULA_STARTS) else value
