"""Checks and repairs of the times that a reader found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from transcript_rupture.read.document import Draft
from transcript_rupture.read.findings import Findings
from transcript_rupture.read.timecode import Unit, milliseconds

DAY_MS = 24 * 3_600_000


def read_time(
    time: object, findings: Findings, line: int, *, unit: Unit = "s"
) -> int | None:
    """A time in milliseconds; one that is there but not readable is reported."""
    if time is None or (isinstance(time, str) and not time.strip()):
        return None
    found = milliseconds(time, unit=unit)
    # NaN is how tables write "missing"; it is no mistake.
    if found is None and str(time).strip().casefold() not in {"nan", "n/a", "none"}:
        findings.add("unknown-time", line)
    return found


def checked_times(draft: Draft, findings: Findings) -> Draft:
    """The draft, its end left unknown if it lies before its start."""
    start, end = draft.start_ms, draft.end_ms
    if max(start or 0, end or 0) > DAY_MS:
        findings.add("long-time", draft.line)
    if start is None or end is None:
        return draft
    if end < start:
        findings.add("end-before-start", draft.line)
        return replace(draft, end_ms=None)
    if end == start:
        findings.add("zero-length", draft.line)
    return draft


def spread(parts: Sequence[str], start: int, end: int) -> list[tuple[int, int]]:
    """Times for pieces of one stretch of speech, by their share of the characters.

    >>> spread(["ab", "cdef"], 0, 600)
    [(0, 200), (200, 600)]
    """
    total, done, found = sum(map(len, parts)) or 1, 0, []
    for part in parts:
        left = start + (end - start) * done // total
        done += len(part)
        found.append((left, start + (end - start) * done // total))
    return found


def filled_gaps(drafts: Sequence[Draft], findings: Findings) -> list[Draft]:
    """Speech without any time gets its place between timed neighbors, as an estimate."""
    filled: list[Draft] = []
    waiting: list[Draft] = []
    last_end: int | None = None
    for draft in drafts:
        if draft.start_ms is None and draft.end_ms is None:
            waiting.append(draft)
            continue
        filled += _placed(waiting, last_end, draft.start_ms, findings)
        filled.append(draft)
        waiting = []
        last_end = draft.start_ms if draft.end_ms is None else draft.end_ms
    return filled + waiting


def _placed(
    waiting: list[Draft], start: int | None, end: int | None, findings: Findings
) -> list[Draft]:
    if start is None or end is None or end < start:
        return waiting
    times = spread([draft.text for draft in waiting], start, end)
    for draft in waiting:
        findings.add("interpolated-time", draft.line)
    return [
        replace(draft, start_ms=left, end_ms=right, approximate=True)
        for draft, (left, right) in zip(waiting, times, strict=True)
    ]
