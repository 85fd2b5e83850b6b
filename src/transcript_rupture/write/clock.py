"""Milliseconds as people read them."""

from __future__ import annotations


def clock(moment_ms: int | None) -> str:
    """A time as ``h:mm:ss``, empty where it is unknown.

    >>> clock(3_725_000)
    '1:02:05'
    """
    if moment_ms is None:
        return ""
    sign = "-" if moment_ms < 0 else ""
    minutes, seconds = divmod(abs(moment_ms) // 1000, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{sign}{hours}:{minutes:02}:{seconds:02}"
