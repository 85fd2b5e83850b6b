"""Silence: as noted in the text, and as the times show it."""

from __future__ import annotations

import re

from transcript_rupture.domain import Turn

NOTE = re.compile(r"[\[(*]([^\[\]()*]{1,60})[\])*]")
SILENT = re.compile(r"\b(?:pauses?|paused|pausing|silences?|silent|quiet|beat)\b")
LENGTH = re.compile(
    r"(\d+(?:[.,]\d+)?)\s*(minutes?|mins?|m|seconds?|secs?|s)?\b", re.IGNORECASE
)
BARE_LENGTH = re.compile(
    r"^\s*\d+(?:[.,]\d+)?\s*(?:s|secs?|seconds?)\s*$", re.IGNORECASE
)
LONG = re.compile(r"\b(?:long|lengthy|prolonged|extended)\b")
SHORT = re.compile(r"\b(?:short|brief|slight|beat)\b")
PAUSE_MS, LONG_MS, SHORT_MS = 2_000, 5_000, 1_000
# Longer than this, the tape was turned or somebody left the room.
MOST_MS = 120_000


def noted_silence_ms(turn: Turn) -> int:
    """The silences that a transcriber noted in a turn, in milliseconds.

    "[silence 20s]" says its length; "[long pause]" counts five seconds, "[pause]" two.
    """
    starts = {aside.start for aside in turn.asides}
    notes = (m for m in NOTE.finditer(turn.text) if m.start() not in starts)
    return min(MOST_MS, sum(_noted_ms(m.group(1).casefold()) for m in notes))


def _noted_ms(note: str) -> int:
    if not SILENT.search(note) and not BARE_LENGTH.match(note):
        return 0
    length = LENGTH.search(note)
    if length:
        minutes = (length.group(2) or "s").startswith("m")
        seconds = float(length.group(1).replace(",", ".")) * (60 if minutes else 1)
        return round(min(seconds * 1000, MOST_MS))
    if LONG.search(note):
        return LONG_MS
    return SHORT_MS if SHORT.search(note) else PAUSE_MS


def delay_ms(turn: Turn, other: Turn | None) -> int | None:
    """How long a turn waited after the other one's end; an overlap waited 0."""
    if other is None or other.end_ms is None or turn.start_ms is None:
        return None
    return max(0, turn.start_ms - other.end_ms)


def waited_ms(delay: int | None, *, plain_answer_ms: int) -> int:
    """What a delay holds beyond the time that any answer takes."""
    if delay is None or delay > MOST_MS:
        return 0
    return max(0, delay - plain_answer_ms)
