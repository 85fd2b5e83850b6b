"""The many ways to write a time, as whole milliseconds; unknown stays ``None``."""

from __future__ import annotations

import math
import re
from typing import Literal

Unit = Literal["s", "ms", "ticks"]

CLOCK = r"\d{1,4}:\d{1,2}(?::\d{1,2})?(?:[.,]\d{1,9})?"
HASH = r"#\d{1,3}:\d{1,2}:\d{1,2}(?:-\d)?#"

_CLOCK = re.compile(
    r"(?:(?P<h>\d{1,3}):)?(?P<m>\d{1,4}):(?P<s>\d{1,2})(?:[.,](?P<f>\d{1,9})|-(?P<t>\d))?",
    re.ASCII,
)
_NUMBER = re.compile(r"(?P<n>\d{1,18}(?:[.,]\d{1,18})?|[.,]\d{1,18})\s*s?", re.ASCII)
_WRAPPED = re.compile(r"\[(.*)\]|\((.*)\)|\{(.*)\}|#(.*)#")
PER_MS = {"s": 1000.0, "ms": 1.0, "ticks": 1e-4}
SIXTY = 60
# Longer than any session: a calendar date as seconds, or no time at all.
LONGEST_MS = 1000 * 3_600_000


def milliseconds(time: object, *, unit: Unit = "s") -> int | None:
    """A time however it is written; bare numbers count in ``unit``.

    >>> milliseconds("[00:01:02,5]"), milliseconds("75:10"), milliseconds("12.345s")
    (62500, 4510000, 12345)
    >>> milliseconds("#00:01:02-3#"), milliseconds(250, unit="ms"), milliseconds("soon")
    (62300, 250, None)
    """
    if isinstance(time, bool):
        return None
    if isinstance(time, int | float):
        return _from_number(time, unit)
    return _from_text(time.strip(), unit) if isinstance(time, str) else None


def clock_range(text: str) -> tuple[int | None, int | None]:
    """The start and, if given, the end of a time mark such as ``[0:04 - 0:09]``.

    >>> clock_range("(00:01:02)"), clock_range("[0:04 - 0:09]")
    ((62000, None), (4000, 9000))
    """
    found = [milliseconds(mark) for mark in re.findall(f"{HASH}|{CLOCK}", text)[:2]]
    start, end = (*found, None, None)[:2]
    return start, end


def _from_number(number: float, unit: Unit) -> int | None:
    try:
        value = float(number) * PER_MS[unit]
    except OverflowError:
        return None
    inside = math.isfinite(value) and 0 <= value <= LONGEST_MS
    return math.floor(value + 0.5) if inside else None


def _from_text(text: str, unit: Unit) -> int | None:
    if wrapped := _WRAPPED.fullmatch(text):
        text = next(part for part in wrapped.groups() if part is not None).strip()
    if clock := _CLOCK.fullmatch(text):
        return _from_clock(clock)
    if number := _NUMBER.fullmatch(text):
        own_unit: Unit = "s" if text.endswith("s") else unit
        return _from_number(float(number["n"].replace(",", ".")), own_unit)
    return None


def _from_clock(clock: re.Match[str]) -> int | None:
    hours, minutes, seconds = (int(clock[part] or 0) for part in "hms")
    if seconds >= SIXTY or (clock["h"] and minutes >= SIXTY):
        return None
    fraction = clock["f"] or clock["t"] or "0"
    part_ms = round(1000 * float(f"0.{fraction}"))
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + part_ms
