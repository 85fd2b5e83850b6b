"""One row of a table, or one object of a JSON file, as an utterance."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from transcript_rupture.errors import MalformedFileError
from transcript_rupture.read.columns import time_unit
from transcript_rupture.read.document import Draft, normalize_newlines
from transcript_rupture.read.findings import Findings
from transcript_rupture.read.roles import stated_role
from transcript_rupture.read.times import read_time

DAY_S = 86_400
LEAST_EXCEL_ROWS = 3


class Row(NamedTuple):
    """What one utterance says of itself, by thing: text, speaker, role, start ..."""

    line: int
    values: Mapping[str, object]


def draft_of(row: Row, columns: Mapping[str, str], findings: Findings) -> Draft:
    """The utterance of a row; ``columns`` tells the names, and so the unit of times."""
    values, line = row.values, row.line
    role_word = _word(values.get("role"), line)
    role = stated_role(role_word) if role_word else None
    if role_word and role is None:
        findings.add("unknown-role", line)
    start, end = (
        read_time(values.get(thing), findings, line, unit=time_unit(columns.get(thing)))
        for thing in ("start", "end")
    )
    own_id = (_word(values.get("id"), line) or "").strip()
    return Draft(
        text=_word(values.get("text"), line) or "",
        line=line,
        speaker=_word(values.get("speaker"), line) or role_word,
        id=own_id or None,
        keeps_empty=bool(own_id),
        role=role,
        session=_word(values.get("session"), line),
        start_ms=start,
        end_ms=end,
    )


def excel_times(
    rows: Sequence[Row], columns: Mapping[str, str], findings: Findings
) -> Sequence[Row]:
    """Times as Excel stores them, a fraction of a day each, as seconds."""
    things = [thing for thing in ("start", "end") if thing in columns]
    written = [str(row.values[thing]) for row in rows for thing in things]
    serial = [_fraction(text) for text in written if text.strip()]
    is_serial = len(serial) >= LEAST_EXCEL_ROWS and None not in serial and any(serial)
    if not is_serial or any(time_unit(columns[thing]) == "ms" for thing in things):
        return rows
    findings.add("excel-time", rows[0].line)
    return [_in_seconds(row, things) for row in rows]


def _in_seconds(row: Row, things: Sequence[str]) -> Row:
    seconds = {
        thing: fraction * DAY_S
        for thing in things
        if (fraction := _fraction(str(row.values[thing]))) is not None
    }
    return row._replace(values={**row.values, **seconds})


def _fraction(text: str) -> float | None:
    """A part of a day below one, and none if it is not: ``0.0007`` is one minute."""
    try:
        value = float(text.strip().replace(",", "."))
    except ValueError:
        return None
    return value if 0 <= value < 1 else None


def _word(value: object, line: int) -> str | None:
    """A value as text; missing values (null, NaN) are ``None``, ``"n/a"`` is a word."""
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return None
    if isinstance(value, str):
        return normalize_newlines(value)
    if isinstance(value, bool | list | dict):
        raise MalformedFileError(
            "a field holds no plain text", "see docs for the format", line
        )
    return str(value)
