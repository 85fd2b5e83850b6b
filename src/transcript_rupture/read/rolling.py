"""Rolling captions show every line twice; the second showing is not said again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from transcript_rupture.read.cues import Cue
from transcript_rupture.read.findings import Findings
from transcript_rupture.read.markup import STAMP_TAG, TAG

LEAST_CUES = 6
LEAST_STAMPED = 0.25
LEAST_REPEATED = 0.6
LONGEST_FLASH_MS = 50


def without_rolled_lines(cues: Sequence[Cue], findings: Findings) -> Sequence[Cue]:
    """The cues without lines that only scrolled up from the cue above."""
    if not _rolls(cues):
        return cues
    kept: list[Cue] = []
    last = ""
    for cue in cues:
        lines = [line for line in cue.lines if line.strip()]
        rolled = last != "" and _scrolls(cue, lines, last)
        if rolled:
            findings.add("rolling-caption", cue.line)
        last = _bare(lines[-1]) if lines else last
        kept.append(replace(cue, lines=lines[1:] if rolled else lines))
    return [cue for cue in kept if cue.lines]


def _rolls(cues: Sequence[Cue]) -> bool:
    """People repeat themselves: only a file that rolls throughout is thinned out."""
    if LEAST_STAMPED * len(cues) <= _stamped(cues):
        return True
    if len(cues) < LEAST_CUES:
        return False
    repeated = sum(
        bool(a.lines) and len(b.lines) > 1 and _repeats(b.lines[0], _bare(a.lines[-1]))
        for a, b in pairwise(cues)
    )
    return LEAST_REPEATED * (len(cues) - 1) <= repeated


def _stamped(cues: Sequence[Cue]) -> int:
    """How many cues time their single words."""
    return sum(any(map(STAMP_TAG.search, cue.lines)) for cue in cues)


def _scrolls(cue: Cue, lines: Sequence[str], last: str) -> bool:
    """A line that was there before, above a new one or in a cue too short to read."""
    if not lines or not _repeats(lines[0], last):
        return False
    length = (cue.end_ms or 0) - (cue.start_ms or 0)
    return len(lines) > 1 or length <= LONGEST_FLASH_MS


def _repeats(line: str, last: str) -> bool:
    return STAMP_TAG.search(line) is None and _bare(line) == last


def _bare(line: str) -> str:
    return TAG.sub("", line).strip()
